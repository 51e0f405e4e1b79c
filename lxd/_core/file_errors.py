"""From what a server says of a file to the exceptions of this package."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping

from lxd._core.sftp import Status
from lxd.entities.files import FileStat
from lxd.errors import (
    Asked,
    FileError,
    FileExists,
    FileForbidden,
    FileIsDirectory,
    FileIsNoDirectory,
    FileNotFound,
    LXDAPIError,
)

__all__ = ["file_error", "os_error", "shrunk", "told_by_api"]

_ERRNOS = {
    "permission denied": errno.EACCES,
    "operation not permitted": errno.EPERM,
    "no such file or directory": errno.ENOENT,
    "file does not exist": errno.ENOENT,
    "file exists": errno.EEXIST,
    "file already exists": errno.EEXIST,
    "is a directory": errno.EISDIR,
    "not a directory": errno.ENOTDIR,
    "directory not empty": errno.ENOTEMPTY,
    "no space left on device": errno.ENOSPC,
    "disk quota exceeded": errno.EDQUOT,
    "read-only file system": errno.EROFS,
    "device or resource busy": errno.EBUSY,
    "text file busy": errno.ETXTBSY,
    "too many levels of symbolic links": errno.ELOOP,
    "file name too long": errno.ENAMETOOLONG,
    "invalid cross-device link": errno.EXDEV,
    "invalid argument": errno.EINVAL,
    "input/output error": errno.EIO,
    "file too large": errno.EFBIG,
    "operation not supported": errno.ENOTSUP,
    "no such device or address": errno.ENXIO,
    "value too large for defined data type": errno.EOVERFLOW,
}
"""What Go, which LXD is written in, calls the system's errors: SFTP has a code for three of them."""

_KINDS: Mapping[int, type[FileError]] = {
    errno.ENOENT: FileNotFound,
    errno.EEXIST: FileExists,
    errno.EACCES: FileForbidden,
    errno.EPERM: FileForbidden,
    errno.EISDIR: FileIsDirectory,
    errno.ENOTDIR: FileIsNoDirectory,
}

_HINTS = {
    errno.ENOSPC: "the instance's disk is full",
    errno.EDQUOT: "the instance's disk is as large as its root device's size allows",
    errno.EBUSY: "something is mounted there, perhaps; in_place=True writes to a file that cannot be replaced",
    errno.EISDIR: "name the file, or end the path with a slash to put it into the directory",
    errno.ENOTEMPTY: "recursive=True deletes what is in it, too",
}

_CODES: Mapping[int, int] = {
    Status.NO_SUCH_FILE: errno.ENOENT,
    Status.PERMISSION_DENIED: errno.EACCES,
    Status.UNSUPPORTED: errno.ENOTSUP,
}


def file_error(code: int, message: str, path: str, asked: Asked) -> FileError:
    """Makes the exception for what an SFTP server refused.

    Args:
        code: its code.
        message: its words.
        path: the file that it is about.
        asked: what was asked of which server.
    """
    words = message.strip()
    reason = words.rpartition(": ")[2].lower()
    number = _ERRNOS.get(reason) or _CODES.get(code, 0)
    return os_error(number, reason or words or f"SFTP status {code}", path, asked)


def os_error(number: int, reason: str, path: str, asked: Asked) -> FileError:
    """Makes the exception for one of the system's errors."""
    kind = _KINDS.get(number, FileError)
    return kind(reason, path=path, errno=number, asked=asked, hint=_HINTS.get(number))


def told_by_api(error: LXDAPIError, path: str) -> FileError | None:
    """Makes the exception for what the files API says of a file; None where it speaks of something else.

    Args:
        error: the API's error.
        path: the file.
    """
    words = error.error.lower()
    number = next((number for reason, number in _ERRNOS.items() if reason in words), None)
    if (
        number is None
        and error.status == 404
        and "instance not found" not in words
        and "project" not in words
    ):
        number = errno.ENOENT
    if number is None or error.asked is None:
        return None
    return os_error(number, os.strerror(number).lower(), path, error.asked)


def shrunk(file: FileStat, count: int, asked: Asked) -> FileError:
    """Makes the exception for a file that had fewer bytes than had been told."""
    words = f"only {count} of {file.size} bytes came: it was cut off while it was read"
    return FileError(words, path=file.path, errno=errno.EIO, asked=asked)
