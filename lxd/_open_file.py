"""An open file of the user's that is written to like a `PartFile`."""

from __future__ import annotations

import inspect
import io
from collections.abc import Awaitable, Sequence
from pathlib import Path
from typing import Protocol

__all__ = ["OpenFile", "Target", "check_target"]


class Target(Protocol):
    """What a download can be written to: an open binary file, or anything with its ``write``."""

    def write(self, data: bytes, /) -> int | None:
        """Takes all of it, or tells how many bytes it took, or raises."""


def check_target(target: object) -> None:
    """Makes sure, before anything is asked of a server, that there is no awaiting what is to be written to.

    Raises:
        TypeError: its ``write`` would have to be awaited.
    """
    if inspect.iscoroutinefunction(getattr(target, "write", None)):
        raise _asynchronous(target)


class OpenFile:
    """Lets an open file be written to like a `PartFile`; what is written to it stays there.

    Args:
        file: the file.

    Raises:
        TypeError: its ``write`` would have to be awaited.
    """

    path: Path | None = None

    def __init__(self, file: Target) -> None:
        check_target(file)
        self._file = file

    def write(self, blocks: Sequence[bytes | memoryview]) -> None:
        """Appends to it.

        Raises:
            OSError: it cannot be written; the disk is full, for instance.
            TypeError: its ``write`` would have to be awaited.
        """
        data = b"".join(blocks)
        while data:
            data = data[self._write(data) :]  # a raw file or a pipe may take only a part

    def commit(self) -> None:
        """There is nothing to do."""

    def discard(self) -> None:
        """There is nothing to do."""

    def _write(self, data: bytes) -> int:
        """Writes some of it, and returns how much."""
        taken: object = self._file.write(data)
        if isinstance(taken, Awaitable):
            if inspect.iscoroutine(taken):
                taken.close()
            raise _asynchronous(self._file)
        if taken is None and isinstance(self._file, io.RawIOBase):
            raise BlockingIOError(11, "the file takes nothing at the moment: give one that blocks")
        if not isinstance(taken, int) or isinstance(taken, bool):
            return len(data)  # of what is no file of Python's nobody knows what its answer means
        if taken <= 0:
            raise OSError(5, "the file takes no more")
        return taken


def _asynchronous(file: object) -> TypeError:
    return TypeError(
        f"{type(file).__name__}.write() has to be awaited: give a path, or a binary file as open() opens it"
    )
