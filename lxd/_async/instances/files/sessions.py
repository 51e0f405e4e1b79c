"""SFTP sessions, as ``client.instances.files`` gives them."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from lxd._async.area import AsyncArea
from lxd._core.file_errors import told_by_api
from lxd.errors import LXDAPIError

if TYPE_CHECKING:
    from lxd._async.sftp import AsyncSFTP

__all__ = ["AsyncFileSessions", "PathLike"]

PathLike = str | os.PathLike[str]


class AsyncFileSessions(AsyncArea):
    """The part that opens sessions."""

    @asynccontextmanager
    async def sftp(self, name: str, *, project: str | None = None) -> AsyncIterator[AsyncSFTP]:
        """Opens an SFTP session, and ends it at the end of ``with``.

        Endpoint: ``GET /1.0/instances/{name}/sftp``.

        While it is open, LXD does not finish stopping the instance: keep it no longer than it is used.

        ::

            async with client.instances.files.sftp("c1") as sftp:
                for file in await sftp.list("/var/log"):
                    if file.size > 1_000_000:
                        await sftp.truncate(file.path, 0)

        Args:
            name: the instance.
            project: its project; default: the client's.

        Raises:
            Forbidden: this client may not do that.
            LXDAPIError: the instance is a virtual machine whose agent does not run, for instance.
            NotFound: there is no such instance.
        """
        from lxd._async.sftp import AsyncSFTP
        from lxd._async.sftp.opening import AsyncOpener
        from lxd._async.sftp.wire import open_wire

        wire = await open_wire(self._client, name, project)
        try:
            yield AsyncSFTP(wire, AsyncOpener(self._client, name, project, wire))
        finally:
            await wire.aclose()

    @contextmanager
    def _telling(self, path: str) -> Iterator[None]:
        """Raises as errors about a file what the API says of one."""
        try:
            yield
        except LXDAPIError as error:
            if (told := told_by_api(error, path)) is None:
                raise
            raise told from error
