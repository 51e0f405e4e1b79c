"""What an SFTP session can tell of files."""

from __future__ import annotations

import builtins
import errno
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import TYPE_CHECKING

from lxd._core.file_errors import os_error
from lxd._core.files import MAX_LINKS, absolute, check_name, file_stat, joined, link_target
from lxd._core.sftp import Kind, Name, Reply
from lxd._core.sftp_values import data_field, text_field
from lxd.entities import files as entities
from lxd.errors import FileNotFound

if TYPE_CHECKING:
    from lxd._async.sftp.wire import AsyncWire

__all__ = ["AsyncListing"]

_READAHEAD = 4
"""Parts of a directory to ask for at a time; LXD's server lists 128 entries in each."""


class AsyncListing:
    """The part of an SFTP session that changes nothing.

    Args:
        wire: the session.
    """

    def __init__(self, wire: AsyncWire) -> None:
        self._wire = wire

    async def stat(self, path: str | os.PathLike[str], *, follow_symlinks: bool = False) -> entities.FileStat:
        """Tells what kind of file something is, its length, permissions, owner and time.

        Args:
            path: the file.
            follow_symlinks: tell it of what a symbolic link points to, rather than of the link.

        Raises:
            FileNotFound: there is none.
        """
        text = absolute(path)
        kind = Kind.STAT if follow_symlinks else Kind.LSTAT
        reply = await self._wire.ask(kind, text_field(text))
        found = file_stat(text, self._wire.read(reply, text, Reply.attributes))
        return replace(found, target=await self._target(text)) if found.is_symlink else found

    async def exists(self, path: str | os.PathLike[str]) -> bool:
        """Tells whether there is anything of that name; a symbolic link counts, wherever it leads."""
        try:
            await self.stat(path)
        except FileNotFound:
            return False
        return True

    async def list(self, path: str | os.PathLike[str] = "/") -> list[entities.FileStat]:
        """Lists what is in a directory, by name, with lengths, permissions, owners and times.

        Raises:
            FileNotFound: there is no such directory.
            FileIsNoDirectory: it is none.
            UnsafePath: the server lists what cannot be a name.
        """
        directory = absolute(path)
        found = [
            file_stat(joined(directory, name.name), name.attributes) for name in await self._names(directory)
        ]
        links = [number for number, file in enumerate(found) if file.is_symlink]
        asked = [(Kind.READLINK, (text_field(found[number].path),)) for number in links]
        for number, reply in zip(links, await self._wire.ask_all(asked), strict=True):
            link = found[number]
            # It may have gone since it was listed.
            target = self._wire.read(reply, link.path, Reply.name) if reply.kind == Kind.NAME else None
            found[number] = replace(link, target=target)
        return sorted(found, key=lambda file: file.path)

    async def walk(
        self, path: str | os.PathLike[str] = "/"
    ) -> AsyncIterator[tuple[str, builtins.list[entities.FileStat], builtins.list[entities.FileStat]]]:
        """Yields a directory and all that are in it, from the top down, as `os.walk` does.

        Each with its path, the directories in it, and everything else in it. Directories that are removed from the
        list are not gone into. Symbolic links are not followed.

        Raises:
            FileNotFound: there is no such directory.
            FileIsNoDirectory: it is none.
        """
        waiting = [absolute(path)]
        while waiting:
            directory = waiting.pop()
            listed = await self.list(directory)
            directories = [file for file in listed if file.is_directory]
            yield directory, directories, [file for file in listed if not file.is_directory]
            waiting += [file.path for file in reversed(directories)]

    async def filesystem(self, path: str | os.PathLike[str] = "/") -> entities.Filesystem:
        """Tells how full the filesystem is that something is on.

        Raises:
            ExtensionMissing: the server does not tell.
            FileNotFound: there is no such file.
        """
        text = absolute(path)
        self._wire.require("statvfs@openssh.com", "filesystem")
        reply = await self._wire.ask(Kind.EXTENDED, text_field("statvfs@openssh.com"), text_field(text))
        _, unit, blocks, free, available, files, files_free, *_ = self._wire.read(reply, text, Reply.numbers)
        return entities.Filesystem(blocks * unit, free * unit, available * unit, files, files_free)

    async def _follow(self, path: str) -> tuple[str, entities.FileStat | None]:
        """Finds what a path leads to: its own path, and what is there; None where nothing is."""
        for _ in range(MAX_LINKS):
            try:
                found = await self.stat(path)
            except FileNotFound:
                return path, None
            if found.target is None:
                return path, found
            path = link_target(path, found.target)
        raise os_error(errno.ELOOP, "too many levels of symbolic links", path, self._wire.asked)

    async def _target(self, path: str) -> str:
        reply = await self._wire.ask(Kind.READLINK, text_field(path))
        return self._wire.read(reply, path, Reply.name)

    async def _names(self, directory: str) -> builtins.list[Name]:
        """Lists a directory as the server does."""
        wire = self._wire
        opened = await wire.ask(Kind.OPENDIR, text_field(directory))
        handle = data_field(wire.read(opened, directory, Reply.handle))
        names: list[Name] = []
        try:
            is_over = False
            while not is_over:
                for reply in await wire.ask_all([(Kind.READDIR, (handle,))] * _READAHEAD):
                    listed = [] if wire.is_end(reply) else wire.read(reply, directory, Reply.names)
                    names += listed
                    is_over = is_over or not listed
        finally:
            if not wire.is_broken:
                await wire.ask(Kind.CLOSE, handle)
        names = [name for name in names if name.name not in (".", "..")]
        for name in names:
            check_name(name.name, directory, wire.asked)
        return names
