"""Files and trees on this machine that are read to be pushed. All of it blocks."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from lxd._core.file_attributes import NewAttributes
from lxd.entities.files import FileType

__all__ = ["LocalEntry", "SourceFile", "by_depth", "look_at", "made_from", "naming", "scan"]

_OLD = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


@dataclass(frozen=True, slots=True)
class LocalEntry:
    """What is told of a file here.

    Args:
        parts: its path below the top of the tree; nothing for the top itself.
        path: where it is.
        type: what kind of file it is.
        mode: its permissions.
        uid: the number of its user.
        gid: the number of its group.
        size: bytes.
        times: when it was read and changed, in seconds.
        target: what a symbolic link points to.
    """

    parts: tuple[str, ...]
    path: str
    type: FileType
    mode: int
    uid: int
    gid: int
    size: int
    times: tuple[int, int]
    target: str | None = None


def look_at(path: str, parts: tuple[str, ...] = (), *, follow_symlinks: bool = False) -> LocalEntry:
    """Looks at a file.

    Raises:
        OSError: that cannot be done.
    """
    found = os.stat(path, follow_symlinks=follow_symlinks)
    kind: FileType = "other"
    if stat.S_ISREG(found.st_mode):
        kind = "file"
    elif stat.S_ISDIR(found.st_mode):
        kind = "directory"
    elif stat.S_ISLNK(found.st_mode):
        kind = "symlink"
    target = os.readlink(path) if kind == "symlink" else None
    times = max(0, int(found.st_atime)), max(0, int(found.st_mtime))
    return LocalEntry(
        parts,
        path,
        kind,
        stat.S_IMODE(found.st_mode),
        found.st_uid,
        found.st_gid,
        found.st_size,
        times,
        target,
    )


def scan(path: str, parts: tuple[str, ...] = ()) -> Iterator[LocalEntry]:
    """Looks at all that is in a directory, from the top down; links are not followed.

    Raises:
        OSError: something cannot be looked at.
    """
    for name in sorted(os.listdir(path)):
        entry = look_at(os.path.join(path, name), (*parts, name))
        yield entry
        if entry.type == "directory":
            yield from scan(entry.path, entry.parts)


def by_depth(entries: Sequence[LocalEntry]) -> list[list[LocalEntry]]:
    """Sorts directories by how deep they are: those at the top come first."""
    levels: dict[int, list[LocalEntry]] = {}
    for entry in entries:
        levels.setdefault(len(entry.parts), []).append(entry)
    return [levels[depth] for depth in sorted(levels)]


def made_from(entry: LocalEntry, wanted: NewAttributes, *, is_directory: bool = False) -> NewAttributes:
    """Says what the copy of a file is to have.

    Args:
        entry: the file.
        wanted: what was asked for; what is None is as it is here.
        is_directory: whether it is a directory, whose permissions were not asked for.
    """
    is_wish = wanted.uid is None and wanted.gid is None
    return NewAttributes(
        mode=entry.mode if wanted.mode is None or is_directory else wanted.mode,
        uid=entry.uid if wanted.uid is None else wanted.uid,
        gid=entry.gid if wanted.gid is None else wanted.gid,
        times=entry.times,
        is_wish=is_wish,
    )


class SourceFile:
    """A file that is read to be pushed.

    Raises:
        OSError: it cannot be read, or is no regular file any more.
    """

    def __init__(self, entry: LocalEntry) -> None:
        self._path = entry.path
        # The top was named by the user, who may have named a link.
        flags = _OLD if entry.parts else _OLD & ~os.O_NOFOLLOW
        self._descriptor = os.open(entry.path, flags)
        if not stat.S_ISREG(os.fstat(self._descriptor).st_mode):
            os.close(self._descriptor)
            raise FileNotFoundError(2, "it has been replaced by something that is no file", entry.path)

    def read(self, size: int, count: int) -> list[bytes]:
        """Reads up to `count` blocks of `size` bytes; only the last of the file is shorter, and none is the end."""
        blocks: list[bytes] = []
        with naming(self._path):
            while len(blocks) < count and (block := self._block(size)):
                blocks.append(block)
        return blocks

    def _block(self, size: int) -> bytes:
        block = os.read(self._descriptor, size)
        while block and len(block) < size and (more := os.read(self._descriptor, size - len(block))):
            block += more
        return block

    def close(self) -> None:
        """Closes it."""
        os.close(self._descriptor)


@contextmanager
def naming(path: str) -> Iterator[None]:
    """Has errors of the system name the file."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from error
