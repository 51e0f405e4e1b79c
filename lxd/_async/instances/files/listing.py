"""What ``client.instances.files`` tells of files."""

from __future__ import annotations

import builtins
from collections.abc import AsyncIterator

from lxd._async.instances.files.sessions import AsyncFileSessions, PathLike
from lxd._core.files import absolute
from lxd.entities import files as entities

__all__ = ["AsyncFileListing"]


class AsyncFileListing(AsyncFileSessions):
    """The part that changes nothing."""

    async def stat(
        self, name: str, path: PathLike, *, follow_symlinks: bool = False, project: str | None = None
    ) -> entities.FileStat:
        """Tells what kind of file something is, its length, permissions, owner and time.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        Args:
            name: the instance.
            path: the file.
            follow_symlinks: tell it of what a symbolic link points to, rather than of the link.
            project: the instance's project; default: the client's.

        Raises:
            FileNotFound: there is none.
            NotFound: there is no such instance.
        """
        async with self.sftp(name, project=project) as sftp:
            return await sftp.stat(path, follow_symlinks=follow_symlinks)

    async def exists(self, name: str, path: PathLike, *, project: str | None = None) -> bool:
        """Tells whether there is anything of that name; a symbolic link counts, wherever it leads.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        Args:
            name: the instance.
            path: the file.
            project: the instance's project; default: the client's.

        Raises:
            NotFound: there is no such instance.
        """
        async with self.sftp(name, project=project) as sftp:
            return await sftp.exists(path)

    async def list(
        self, name: str, path: PathLike = "/", *, project: str | None = None
    ) -> builtins.list[entities.FileStat]:
        """Lists what is in a directory, by name, with lengths, permissions, owners and times.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        Args:
            name: the instance.
            path: the directory.
            project: the instance's project; default: the client's.

        Raises:
            FileIsNoDirectory: it is none.
            FileNotFound: there is no such directory.
            NotFound: there is no such instance.
        """
        async with self.sftp(name, project=project) as sftp:
            return await sftp.list(path)

    async def walk(
        self, name: str, path: PathLike = "/", *, project: str | None = None
    ) -> AsyncIterator[tuple[str, builtins.list[entities.FileStat], builtins.list[entities.FileStat]]]:
        """Yields a directory and all that are in it, from the top down, as `os.walk` does.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        Each with its path, the directories in it, and everything else in it. Directories that are removed from the
        list are not gone into. Symbolic links are not followed. Each directory is a connection of its own, so that
        none is left open by a loop that ends early; the ``walk`` of a session is faster.

        Args:
            name: the instance.
            path: the directory.
            project: the instance's project; default: the client's.

        Raises:
            FileIsNoDirectory: it is none.
            FileNotFound: there is no such directory.
            NotFound: there is no such instance.
        """
        waiting = [absolute(path)]
        while waiting:
            directory = waiting.pop()
            listed = await self.list(name, directory, project=project)
            directories = [file for file in listed if file.is_directory]
            yield directory, directories, [file for file in listed if not file.is_directory]
            waiting += [file.path for file in reversed(directories)]

    async def filesystem(
        self, name: str, path: PathLike = "/", *, project: str | None = None
    ) -> entities.Filesystem:
        """Tells how full the filesystem is that something is on.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        Args:
            name: the instance.
            path: the file.
            project: the instance's project; default: the client's.

        Raises:
            FileNotFound: there is no such file.
            NotFound: there is no such instance.
        """
        async with self.sftp(name, project=project) as sftp:
            return await sftp.filesystem(path)
