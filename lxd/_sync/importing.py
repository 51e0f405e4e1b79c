# Written by scripts/unasync.py from lxd/_async/importing.py. Change that, and run `make sync`.

"""Files that LXD makes something of: sent, unpacked, and undone where that went wrong."""

from __future__ import annotations

import logging
from contextlib import closing
from typing import TYPE_CHECKING, Protocol, TypeVar

from lxd_api import models
from lxd_api.types import Request

from lxd._core.operations import SUCCESS
from lxd._sync._io import now
from lxd._sync.ending import TIDY_TIMEOUT, break_off, undoing
from lxd._sync.operations import Operation
from lxd._sync.transfers import Origin, Upload, send
from lxd.entities.operations import ProgressCallback
from lxd.errors import LXDError

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["Unpacking", "import_file"]

log = logging.getLogger("lxd")

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")


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
        timeout: seconds that the server gets to unpack it, once it has all of it; None: as long as it takes.
        progress: called with how far it is, first with the upload, then with the unpacking.

    Returns:
        What was made.

    Raises:
        LXDTimeout: the server had not answered half a minute after the time was up; it may go on.
        OperationTimeout: the time was up; nothing is left, unless the server could not be made to end it.
    """
    upload = Upload(path, stage="upload", progress=progress)
    begun: list[Operation] = []
    with undoing(begun, lambda: _undo(unpacking, begun), f"importing the {unpacking.what}", timeout):
        with closing(upload):
            upload.open()
            send(client, upload.announce(unpacking.ask(upload)), upload, begun, timeout=timeout)
        # What came before the answer counts, too: old servers do most of it then.
        spent = 0.0 if upload.sent is None else now() - upload.sent
        begun[0].wait(None if timeout is None else max(timeout - spent, 0.0), progress=progress)
        return unpacking.finish(begun[0])


def _undo(unpacking: Unpacking[R], begun: list[Operation]) -> None:
    """Ends and removes what is made; what failed or could be cancelled has left nothing."""
    for operation in begun:
        break_off(operation)
        if not operation.is_done:
            log.warning("the %s is still being imported", unpacking.what)
        if operation.status_code == SUCCESS:
            try:
                deletion = unpacking.delete(operation)
                deletion.wait(TIDY_TIMEOUT)
            except LXDError as error:
                log.warning("the imported %s could not be deleted: %s", unpacking.what, error)
