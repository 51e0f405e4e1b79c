"""Rules of files in instances that need no I/O: their paths, their names, what kind of file they are."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from datetime import UTC, datetime

from lxd._core.file_errors import os_error
from lxd._core.sftp_values import Attributes
from lxd.entities.files import FileStat, FileType
from lxd.errors import Asked, UnsafePath

__all__ = [
    "MAX_LINKS",
    "absolute",
    "check_file",
    "check_name",
    "file_stat",
    "file_type",
    "is_made_up",
    "joined",
    "link_target",
    "parent_and_name",
    "temporary_name",
]

MAX_LINKS = 40
"""Symbolic links that are followed one after the other, as Linux does it, before they are taken for a circle."""

_LONGEST_NAME = 255


def check_file(path: str, current: FileStat | None, asked: Asked) -> None:
    """Makes sure that there is a regular file, or nothing.

    Raises:
        FileIsDirectory: there is a directory.
        FileError: there is a device, for instance.
    """
    if current is not None and current.is_directory:
        raise os_error(errno.EISDIR, "is a directory", path, asked)
    if current is not None and not current.is_file:
        raise os_error(errno.EINVAL, "is no regular file", path, asked)


def is_made_up(path: str) -> bool:
    """Whether the kernel makes up a file when it is read; its length is 0, and the files API believes that."""
    return path.startswith(("/proc/", "/sys/"))


def absolute(path: str | os.PathLike[str]) -> str:
    """Writes a path in an instance from its root on: there is no other place that it could begin at.

    Raises:
        ValueError: it is none.
    """
    text = os.fspath(path)
    if not text:
        raise ValueError("a path must not be empty; the root of the instance is '/'")
    if "\0" in text:
        raise ValueError(f"{text!r} has a NUL in it: no path can have that")
    return text if text.startswith("/") else f"/{text}"


def parent_and_name(path: str) -> tuple[str, str]:
    """Splits a path into directory and name; that of the root is empty."""
    parent, _, name = path.rstrip("/").rpartition("/")
    return parent or "/", name


def joined(directory: str, name: str) -> str:
    """Joins a directory and a name."""
    return f"{directory.rstrip('/')}/{name}"


def link_target(link: str, target: str) -> str:
    """Where a symbolic link leads.

    Parts such as ``..`` stay: what they mean depends on the directories before them, which may be links, too.
    """
    return target if target.startswith("/") else joined(parent_and_name(link)[0], target)


def check_name(name: str, directory: str, asked: Asked) -> None:
    """Makes sure that a name in a listing is one, and nothing that leads elsewhere.

    Raises:
        UnsafePath: it is not.
    """
    if name in ("", ".", "..") or "/" in name or "\0" in name or os.sep in name:
        raise UnsafePath(
            f"the server lists something called {name!r} there, which would lead out of it",
            path=directory,
            asked=asked,
        )


def temporary_name(name: str) -> str:
    """Makes a name for what is going to be called so once it is whole."""
    suffix = f".{secrets.token_hex(4)}.part"
    room = _LONGEST_NAME - len(suffix) - 1
    short = name.encode("utf-8", "surrogateescape")[:room].decode("utf-8", "ignore")
    return f".{short}{suffix}"


def file_type(mode: int | None) -> FileType:
    """What kind of file it is, by its ``st_mode``."""
    kind = stat.S_IFMT(mode or 0)
    if kind == stat.S_IFDIR:
        return "directory"
    if kind == stat.S_IFLNK:
        return "symlink"
    return "file" if kind in (stat.S_IFREG, 0) else "other"


def file_stat(path: str, attributes: Attributes, target: str | None = None) -> FileStat:
    """Reads what SFTP tells of a file."""
    uid, gid = attributes.owner or (0, 0)
    modified = None
    if attributes.times is not None:
        modified = datetime.fromtimestamp(attributes.times[1], UTC)
    return FileStat(
        path=path,
        type=file_type(attributes.mode),
        mode=stat.S_IMODE(attributes.mode or 0),
        uid=uid,
        gid=gid,
        size=attributes.size or 0,
        modified=modified,
        target=target,
    )
