"""What is fed to a command, with threads; `lxd._async.instances._feeder` is its twin, and both are written by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeAlias, TypeVar

from lxd._core.coding import Data

__all__ = ["Feeder", "Input", "Source", "beside", "parts_of", "started"]

T = TypeVar("T")

_PIECE = 1 << 18
"""Bytes to read from a file at a time."""

_PATIENCE = 0.5
"""Seconds that the source of the input gets for what it is about, once the command has ended."""


class Readable(Protocol):
    """A file, open for reading."""

    def read(self, size: int, /) -> str | bytes:
        """Reads up to `size` characters or bytes; nothing at the end."""


Source: TypeAlias = Readable | Iterable[Data]
"""What a command may be fed from: a file, or what yields pieces."""

Input: TypeAlias = Data | Source
"""What may be fed to a command: text or bytes, a file, or what yields pieces of them."""


def parts_of(source: Source) -> Iterator[Data]:
    """Yields the pieces of what is fed to a command.

    Raises:
        TypeError: that is nothing that can be fed.
    """
    if (read := getattr(source, "read1", None) or getattr(source, "read", None)) is not None:
        # A pipe gives what there is with read1, where read would wait for more.
        while part := read(_PIECE):
            yield part
    elif isinstance(source, Iterable):
        yield from source
    else:
        raise TypeError(
            f"a command is fed with str, bytes, a file or what yields them, not {type(source).__name__}"
        )


def beside(function: Callable[[], T]) -> T:
    """Does what may block right here: this is a thread."""
    return function()


def started(start: Callable[[], T], undo: Callable[[T], object]) -> T:
    """Starts something that has to be ended again; nobody cancels a thread meanwhile."""
    return start()


class Feeder:
    """A thread that feeds a command while the caller waits for what that says."""

    def __init__(self, run: Callable[[], None]) -> None:
        self._thread = threading.Thread(target=run, name="lxd-feeder", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Waits for its end, which the command's end brings about; one whose source says nothing is left to itself."""
        self._thread.join(_PATIENCE)
