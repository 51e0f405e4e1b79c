# Written by scripts/unasync.py from lxd/_async/copying.py. Change that, and run `make sync`.

"""Copies and moves of any kind: what they share on one server, and when something has arrived on another."""

from __future__ import annotations

import logging
from typing import Protocol

from lxd._sync._io import to_the_end
from lxd._sync.migrations import Passage
from lxd._sync.operations import Operation
from lxd.entities.operations import ProgressCallback
from lxd.errors import LXDError, MigrationFailed, OperationError, OperationTimeout

__all__ = ["Copying", "copy_within", "delete_moved"]

log = logging.getLogger("lxd")

_TIDY_TIMEOUT = 30.0
"""Seconds that a server gets to end a copy that is not wanted any more."""


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

    Args:
        copying: what it is.
        timeout: seconds that it may take; None: as long as it takes.
        progress: called with how far it is.

    Returns:
        The operation, which has succeeded.
    """
    begun: list[Operation] = []

    def begin() -> None:
        begun.append(copying.copy())

    try:
        # Once it is asked for it will be made, so the answer is waited for whatever happens.
        to_the_end(begin)
        begun[0].wait(timeout, progress=progress)
        return begun[0]
    except BaseException:
        to_the_end(lambda: _undo(copying, begun))
        raise


def _undo(copying: Copying, begun: list[Operation]) -> None:
    """Removes a copy: one that failed left nothing, and one that goes on is waited for."""
    if not begun:
        return
    try:
        begun[0].wait(_TIDY_TIMEOUT)
        copying.discard(begun[0])
    except OperationTimeout as error:
        log.warning("the copy of %s is still being made: %s", copying.name, error)
    except OperationError:
        pass  # LXD has removed what there was
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
