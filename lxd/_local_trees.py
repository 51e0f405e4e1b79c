"""Trees on this machine that what is pulled is written to. All of it blocks.

What comes from an instance is not to be trusted: a name, or a link that came a moment before, must not lead
anywhere else. So everything is opened relative to the directory that it belongs in, and no link is followed.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress

from lxd._core.files import temporary_name
from lxd._local_sources import naming
from lxd.entities.files import FileStat

__all__ = ["LocalFile", "LocalTree", "copied"]

_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | os.O_NOFOLLOW
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW


class LocalTree:
    """A directory that what is pulled is written to.

    A new one has its name only when it is complete. One that is there already is added to, file by file.

    Args:
        path: the directory.
        single: whether it is the directory of a single file, which must exist.
    """

    def __init__(self, path: str, *, single: bool = False) -> None:
        self.path = os.path.realpath(path)
        self.made: set[tuple[str, ...]] = set()
        """The directories in it that were not there before."""
        self._temporary: str | None = None
        self._parent: int | None = None
        self._open: tuple[tuple[str, ...], int] | None = None
        parent, name = os.path.split(self.path)
        if not single and not os.path.lexists(self.path):
            self._temporary = temporary_name(name)
            self._name = name
            self._parent = os.open(parent, _DIRECTORY)
            try:
                os.mkdir(self._temporary, 0o700, dir_fd=self._parent)
                self._root = os.open(self._temporary, _DIRECTORY, dir_fd=self._parent)
            except BaseException:
                with suppress(OSError):
                    os.rmdir(self._temporary, dir_fd=self._parent)
                os.close(self._parent)
                raise
        else:
            self._root = os.open(self.path, _DIRECTORY)

    @property
    def is_new(self) -> bool:
        """Whether there was no such directory."""
        return self._temporary is not None

    def mkdir(self, parts: tuple[str, ...]) -> None:
        """Makes a directory, unless there is one."""
        directory = self._enter(parts[:-1])
        with self._naming(parts):
            try:
                os.mkdir(parts[-1], 0o700, dir_fd=directory)
                self.made.add(parts)
            except FileExistsError:
                found = os.stat(parts[-1], dir_fd=directory, follow_symlinks=False)
                if self.is_new or not stat.S_ISDIR(found.st_mode):
                    raise

    def create(self, parts: tuple[str, ...]) -> LocalFile:
        """Begins a file."""
        directory = self._enter(parts[:-1])
        name = parts[-1]
        with self._naming(parts):
            if self.is_new:
                return LocalFile(self.where(parts), os.dup(directory), name, name)
            with suppress(FileNotFoundError):
                if stat.S_ISDIR(os.stat(name, dir_fd=directory, follow_symlinks=False).st_mode):
                    raise IsADirectoryError(21, "Is a directory")
            return LocalFile(self.where(parts), os.dup(directory), temporary_name(name), name)

    def symlink(self, parts: tuple[str, ...], target: str) -> None:
        """Makes a symbolic link; it may point anywhere, but nothing is ever written through it."""
        directory = self._enter(parts[:-1])
        with self._naming(parts):
            if self.is_new:
                os.symlink(target, parts[-1], dir_fd=directory)
                return
            temporary = temporary_name(parts[-1])
            os.symlink(target, temporary, dir_fd=directory)
            try:
                os.rename(temporary, parts[-1], src_dir_fd=directory, dst_dir_fd=directory)
            except BaseException:
                os.unlink(temporary, dir_fd=directory)
                raise

    def settle(
        self, parts: tuple[str, ...], mode: int, owner: tuple[int, int] | None, modified: float
    ) -> None:
        """Gives a directory its permissions, owner and time, when all that is in it has been written."""
        directory = self._enter(parts)
        with self._naming(parts):
            _settle(directory, mode, owner, modified)

    def commit(self) -> None:
        """Gives a new directory its name.

        Raises:
            OSError: that has been taken meanwhile.
        """
        if self._temporary is not None:
            # Renaming would replace an empty directory, but not say so.
            if os.path.lexists(self.path):
                raise FileExistsError(17, "somebody else has made it meanwhile", self.path)
            os.rename(self._temporary, self._name, src_dir_fd=self._parent, dst_dir_fd=self._parent)
            self._temporary = None

    def close(self) -> None:
        """Closes it; what a new one has come to so far is removed, if it was not given its name."""
        self._leave()
        os.close(self._root)
        if self._parent is not None:
            if self._temporary is not None:
                shutil.rmtree(self._temporary, ignore_errors=True, dir_fd=self._parent)
            os.close(self._parent)

    def where(self, parts: tuple[str, ...]) -> str:
        """Names something in it, for errors."""
        return os.path.join(self.path, *parts)

    def _enter(self, parts: tuple[str, ...]) -> int:
        """Opens a directory in it. The last one stays open: what follows is mostly in the same one."""
        if not parts:
            return self._root
        if self._open is not None and self._open[0] == parts:
            return self._open[1]
        self._leave()
        descriptor = os.dup(self._root)
        try:
            for number, part in enumerate(parts, 1):
                with self._naming(parts[:number]):
                    following = os.open(part, _DIRECTORY, dir_fd=descriptor)
                os.close(descriptor)
                descriptor = following
        except BaseException:
            os.close(descriptor)
            raise
        self._open = parts, descriptor
        return descriptor

    def _leave(self) -> None:
        if self._open is not None:
            os.close(self._open[1])
            self._open = None

    def _naming(self, parts: tuple[str, ...]) -> AbstractContextManager[None]:
        return naming(self.where(parts))


class LocalFile:
    """A file that is written when it is pulled.

    Args:
        path: where it is going to be, for errors.
        directory: the open directory that it is in, which is closed with it.
        temporary: its name until it is complete.
        name: its name from then on.
    """

    def __init__(self, path: str, directory: int, temporary: str, name: str) -> None:
        self._path = path
        self._directory = directory
        self._temporary: str | None = temporary
        self._name = name
        try:
            self._descriptor = os.open(temporary, _NEW, 0o600, dir_fd=directory)
        except BaseException:
            os.close(directory)
            raise

    def write(self, pieces: Sequence[bytes | memoryview]) -> None:
        """Writes all of the pieces.

        Raises:
            OSError: they cannot be written; the disk is full, for instance.
        """
        rest = list(pieces)
        with naming(self._path):
            while rest:
                written = os.writev(self._descriptor, rest[:512])
                while rest and written >= len(rest[0]):
                    written -= len(rest.pop(0))
                if written:
                    rest[0] = memoryview(rest[0])[written:]

    def commit(self, mode: int, owner: tuple[int, int] | None, modified: float) -> None:
        """Gives it its permissions, owner, time and name, and closes it."""
        assert self._temporary is not None
        with naming(self._path):
            _settle(self._descriptor, mode, owner, modified)
            if self._temporary != self._name:
                directory = self._directory
                os.rename(self._temporary, self._name, src_dir_fd=directory, dst_dir_fd=directory)
        self._temporary = None

    def close(self) -> None:
        """Closes it; one that was not committed is removed."""
        if self._temporary is not None:
            with suppress(OSError):
                os.unlink(self._temporary, dir_fd=self._directory)
        os.close(self._descriptor)
        os.close(self._directory)


def copied(file: FileStat, owner: bool) -> tuple[int, tuple[int, int] | None, float]:
    """Says what permissions, owner and time a pulled copy gets.

    A setuid bit that means something in the instance would mean something else here.
    """
    modified = file.modified.timestamp() if file.modified is not None else 0.0
    return file.mode & 0o777, (file.uid, file.gid) if owner else None, modified


def _settle(descriptor: int, mode: int, owner: tuple[int, int] | None, modified: float) -> None:
    if owner is not None:
        os.fchown(descriptor, *owner)
    os.fchmod(descriptor, mode)
    os.utime(descriptor, (modified, modified))
