"""Files that LXD makes something of: sent, unpacked, and undone where that went wrong."""

from __future__ import annotations

import logging
from contextlib import aclosing as closing
from typing import TYPE_CHECKING, Protocol, TypeVar

from lxd_api import models
from lxd_api.types import Request

from lxd._async._io import to_the_end
from lxd._async.operations import AsyncOperation
from lxd._async.transfers import AsyncUpload, Origin
from lxd.entities.operations import ProgressCallback
from lxd.errors import LXDError, OperationError

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient

__all__ = ["Unpacking", "import_file"]

log = logging.getLogger("lxd")

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")

_TIDY_TIMEOUT = 30.0
"""Seconds that the server gets to remove what is not wanted any more."""


class Unpacking(Protocol[R_co]):
    """What is to be made of a file."""

    what: str
    """How to name it in the log."""

    def ask(self, upload: AsyncUpload) -> Request[models.Operation | None]:
        """Makes the request that carries the file."""

    async def finish(self, operation: AsyncOperation) -> R_co:
        """Does what is left to do with what the operation has made, and returns it."""

    async def delete(self, operation: AsyncOperation) -> AsyncOperation:
        """Deletes what the operation has made."""


async def import_file(
    client: AsyncLXDClient,
    unpacking: Unpacking[R],
    path: Origin,
    *,
    timeout: float | None,
    progress: ProgressCallback | None,
) -> R:
    """Sends a file, and waits until the server has made something of it.

    Args:
        client: the client.
        unpacking: what is to be made of it.
        path: where the file is.
        timeout: seconds that the server gets to unpack it; None: as long as it takes.
        progress: called with how far it is, first with the upload, then with the unpacking.

    Returns:
        What was made.
    """
    upload = AsyncUpload(path, stage="upload", progress=progress)
    async with closing(upload):
        await upload.open()
        operation = await client.start(upload.announce(unpacking.ask(upload)))
    try:
        await operation.wait(timeout, progress=progress)
        return await unpacking.finish(operation)
    except BaseException:
        await to_the_end(lambda: _undo(unpacking, operation))
        raise


async def _undo(unpacking: Unpacking[R], operation: AsyncOperation) -> None:
    """Removes what was made: an import that failed left nothing, and one that goes on is waited for."""
    try:
        await operation.wait(_TIDY_TIMEOUT)
        deletion = await unpacking.delete(operation)
        await deletion.wait(_TIDY_TIMEOUT)
    except OperationError as error:
        if not operation.is_done:
            log.warning("the %s is still being imported: %s", unpacking.what, error)
    except LXDError as error:
        log.warning("the imported %s could not be deleted: %s", unpacking.what, error)
