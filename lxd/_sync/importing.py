# Written by scripts/unasync.py from lxd/_async/importing.py. Change that, and run `make sync`.

"""Files that LXD makes something of: sent, unpacked, and undone where that went wrong."""

from __future__ import annotations

import logging
from contextlib import closing
from typing import TYPE_CHECKING, Protocol, TypeVar

from lxd_api import models
from lxd_api.types import Request

from lxd._sync._io import to_the_end
from lxd._sync.operations import Operation
from lxd._sync.transfers import Origin, Upload
from lxd.entities.operations import ProgressCallback
from lxd.errors import LXDError, OperationError

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

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

    def ask(self, upload: Upload) -> Request[models.Operation | None]:
        """Makes the request that carries the file."""

    def finish(self, operation: Operation) -> R_co:
        """Does what is left to do with what the operation has made, and returns it."""

    def delete(self, operation: Operation) -> Operation:
        """Deletes what the operation has made."""


def import_file(
    client: LXDClient,
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
    upload = Upload(path, stage="upload", progress=progress)
    with closing(upload):
        upload.open()
        operation = client.start(upload.announce(unpacking.ask(upload)))
    try:
        operation.wait(timeout, progress=progress)
        return unpacking.finish(operation)
    except BaseException:
        to_the_end(lambda: _undo(unpacking, operation))
        raise


def _undo(unpacking: Unpacking[R], operation: Operation) -> None:
    """Removes what was made: an import that failed left nothing, and one that goes on is waited for."""
    try:
        operation.wait(_TIDY_TIMEOUT)
        deletion = unpacking.delete(operation)
        deletion.wait(_TIDY_TIMEOUT)
    except OperationError as error:
        if not operation.is_done:
            log.warning("the %s is still being imported: %s", unpacking.what, error)
    except LXDError as error:
        log.warning("the imported %s could not be deleted: %s", unpacking.what, error)
