"""Files that hold secrets: nobody else may read what is written, and nobody else may have written what is read."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from lxd.errors import LXDError, RemoteError

__all__ = ["read_private_file", "read_text_file", "write_private_file"]

_LIMIT = 1 << 20
"""Bytes that such a file may have."""


def read_private_file(path: str | os.PathLike[str]) -> str | None:
    """Reads a file of text; None where there is none.

    Raises:
        LXDError: it cannot be read, or is not ours alone to write: somebody could have put their own secrets there.
    """
    path = _resolved(path)
    try:
        # Not to hang where somebody has put a pipe in its place.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LXDError(f"cannot read {path}: {error.strerror}") from error
    try:
        _check(path, os.fstat(descriptor))
        with open(descriptor, "rb", closefd=False) as file:
            content = file.read(_LIMIT + 1)
    finally:
        os.close(descriptor)
    if len(content) > _LIMIT:
        raise LXDError(f"{path} is too large to be what it should be")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise LXDError(f"{path} is not what it should be: it holds no text") from None


def read_text_file(path: Path) -> str | None:
    """Reads a file that holds no secrets, as ``lxc`` would, whoever may write it; None where there is none.

    Raises:
        RemoteError: it cannot be read, or is none of ``lxc``'s.
    """
    try:
        # Not to hang where somebody has put a pipe in its place.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise RemoteError(f"{path} is no ordinary file")
            content = file.read(_LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise RemoteError(f"{path} cannot be read: {error.strerror}") from error
    if len(content) > _LIMIT:
        raise RemoteError(f"{path} is too large to be what it should be")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise RemoteError(f"{path} is no text") from None


def write_private_file(path: str | os.PathLike[str], text: str, *, keep_mode: bool = False) -> None:
    """Writes a file that nobody else can read, whole or not at all.

    What is there already is replaced. Where it is a symbolic link of ours, what that points to is: the link was made
    so that the file is kept elsewhere.

    Args:
        path: the file.
        text: what is to be in it.
        keep_mode: whether those may read it who may read what is there already.

    Raises:
        LXDError: it cannot be written there.
    """
    path = _resolved(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # 0600
        try:
            if keep_mode:
                with suppress(FileNotFoundError):
                    os.fchmod(descriptor, stat.S_IMODE(path.stat().st_mode))
            with open(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(descriptor)
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise LXDError(f"cannot write {path}: {error.strerror}") from error


def _check(path: Path, status: os.stat_result) -> None:
    """Makes sure that a file is one, and ours."""
    if not stat.S_ISREG(status.st_mode):
        raise LXDError(f"{path} is no ordinary file")
    if status.st_uid not in (os.geteuid(), 0) or status.st_mode & stat.S_IWOTH:
        raise LXDError(
            f"{path} is not yours alone to write, so that what is in it may be somebody else's",
            hint="remove it, or make it yours: chown and chmod 600",
        )


def _resolved(path: str | os.PathLike[str]) -> Path:
    """Returns the file itself, where the path is a symbolic link of ours.

    Raises:
        LXDError: somebody else has made the link, who could lead us to any file.
    """
    expanded = Path(os.path.expanduser(path))
    try:
        status = os.lstat(expanded)
    except OSError:
        return expanded
    if not stat.S_ISLNK(status.st_mode):
        return expanded
    if status.st_uid not in (os.geteuid(), 0):
        raise LXDError(f"{expanded} is a symbolic link that somebody else has made", hint="remove it")
    return Path(os.path.realpath(expanded))
