"""Backups that are there only to be downloaded: made, downloaded, and deleted again, whatever happens."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from lxd_api.types import Request

from lxd._async._io import now, sleep, to_the_end
from lxd._async.ending import TIDY_TIMEOUT, break_off, undoing
from lxd._async.operations import AsyncOperation
from lxd._async.transfers import Destination, download, landing
from lxd._core.retry import RETRIES, backoff
from lxd.entities.operations import ProgressCallback
from lxd.errors import LXDAPIError, LXDError, LXDTimeout, NotFound

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient

__all__ = ["Packing", "export"]

log = logging.getLogger("lxd")


class Packing(Protocol):
    """A backup on the server that is to be downloaded."""

    what: str
    """How to name it in the log."""
    content: Request[Any]
    """The request for its content."""

    async def create(self) -> AsyncOperation:
        """Makes it."""

    async def delete(self) -> AsyncOperation:
        """Deletes it."""


async def export(
    client: AsyncLXDClient,
    packing: Packing,
    path: Destination,
    *,
    keep: bool,
    timeout: float | None,
    progress: ProgressCallback | None,
) -> int:
    """Makes a backup, downloads it, and deletes the server's copy.

    Args:
        client: the client.
        packing: the backup.
        path: where it goes.
        keep: leave the server's copy, if all went well.
        timeout: seconds that all of it may take; None: as long as it takes.
        progress: called with how far it is, first with the server's packing, then with the download.

    Returns:
        How many bytes there are.

    Raises:
        LXDTimeout: the server was silent for too long, or the time was up during the download.
        OperationTimeout: the time was up before the backup was made.
    """
    deadline = None if timeout is None else now() + timeout
    begun: list[AsyncOperation] = []
    was_refused = False

    async def remove() -> None:
        if not was_refused:
            await _remove(packing, begun)

    async with landing(path) as writer, undoing(begun, remove, f"packing the {packing.what}", timeout):
        try:
            begun.append(await packing.create())
        except LXDAPIError:
            was_refused = True
            raise
        await begun[0].wait(_left(deadline), progress=progress)
        size = await download(
            client, packing.content, writer, stage="download", progress=progress, timeout=_left(deadline)
        )
        if not keep:
            await to_the_end(remove)
    return size


async def _remove(packing: Packing, begun: list[AsyncOperation]) -> None:
    """Deletes the server's copy, also where it is not known whether there is one."""
    for operation in begun:
        await break_off(operation)
    attempt = 0
    while True:
        attempt += 1
        was_done = any(operation.is_done for operation in begun)
        try:
            await (await packing.delete()).wait(TIDY_TIMEOUT)
            return
        except NotFound:
            # LXD lists it only some moments after it has promised it.
            if was_done or attempt > RETRIES:
                return
        except LXDError as error:
            log.warning("the server's %s was not deleted: %s", packing.what, error)
            return
        await sleep(backoff(attempt))
        for operation in begun:
            with suppress(LXDError):
                await operation.refresh()


def _left(deadline: float | None) -> float | None:
    """Returns the seconds that are left.

    Raises:
        LXDTimeout: there are none.
    """
    if deadline is None:
        return None
    left = deadline - now()
    if left <= 0:
        raise LXDTimeout("the time is up")
    return left
