"""A command's input and output as text or as bytes, without any I/O."""

from __future__ import annotations

import codecs
from abc import ABC, abstractmethod
from collections import deque
from typing import AnyStr, Generic, TypeAlias

__all__ = ["Bytes", "Coding", "Data", "Decoder", "Reading", "Text"]

Data: TypeAlias = str | bytes | bytearray | memoryview
"""What may be written to a command."""


class Decoder(ABC, Generic[AnyStr]):
    """Decodes an output piece by piece; a character is never split."""

    @abstractmethod
    def feed(self, data: bytes) -> AnyStr:
        """Decodes as much as is whole."""

    @abstractmethod
    def finish(self) -> AnyStr:
        """Decodes what is left at the end."""


class Coding(ABC, Generic[AnyStr]):
    """How a program wants a command's output."""

    newline: AnyStr
    empty: AnyStr

    @abstractmethod
    def decode(self, data: bytes) -> AnyStr:
        """Decodes all of an output."""

    @abstractmethod
    def decoder(self, *, lenient: bool = False) -> Decoder[AnyStr]:
        """Returns what decodes an output piece by piece.

        Args:
            lenient: whether it never fails, for output that comes with another error.
        """

    @abstractmethod
    def encode(self, data: Data) -> bytes | bytearray | memoryview:
        """Encodes input."""


class Text(Coding[str]):
    """Output is text.

    Args:
        encoding: its encoding, and that of input.
        errors: what to do with bytes that are none of that encoding, as for `bytes.decode`.

    Raises:
        LookupError: there is no such encoding, or no such way to treat errors.
    """

    newline = "\n"
    empty = ""

    def __init__(self, encoding: str, errors: str) -> None:
        codecs.lookup(encoding)
        codecs.lookup_error(errors)
        self._encoding = encoding
        self._errors = errors

    def decode(self, data: bytes) -> str:
        return data.decode(self._encoding, self._errors)

    def decoder(self, *, lenient: bool = False) -> Decoder[str]:
        errors = "replace" if lenient and self._errors == "strict" else self._errors
        return _TextDecoder(codecs.getincrementaldecoder(self._encoding)(errors))

    def encode(self, data: Data) -> bytes | bytearray | memoryview:
        if not isinstance(data, str):
            return data
        # What cannot be encoded is told, never replaced in silence; but what came out this way goes in again.
        errors = self._errors if self._errors in ("surrogateescape", "surrogatepass") else "strict"
        return data.encode(self._encoding, errors)


class Bytes(Coding[bytes]):
    """Output is bytes, as they came.

    Args:
        encoding: the encoding of input that is text.

    Raises:
        LookupError: there is no such encoding.
    """

    newline = b"\n"
    empty = b""

    def __init__(self, encoding: str) -> None:
        codecs.lookup(encoding)
        self._encoding = encoding

    def decode(self, data: bytes) -> bytes:
        return data

    def decoder(self, *, lenient: bool = False) -> Decoder[bytes]:
        return _BytesDecoder()

    def encode(self, data: Data) -> bytes | bytearray | memoryview:
        return data.encode(self._encoding) if isinstance(data, str) else data


class Reading(Generic[AnyStr]):
    """What has come out of a stream and was not read yet, decoded.

    Args:
        coding: how it is decoded.
    """

    def __init__(self, coding: Coding[AnyStr]) -> None:
        self._coding: Coding[AnyStr] = coding
        self._decoder: Decoder[AnyStr] = coding.decoder()
        self._parts: deque[AnyStr] = deque()
        self._offset = 0  # what has been read of the first part
        self._searched = 0  # parts that have no line's end
        self._is_over = False

    def feed(self, data: bytes) -> None:
        """Adds what has come."""
        self._add(self._decoder.feed(data))

    def finish(self) -> None:
        """Notes that nothing more will come."""
        if not self._is_over:
            self._is_over = True
            self._add(self._decoder.finish())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not self._parts

    def take(self, size: int = -1) -> AnyStr:
        """Takes what came first, or as much of it as wanted; nothing where there is nothing.

        Args:
            size: how many characters or bytes at most; negative: as many as came together.
        """
        if not self._parts:
            return self._coding.empty
        first, start = self._parts[0], self._offset
        end = len(first) if size < 0 else min(start + size, len(first))
        self._searched = 0
        self._go_to(end)
        return first if (start, end) == (0, len(first)) else first[start:end]

    def take_line(self) -> AnyStr:
        """Takes a line with its end; without one what is left at the end; nothing while it is not whole."""
        newline = self._coding.newline
        while self._searched < len(self._parts):
            index = self._searched
            position = self._parts[index].find(newline, self._offset if index == 0 else 0)
            if position >= 0:
                return self._take_to(index, position + 1)
            self._searched += 1
        return self._take_to(len(self._parts), 0) if self._is_over else self._coding.empty

    def _take_to(self, index: int, end: int) -> AnyStr:
        taken = [self.take() for _ in range(index)]
        self._searched = 0
        if end:
            taken.append(self.take(end - self._offset))
        return taken[0] if len(taken) == 1 else self._coding.empty.join(taken)

    def _go_to(self, offset: int) -> None:
        if offset == len(self._parts[0]):
            self._parts.popleft()
            offset = 0
        self._offset = offset

    def _add(self, part: AnyStr) -> None:
        if part:
            self._parts.append(part)


class _TextDecoder(Decoder[str]):
    def __init__(self, decoder: codecs.IncrementalDecoder) -> None:
        self._decoder = decoder

    def feed(self, data: bytes) -> str:
        return self._decoder.decode(data)

    def finish(self) -> str:
        return self._decoder.decode(b"", final=True)


class _BytesDecoder(Decoder[bytes]):
    def feed(self, data: bytes) -> bytes:
        return data

    def finish(self) -> bytes:
        return b""
