"""What SFTP's packets are made of: numbers, strings, and the attributes of files."""

from __future__ import annotations

import struct
from dataclasses import dataclass

__all__ = ["Attributes", "Nonsense", "Reader", "data_field", "long_field", "number_field", "text_field"]

_SIZE, _OWNER, _MODE, _TIMES, _EXTENDED = 0x1, 0x2, 0x4, 0x8, 0x80000000


class Nonsense(ValueError):
    """What came is not SFTP."""


def number_field(value: int) -> bytes:
    """Writes a number of 32 bits."""
    return struct.pack(">I", value)


def long_field(value: int) -> bytes:
    """Writes a number of 64 bits."""
    return struct.pack(">Q", value)


def data_field(value: bytes) -> bytes:
    """Writes bytes, with their length before them."""
    return struct.pack(">I", len(value)) + value


def text_field(value: str) -> bytes:
    """Writes text. Names that are no UTF-8 are kept as Python keeps those of local files.

    Raises:
        ValueError: there is a NUL in it, at which a server written in C would stop reading.
    """
    if "\0" in value:
        raise ValueError(f"{value!r} has a NUL in it: no path can have that")
    return data_field(value.encode("utf-8", "surrogateescape"))


class Reader:
    """Reads a packet field by field.

    Raises `Nonsense` where it ends too early.
    """

    __slots__ = ("_data", "_position")

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._position = 0

    @property
    def is_more(self) -> bool:
        """Whether there is anything left."""
        return self._position < len(self._data)

    def number(self) -> int:
        """Reads a number of 32 bits."""
        return int.from_bytes(self._take(4))

    def long(self) -> int:
        """Reads a number of 64 bits."""
        return int.from_bytes(self._take(8))

    def data(self) -> bytes:
        """Reads bytes with their length before them."""
        return bytes(self._take(self.number()))

    def text(self) -> str:
        """Reads text."""
        return self.data().decode("utf-8", "surrogateescape")

    def _take(self, count: int) -> memoryview:
        end = self._position + count
        if end > len(self._data):
            raise Nonsense("a packet ends too early")
        part = self._data[self._position : end]
        self._position = end
        return part


@dataclass(frozen=True, slots=True)
class Attributes:
    """What is told of a file, or to be changed of it; what is not is None.

    Args:
        size: bytes.
        owner: the numbers of user and group.
        mode: permissions, and what kind of file it is, as in ``st_mode``.
        times: when it was last read and changed, in seconds since 1970.
    """

    size: int | None = None
    owner: tuple[int, int] | None = None
    mode: int | None = None
    times: tuple[int, int] | None = None

    @classmethod
    def read(cls, reader: Reader) -> Attributes:
        """Reads them."""
        flags = reader.number()
        size = reader.long() if flags & _SIZE else None
        owner = (reader.number(), reader.number()) if flags & _OWNER else None
        mode = reader.number() if flags & _MODE else None
        times = (reader.number(), reader.number()) if flags & _TIMES else None
        if flags & _EXTENDED:
            for _ in range(reader.number()):
                reader.data()
                reader.data()
        return cls(size, owner, mode, times)

    def write(self) -> bytes:
        """Writes them."""
        flags = 0
        fields = b""
        if self.size is not None:
            flags |= _SIZE
            fields += long_field(self.size)
        if self.owner is not None:
            flags |= _OWNER
            fields += struct.pack(">II", *self.owner)
        if self.mode is not None:
            flags |= _MODE
            fields += number_field(self.mode)
        if self.times is not None:
            flags |= _TIMES
            fields += struct.pack(">II", *self.times)
        return number_field(flags) + fields
