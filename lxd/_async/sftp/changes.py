"""What an SFTP session can change of files, beside their content."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from lxd._async.sftp.listing import AsyncListing
from lxd._async.sftp.wire import Step
from lxd._core.file_attributes import DIRECTORY_MODE, NewAttributes, owner, permissions
from lxd._core.files import absolute, parent_and_name
from lxd._core.sftp import Kind
from lxd._core.sftp_values import Attributes, text_field
from lxd.errors import FileError, FileExists, FileNotFound

__all__ = ["AsyncChanges", "PathLike"]

PathLike = str | os.PathLike[str]

_HARDLINK = "hardlink@openssh.com"


class AsyncChanges(AsyncListing):
    """The part of an SFTP session that changes what files are called, whose they are and where they are."""

    async def mkdir(
        self,
        path: PathLike,
        *,
        mode: int = DIRECTORY_MODE,
        uid: int | None = None,
        gid: int | None = None,
        parents: bool = False,
        exist_ok: bool = False,
    ) -> None:
        """Makes a directory.

        Args:
            path: the directory.
            mode: its permissions.
            uid: the number of the user that it belongs to, inside the instance; default: root.
            gid: the number of the group.
            parents: make those above it, too, where they are missing; with the usual permissions.
            exist_ok: let it be if it is there already, permissions and owner included.

        Raises:
            FileExists: there is something of that name.
            FileNotFound: the directory that it is to be in does not exist.
            FileIsNoDirectory: that is none.
        """
        text = absolute(path)
        wanted = NewAttributes(mode, uid, gid)
        wanted.check()
        try:
            await self._make_directory(text, parents)
        except FileExists:
            if not exist_ok or not (await self.stat(text, follow_symlinks=True)).is_directory:
                raise
        else:
            await self._become(text, wanted)

    async def symlink(self, path: PathLike, target: PathLike) -> None:
        """Makes a symbolic link.

        Args:
            path: the link.
            target: what it points to, which need not exist; one that is relative begins where the link is.

        Raises:
            FileExists: there is something of that name.
            FileNotFound: the directory that it is to be in does not exist.
        """
        text = absolute(path)
        # The standard has it the other way round; OpenSSH began with this, and everybody followed.
        reply = await self._wire.ask(Kind.SYMLINK, text_field(os.fspath(target)), text_field(text))
        self._wire.check(reply, text)

    async def link(self, path: PathLike, target: PathLike) -> None:
        """Gives a file another name (a hard link).

        Args:
            path: the other name.
            target: the file.

        Raises:
            ExtensionMissing: the server cannot do that.
            FileExists: there is something of that name.
            FileNotFound: there is no such file.
        """
        self._wire.require(_HARDLINK, "link")
        text = absolute(path)
        fields = text_field(_HARDLINK), text_field(absolute(target)), text_field(text)
        self._wire.check(await self._wire.ask(Kind.EXTENDED, *fields), text)

    async def delete(self, path: PathLike, *, recursive: bool = False, missing_ok: bool = False) -> None:
        """Deletes a file, a symbolic link or a directory.

        Args:
            path: the file; of a symbolic link, the link.
            recursive: delete a directory with all that is in it; links in it are not followed.
            missing_ok: let it be if it does not exist.

        Raises:
            FileError: it is a directory that is not empty, or something is mounted there.
            FileNotFound: there is none.
        """
        text = absolute(path)
        try:
            await self._wire.ask_path(Kind.REMOVE, text)
        except FileNotFound:
            if not missing_ok:
                raise
        except FileError as error:
            if not recursive or error.errno != errno.ENOTEMPTY:
                raise
            await self._delete_tree(text)

    async def chmod(self, path: PathLike, mode: int) -> None:
        """Changes the permissions of a file; of a symbolic link, those of what it points to.

        Args:
            path: the file.
            mode: such as ``0o644``. Setuid, setgid and sticky bits are set by LXD 6 and later, and left out by others.

        Raises:
            FileNotFound: there is none.
        """
        await self._change(absolute(path), Attributes(mode=permissions(mode)))

    async def chown(self, path: PathLike, uid: int | None = None, gid: int | None = None) -> None:
        """Changes whose a file is; of a symbolic link, what it points to.

        Args:
            path: the file.
            uid: the number of the user, inside the instance; default: as it is.
            gid: the number of the group; default: as it is.

        Raises:
            FileError: the instance has no such user.
            FileNotFound: there is none.
        """
        await self._change(absolute(path), Attributes(owner=owner(uid, gid)))

    async def set_times(self, path: PathLike, modified: datetime, accessed: datetime | None = None) -> None:
        """Changes when a file was changed and read last, to the second; of a symbolic link, what it points to.

        Args:
            path: the file.
            modified: when its content was changed.
            accessed: when it was read; default: then, too.

        Raises:
            FileNotFound: there is none.
        """
        times = int((accessed or modified).timestamp()), int(modified.timestamp())
        await self._change(absolute(path), Attributes(times=times))

    async def truncate(self, path: PathLike, size: int) -> None:
        """Cuts a file off, or makes it longer with zeros.

        Args:
            path: the file.
            size: its new length in bytes.

        Raises:
            FileNotFound: there is none.
        """
        await self._change(absolute(path), Attributes(size=size))

    async def _change(self, path: str, change: Attributes) -> None:
        await self._wire.ask_path(Kind.SETSTAT, path, change.write())

    async def _become(self, path: str, wanted: NewAttributes) -> None:
        """Gives a file what is wanted of it."""
        await self._wire.do_all(
            [
                Step(path, Kind.SETSTAT, (text_field(path), change.attributes.write()), change.is_wish)
                for change in wanted.given()
            ]
        )

    async def _make_directory(self, path: str, parents: bool) -> None:
        try:
            await self._wire.ask_path(Kind.MKDIR, path, Attributes().write())
        except FileNotFound:
            parent, name = parent_and_name(path)
            if not parents or not name:
                raise
            await self.mkdir(parent, parents=True, exist_ok=True)
            await self._wire.ask_path(Kind.MKDIR, path, Attributes().write())

    async def _delete_tree(self, path: str) -> None:
        directories: list[str] = []
        async for directory, _, files in self.walk(path):
            directories.append(directory)
            await self._remove([file.path for file in files])
        await self._remove(directories[::-1])

    async def _remove(self, paths: Sequence[str]) -> None:
        replies = await self._wire.ask_all([(Kind.REMOVE, (text_field(path),)) for path in paths])
        for path, reply in zip(paths, replies, strict=True):
            with suppress(FileNotFound):  # somebody else was faster
                self._wire.check(reply, path)
