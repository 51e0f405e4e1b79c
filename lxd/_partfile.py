"""A file that has its name only when it is complete."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from lxd._core.transfers import part_path
from lxd.errors import LXDError

__all__ = ["PartFile"]


class PartFile:
    """Written as ``<path>.part`` and renamed when it is complete, so that nothing half-written has the final name.

    Its methods block; they are for one caller at a time.

    Args:
        path: the final name. What is there already is replaced; where it is a symbolic link, what that points to.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(os.path.realpath(path))
        self.part = Path(part_path(self.path))
        self._descriptor: int | None = None

    def open(self) -> None:
        """Makes the file under its temporary name.

        Raises:
            OSError: that cannot be done here; the path is a directory, for instance.
            LXDError: somebody else is writing it at this moment.
        """
        if self.path.is_dir():
            raise IsADirectoryError(21, "the target is a directory; give the name of a file", str(self.path))
        if self.path.exists() and not stat.S_ISREG(self.path.stat().st_mode):
            raise FileExistsError(17, "the target is no ordinary file; give an open file", str(self.path))
        while self._descriptor is None:
            self._descriptor = self._open_once()

    def write(self, blocks: Sequence[bytes | memoryview]) -> None:
        """Appends to it.

        Raises:
            OSError: it cannot be written; the disk is full, for instance.
        """
        assert self._descriptor is not None
        rest = [memoryview(block) for block in blocks if block]
        while rest:
            written = os.writev(self._descriptor, rest)
            while rest and written >= len(rest[0]):
                written -= len(rest.pop(0))
            if written:
                rest[0] = rest[0][written:]

    def commit(self) -> None:
        """Gives it its final name, once all of it is on the disk.

        Raises:
            OSError: that cannot be done.
        """
        assert self._descriptor is not None
        os.fsync(self._descriptor)
        os.replace(self.part, self.path)
        os.close(self._descriptor)
        self._descriptor = None
        # The new name is on the disk only with its directory; a file system that cannot do that did what it could.
        with suppress(OSError):
            directory = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(directory)
            finally:
                os.close(directory)

    def discard(self) -> None:
        """Removes it, unless it has its final name already."""
        if self._descriptor is not None:
            with suppress(OSError):
                self.part.unlink()
            os.close(self._descriptor)
            self._descriptor = None

    def _open_once(self) -> int | None:
        """Opens and locks it; None if somebody renamed or removed it in between."""
        descriptor = os.open(self.part, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_there = os.path.samestat(os.fstat(descriptor), os.stat(self.part))
            if is_there:
                os.ftruncate(descriptor, 0)  # what an earlier try left
                return descriptor
        except BlockingIOError:
            os.close(descriptor)
            raise LXDError(f"{self.part} is being written by another transfer") from None
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        return None
