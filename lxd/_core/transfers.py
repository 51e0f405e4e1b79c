"""Downloads that go on where they broke off, without the I/O."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

from lxd.errors import (
    Asked,
    CertificateError,
    LXDConnectionError,
    LXDError,
    LXDTimeout,
    SocketForbidden,
    Unavailable,
    UnexpectedAnswer,
)

__all__ = ["BLOCK", "Download", "is_passing", "part_path"]

BLOCK = 1 << 20
"""Bytes that are read from or written to a file at a time: enough that handing them to a thread costs nothing."""

_PART = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


class Download:
    """What has come of some content, and how to ask for the rest.

    LXD serves backups and images with their length and the time of their last change, and honours ``Range`` and
    ``If-Range``: who asks for the rest of something that is not the same any more gets the whole of the new one.

    Attributes:
        received: bytes that have come.
        total: bytes there are, where the server tells.
    """

    def __init__(self) -> None:
        self.received = 0
        self.total: int | None = None
        self._version: str | None = None
        self._has_begun = False
        self._skip = 0

    @property
    def headers(self) -> dict[str, str]:
        """What the next request is to say: nothing at first, then which part is missing."""
        if not self.received:
            return {}
        headers = {"Range": f"bytes={self.received}-"}
        if self._version:
            headers["If-Range"] = self._version
        return headers

    def begin(self, status: int, headers: Mapping[str, str], asked: Asked) -> None:
        """Takes note of the head of an answer, before its body is read.

        Args:
            status: the HTTP status.
            headers: the headers, by names in lower case.
            asked: what was asked, for errors.

        Raises:
            UnexpectedAnswer: it is not what was asked for, or not the same content as before.
        """
        begin, total = 0, _number(headers.get("content-length"))
        if status == 206:
            part = _PART.fullmatch(headers.get("content-range", ""))
            if part is None:
                raise UnexpectedAnswer("the server does not say which part it sends", status=206, asked=asked)
            begin, total = int(part[1]), int(part[3])
        version = headers.get("etag") or headers.get("last-modified")
        if self._has_begun and (begin, total, version) not in (
            (0, self.total, self._version),
            (self.received, self.total, self._version),
        ):
            raise UnexpectedAnswer(
                "the content has changed on the server since its first part came", status=status, asked=asked
            )
        if not self._has_begun and begin:
            raise UnexpectedAnswer("the server leaves out the beginning", status=status, asked=asked)
        self._has_begun = True
        self.total, self._version = total, version
        self._skip = self.received - begin

    def take(self, piece: bytes) -> bytes:
        """Counts a piece of the body, and returns what is new of it.

        A server that knows no ``Range`` sends everything again.
        """
        if self._skip:
            old = min(self._skip, len(piece))
            self._skip -= old
            piece = piece[old:]
        self.received += len(piece)
        return piece

    def end(self, asked: Asked) -> None:
        """Makes sure, at the end of a body, that everything has come.

        Raises:
            LXDConnectionError: there is more.
            UnexpectedAnswer: that was too much.
        """
        if self.total is None:
            return
        if self.received < self.total:
            raise LXDConnectionError(
                f"only {self.received} of {self.total} bytes came before the server hung up", asked=asked
            )
        if self.received > self.total:
            raise UnexpectedAnswer(
                f"{self.received} bytes came where {self.total} were announced", asked=asked
            )


def is_passing(error: LXDError) -> bool:
    """Whether a fault in a download may be over at the next try."""
    if isinstance(error, CertificateError | SocketForbidden):
        return False
    return isinstance(error, LXDConnectionError | LXDTimeout | Unavailable)


def part_path(path: PurePath) -> PurePath:
    """Returns where a file is written until it is complete."""
    return path.with_name(path.name + ".part")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
