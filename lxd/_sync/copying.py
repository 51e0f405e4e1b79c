# Written by scripts/unasync.py from lxd/_async/copying.py. Change that, and run `make sync`.

"""Copies and moves of any kind: what they share on one server, and when something has arrived on another."""

from __future__ import annotations

import logging
from typing import Protocol

from lxd._core.operations import SUCCESS
from lxd._sync._io import to_the_end
from lxd._sync.ending import break_off, undoing
from lxd._sync.migrations import Passage
from lxd._sync.operations import Operation
from lxd.entities.operations import ProgressCallback
from lxd.errors import LXDError, MigrationFailed

__all__ = ["Copying", "copy_within", "delete_moved"]

log = logging.getLogger("lxd")


class Copying(Passage, Protocol):
    """What is to be copied, on one server or to another."""

    name: str
    """What the source is called."""

    def copy(self) -> Operation:
        """Makes the server copy it by itself."""

    def delete_source(self) -> Operation:
        """Deletes the source."""


def copy_within(copying: Copying, timeout: float | None, progress: ProgressCallback | None) -> Operation:
    """Copies something on one server; what fails, is cancelled or takes too long leaves nothing behind.

    What the server cannot cancel is waited for, half a minute, and then removed.

    Args:
        copying: what it is.
        timeout: seconds that it may take; None: as long as it takes.
        progress: called with how far it is.

    Returns:
        The operation, which has succeeded.

    Raises:
        OperationTimeout: the time was up.
    """
    begun: list[Operation] = []

    def begin() -> None:
        begun.append(copying.copy())

    with undoing(begun, lambda: _undo(copying, begun), f"copying {copying.name!r}", timeout):
        # Once it is asked for it will be made, so the answer is waited for whatever happens.
        to_the_end(begin)
        begun[0].wait(timeout, progress=progress)
    return begun[0]


def _undo(copying: Copying, begun: list[Operation]) -> None:
    """Ends and removes a copy; one that failed or could be cancelled has left nothing."""
    for operation in begun:
        break_off(operation)
        if not operation.is_done:
            log.warning("the copy of %s is still being made", copying.name)
        if operation.status_code == SUCCESS:
            try:
                copying.discard(operation)
            except LXDError as error:
                log.warning("the copy of %s could not be deleted: %s", copying.name, error)


def delete_moved(copying: Copying) -> None:
    """Deletes the source of what has arrived on another server.

    Raises:
        MigrationFailed: that cannot be done.
    """
    try:
        deletion = copying.delete_source()
        deletion.wait()
    except LXDError as error:
        raise MigrationFailed(
            f"{copying.name!r} was copied to {copying.target.endpoint}, but could not be deleted on"
            f" {copying.source.endpoint}: {error.message}",
            source=error,
            cause=error,
            hint="it is on both servers now: delete one of them",
        ) from error
