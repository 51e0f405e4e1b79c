"""Files in instances: what is told of them, and of trees that were copied."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

__all__ = ["Content", "FileStat", "FileType", "Filesystem", "OpenMode", "Readable", "Transferred"]

FileType: TypeAlias = Literal["file", "directory", "symlink", "other"]
"""What kind of file it is; ``"other"`` is a device, a named pipe or a socket."""

OpenMode: TypeAlias = Literal["r", "w", "a", "r+"]
"""What a file is opened for: reading, writing it anew, going on at its end, or reading and writing what is there."""


class Readable(Protocol):
    """An open binary file, or what is read like one."""

    def read(self, size: int, /) -> bytes:
        """Reads up to `size` bytes; none at the end."""


Content: TypeAlias = str | bytes | bytearray | memoryview | Iterable[bytes] | AsyncIterable[bytes] | Readable
"""What is written to a file: text (as UTF-8), bytes, bytes that come in parts, or an open binary file."""


@dataclass(frozen=True, slots=True)
class FileStat:
    """What is told of a file in an instance.

    Args:
        path: where it is.
        type: what kind of file it is.
        mode: its permissions, such as ``0o644``.
        uid: the number of the user that it belongs to, inside the instance.
        gid: the number of the group.
        size: its length in bytes.
        modified: when its content was last changed, to the second.
        target: what a symbolic link points to, as it is written in it; None of anything else.
    """

    path: str
    type: FileType
    mode: int
    uid: int
    gid: int
    size: int
    modified: datetime | None
    target: str | None = None

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rstrip("/").rpartition("/")[2]

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file."""
        return self.type == "file"

    @property
    def is_directory(self) -> bool:
        """Whether it is a directory."""
        return self.type == "directory"

    @property
    def is_symlink(self) -> bool:
        """Whether it is a symbolic link."""
        return self.type == "symlink"


@dataclass(frozen=True, slots=True)
class Filesystem:
    """How full a filesystem in an instance is.

    Args:
        total: bytes that it can hold.
        free: bytes that are free.
        available: bytes that are free for those who are not root.
        files: files that it can hold.
        files_free: files that there is room for.
    """

    total: int
    free: int
    available: int
    files: int
    files_free: int


@dataclass(slots=True)
class Transferred:
    """What was copied to or from an instance.

    Args:
        files: regular files.
        directories: directories, those included that were there.
        symlinks: symbolic links.
        bytes: the length of all files together.
        skipped: what cannot be copied: devices, named pipes, sockets; by their paths.
    """

    files: int = 0
    directories: int = 0
    symlinks: int = 0
    bytes: int = 0
    skipped: list[str] = field(default_factory=list)
