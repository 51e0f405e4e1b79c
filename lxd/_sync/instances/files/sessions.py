# Written by scripts/unasync.py from lxd/_async/instances/files/sessions.py. Change that, and run `make sync`.

"""SFTP sessions, as ``client.instances.files`` gives them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lxd._core.file_errors import told_by_api
from lxd._sync.area import Area
from lxd.errors import LXDAPIError

if TYPE_CHECKING:
    from lxd._sync.sftp import SFTP

__all__ = ["FileSessions", "PathLike"]

PathLike = str | os.PathLike[str]


class FileSessions(Area):
    """The part that opens sessions."""

    @contextmanager
    def sftp(self, name: str, *, project: str | None = None) -> Iterator[SFTP]:
        """Opens an SFTP session, and ends it at the end of ``with``.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        While it is open, LXD does not finish stopping the instance: keep it no longer than it is used.

        ::

            with client.instances.files.sftp("c1") as sftp:
                for file in sftp.list("/var/log"):
                    if file.size > 1_000_000:
                        sftp.truncate(file.path, 0)

        Args:
            name: the instance.
            project: its project; default: the client's.

        Raises:
            Forbidden: this client may not do that.
            LXDAPIError: the instance is a virtual machine whose agent does not run, for instance.
            NotFound: there is no such instance.
        """
        from lxd._sync.sftp import SFTP
        from lxd._sync.sftp.opening import Opener
        from lxd._sync.sftp.wire import open_wire

        wire = open_wire(self._client, name, project)
        try:
            yield SFTP(wire, Opener(self._client, name, project, wire))
        finally:
            wire.close()

    @contextmanager
    def _telling(self, path: str) -> Iterator[None]:
        """Raises as errors about a file what the API says of one."""
        try:
            yield
        except LXDAPIError as error:
            if (told := told_by_api(error, path)) is None:
                raise
            raise told from error
