"""SFTP sessions with instances: many things with their files over one connection."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from lxd._async._io import now
from lxd._async.sftp.changes import AsyncChanges, PathLike
from lxd._async.sftp.file import AsyncFile
from lxd._async.sftp.opening import AsyncOpener
from lxd._async.sftp.pull import AsyncPull
from lxd._async.sftp.push import AsyncPush
from lxd._async.sftp.writing import length, pieces
from lxd._core.file_attributes import NewAttributes
from lxd._core.files import absolute, check_file
from lxd._core.progress import Meter
from lxd._core.sftp import Open
from lxd.entities import files as entities
from lxd.entities.operations import ProgressCallback

if TYPE_CHECKING:
    from lxd._async.sftp.wire import AsyncWire

__all__ = ["AsyncSFTP"]

_FLAGS = {
    "r": Open.READ,
    "w": Open.WRITE | Open.CREATE | Open.TRUNCATE,
    "a": Open.WRITE | Open.CREATE,
    "r+": Open.READ | Open.WRITE,
}


class AsyncSFTP(AsyncChanges):
    """An SFTP session with an instance; what ``client.instances.files.sftp`` gives.

    Any number of tasks may use it; they take turns.
    """

    def __init__(self, wire: AsyncWire, opener: AsyncOpener) -> None:
        super().__init__(wire)
        self._opener = opener

    @asynccontextmanager
    async def open(
        self,
        path: PathLike,
        mode: entities.OpenMode = "r",
        *,
        permissions: int | None = None,
        uid: int | None = None,
        gid: int | None = None,
        in_place: bool = False,
    ) -> AsyncIterator[AsyncFile]:
        """Opens a file, and closes it at the end of ``with``.

        What is written with ``"w"`` goes to a new file beside the one there is, which takes its place at the end of
        ``with`` and only if all went well: nobody ever sees half of it.

        Args:
            path: the file. Where it is a symbolic link, what it leads to.
            mode: ``"r"`` to read; ``"w"`` to write it anew; ``"a"`` to go on at its end; ``"r+"`` to read and write
                what is there. It is always bytes that are read.
            permissions: those of a file that ``"w"`` writes; default: as they are, or ``0o644``.
            uid: the number of the user that it is to belong to, inside the instance; default: as it is, or root.
            gid: the number of the group.
            in_place: let ``"w"`` write over the file there is. It keeps its other names, and whoever has it open
                sees what is written; so they see half of it if something goes wrong.

        Raises:
            FileIsDirectory: it is one.
            FileNotFound: there is none, or no directory for it.
        """
        text = absolute(path)
        wanted = NewAttributes(permissions, uid, gid)
        if mode == "w" and not in_place:
            where, current = await self._follow(text)
            async with self._opener.replacing(where, current, wanted) as file:
                yield file
            return
        found = (await self._follow(text))[1]
        check_file(text, found, self._wire.asked)  # opening a pipe would wait for somebody at its other end
        size = 0 if found is None else found.size
        offset = size if mode == "a" else 0
        async with self._opener.opened(text, _FLAGS[mode], size=size, offset=offset) as file:
            if mode != "r":
                await file.change(wanted.given())
            yield file

    async def rename(self, path: PathLike, new_path: PathLike) -> None:
        """Renames a file or directory, or moves it within its filesystem; a file of the new name is replaced.

        Args:
            path: what it is called.
            new_path: all of its new path.

        Raises:
            FileError: `new_path` is on another filesystem, or a directory that is not empty.
            FileNotFound: there is none, or no directory to move it to.
        """
        await self._opener.rename(absolute(path), absolute(new_path))

    async def get(self, path: PathLike) -> bytes:
        """Reads a file.

        Raises:
            FileIsDirectory: it is one.
            FileNotFound: there is none.
        """
        async with self.open(path) as file:
            return await file.read()

    async def put(
        self,
        path: PathLike,
        content: entities.Content,
        *,
        mode: int | None = None,
        uid: int | None = None,
        gid: int | None = None,
        append: bool = False,
        in_place: bool = False,
        progress: ProgressCallback | None = None,
    ) -> None:
        """Writes a file: all of it, or nothing if something goes wrong.

        Args:
            path: the file. Where it is a symbolic link, what it leads to.
            content: what to write: text (as UTF-8), bytes, bytes that come in parts, or an open binary file.
            mode: its permissions, such as ``0o640``; default: as they are, or ``0o644``.
            uid: the number of the user that it is to belong to, inside the instance; default: as it is, or root.
            gid: the number of the group.
            append: write at the end of what is there; what was written stays if something goes wrong.
            in_place: write over the file there is, rather than put another one into its place; see `open`.
            progress: called with how far it is.

        Raises:
            FileError: it cannot be written; the disk is full, for instance.
            FileIsDirectory: it is one.
            FileNotFound: there is no directory for it.
        """
        meter = Meter(progress, "push", length(content), clock=now)
        options = {"permissions": mode, "uid": uid, "gid": gid}
        async with self.open(path, "a" if append else "w", in_place=in_place, **options) as file:
            async for piece in pieces(content):
                await file.write(piece)
                meter.add(len(piece))
        meter.done()

    async def pull(
        self,
        path: PathLike,
        local: PathLike,
        *,
        owner: bool = False,
        progress: ProgressCallback | None = None,
    ) -> entities.Transferred:
        """Copies a file, or a directory with all that is in it, to this machine.

        Permissions and times are kept; setuid, setgid and sticky bits are not. Symbolic links stay links, and nothing
        is ever written through one. A file has its name only when it is complete; so has a directory that was not
        there before. A directory that was there is added to.

        Args:
            path: the file or directory in the instance; of a symbolic link, what it leads to.
            local: what it is to be called here; if it ends with a slash, the directory that it is to be in.
            owner: whether files are to belong to the users of the same numbers here; only root can do that.
            progress: called with how far it is.

        Raises:
            FileError: something cannot be read.
            FileNotFound: there is no such file.
            OSError: something cannot be written here.
            UnsafePath: the server named something that would have been written elsewhere.
        """
        pull = AsyncPull(self._wire, self, self._opener, owner=owner, progress=progress)
        return await pull.run(absolute(path), local)

    async def push(
        self,
        local: PathLike,
        path: PathLike,
        *,
        mode: int | None = None,
        uid: int | None = None,
        gid: int | None = None,
        progress: ProgressCallback | None = None,
    ) -> entities.Transferred:
        """Copies a file, or a directory with all that is in it, from this machine.

        Permissions, owners and times are kept, where the instance has users of those numbers. Symbolic links stay
        links. A file has its name only when it is complete; so has a directory that was not there before. A directory
        that was there is added to.

        Args:
            local: the file or directory here; of a symbolic link, what it leads to.
            path: what it is to be called there; if it ends with a slash, the directory that it is to be in.
            mode: the permissions of all files, such as ``0o644``; directories keep theirs.
            uid: the number of the user that all is to belong to, inside the instance.
            gid: the number of the group.
            progress: called with how far it is.

        Raises:
            FileError: something cannot be written; the disk is full, for instance.
            FileIsDirectory: a file was to be written there, and it is a directory.
            FileNotFound: there is no directory for it.
            OSError: something cannot be read here.
        """
        wanted = NewAttributes(mode, uid, gid)
        wanted.check()
        push = AsyncPush(self._wire, self, self._opener, wanted=wanted, progress=progress)
        return await push.run(local, absolute(path))

    async def aclose(self) -> None:
        """Ends the session."""
        await self._wire.aclose()
