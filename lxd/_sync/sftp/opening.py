# Written by scripts/unasync.py from lxd/_async/sftp/opening.py. Change that, and run `make sync`.

"""Opening files over SFTP: as they are, or to be replaced once what is written is whole."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from lxd._core.file_attributes import Change, NewAttributes
from lxd._core.files import check_file, joined, parent_and_name, temporary_name
from lxd._core.sftp import Kind, Open, Reply
from lxd._core.sftp_values import Attributes, number_field, text_field
from lxd._sync._io import to_the_end
from lxd._sync.sftp.changes import Changes
from lxd._sync.sftp.file import File
from lxd._sync.sftp.wire import Step, open_wire
from lxd.entities.files import FileStat
from lxd.errors import LXDError

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient
    from lxd._sync.sftp.wire import Wire

__all__ = ["Opener"]

log = logging.getLogger("lxd")

_PRIVATE = 0o600
_PRIVATE_DIRECTORY = 0o700

_TIDYING = 5.0
"""Seconds that a cancelled caller waits until what it has begun has been removed."""

_RENAME = "posix-rename@openssh.com"


class Opener:
    """Opens files.

    Args:
        client: the client, for another session to tidy up in when this one has broken.
        name: the instance.
        project: its project.
        wire: the session.
    """

    def __init__(self, client: LXDClient, name: str, project: str | None, wire: Wire) -> None:
        self._client = client
        self._name = name
        self._project = project
        self._wire = wire

    def open(
        self, path: str, flags: int, *, offset: int = 0, size: int = 0, called: str | None = None
    ) -> File:
        """Opens a file as it is.

        Args:
            path: the file.
            flags: what for.
            offset: where writing begins.
            size: how long it is.
            called: what to call it in errors; default: its path.
        """
        reply = self._wire.ask(Kind.OPEN, text_field(path), number_field(flags), Attributes().write())
        told = called or path
        return File(self._wire, self._wire.read(reply, told, Reply.handle), told, offset=offset, size=size)

    @contextmanager
    def opened(self, path: str, flags: int, *, offset: int = 0, size: int = 0) -> Iterator[File]:
        """Opens a file as it is, and closes it."""
        file = self.open(path, flags, offset=offset, size=size)
        try:
            yield file
        except BaseException:
            to_the_end(file.drop, _TIDYING)
            raise
        file.close()

    @contextmanager
    def replacing(self, path: str, current: FileStat | None, wanted: NewAttributes) -> Iterator[File]:
        """Opens a new file beside the one there is, and puts it into its place when all has been written.

        Args:
            path: where it is going to be.
            current: what is there.
            wanted: its permissions, owner and times.
        """
        check_file(path, current, self._wire.asked)
        parent, name = parent_and_name(path)
        temporary = joined(parent, temporary_name(name))
        file = None
        try:
            file = self.open(temporary, Open.WRITE | Open.CREATE | Open.EXCLUSIVE, called=path)
            # What is written may be secret, and whom it is for is settled at the end.
            file.change([Change(Attributes(mode=_PRIVATE))])
            yield file
            file.flush()
            file.change(wanted.changes(current))
            file.close()
            self.rename(temporary, path)
        except BaseException as error:
            tidy = partial(self._give_up, file, temporary, error)
            to_the_end(tidy, _TIDYING)
            raise

    @contextmanager
    def staged(self, path: str) -> Iterator[str]:
        """Makes a directory under a name that it has until it is complete; removes it if something goes wrong.

        Args:
            path: its name from then on.
        """
        parent, name = parent_and_name(path)
        temporary = joined(parent, temporary_name(name))
        try:
            reply = self._wire.ask(Kind.MKDIR, text_field(temporary), Attributes().write())
            self._wire.check(reply, path)
            private = Attributes(mode=_PRIVATE_DIRECTORY).write()
            self._wire.ask_path(Kind.SETSTAT, temporary, private)
            yield temporary
            self.rename(temporary, path)
        except BaseException as error:
            to_the_end(partial(self._give_up, None, temporary, error), _TIDYING)
            raise

    def replace_by_link(self, path: str, target: str) -> None:
        """Puts a symbolic link into the place of a file."""
        parent, name = parent_and_name(path)
        temporary = joined(parent, temporary_name(name))
        self._wire.check(self._wire.ask(Kind.SYMLINK, text_field(target), text_field(temporary)), path)
        try:
            self.rename(temporary, path)
        except BaseException:
            to_the_end(partial(self.discard, temporary), _TIDYING)
            raise

    def rename(self, path: str, new_path: str) -> None:
        """Renames a file; what has the new name already is replaced."""
        self.rename_all([(path, new_path)])

    def rename_all(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Renames files, each to the name that comes with it."""
        if self._wire.has(_RENAME):
            kind, extension = Kind.EXTENDED, [text_field(_RENAME)]
        else:
            kind, extension = Kind.RENAME, []
        self._wire.do_all(
            [Step(new, kind, (*extension, text_field(old), text_field(new))) for old, new in pairs]
        )

    def discard(self, *paths: str) -> bool:
        """Removes what is of no use any more, in a session of its own if this one has broken.

        Returns:
            Whether it is gone.
        """
        wire = self._wire
        try:
            if wire.is_broken:
                wire = open_wire(self._client, self._name, self._project, timeout=_TIDYING)
            try:
                changes = Changes(wire)
                for path in paths:
                    changes.delete(path, recursive=True, missing_ok=True)
            finally:
                if wire is not self._wire:
                    wire.close()
        except LXDError as error:
            log.warning("what was begun could not be removed: %s: %s", ", ".join(paths), error)
            return False
        return True

    def _give_up(self, file: File | None, temporary: str, error: BaseException) -> None:
        if file is not None:
            file.drop()
        if not self.discard(temporary) and isinstance(error, LXDError) and error.hint is None:
            error.hint = f"{temporary} may have been left in the instance"
