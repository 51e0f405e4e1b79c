"""Ending what a server does in vain."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from lxd_api import models
from lxd_api import operations as api

from lxd._async._io import Call, now, to_the_end
from lxd._async.operations import AsyncOperation
from lxd._core.operations import broken_off
from lxd.errors import LXDAPIError, LXDError, LXDTimeout, OperationTimeout

__all__ = ["TIDY_TIMEOUT", "break_off", "undoing"]

log = logging.getLogger("lxd")

TIDY_TIMEOUT = 30.0
"""Seconds that a server gets to end, or to remove, what is not wanted any more."""


async def break_off(operation: AsyncOperation, *, wait: bool = True) -> None:
    """Ends what a server does in vain: cancels it where that can be done, and waits for its end, half a minute at most.

    Args:
        operation: what it does. Its state tells afterwards what has become of it.
        wait: whether to wait for the end of what cannot be cancelled.
    """
    if operation.is_done:
        return
    client, deadline = operation._client, now() + TIDY_TIMEOUT
    try:
        with suppress(LXDTimeout):
            answer = await client.exchange(api.operation_get(operation.id), timeout=TIDY_TIMEOUT)
            operation.state = answer.read(models.Operation.from_dict)
        if operation.is_done:
            return
        # Some cannot be cancelled. Of a migration they end when the other side does, and those that nobody calls after
        # ten seconds. Calling and hanging up would be faster, but a second call makes LXD 5.0 panic.
        with suppress(LXDAPIError, LXDTimeout):
            await client.start(api.operation_delete(operation.id), timeout=TIDY_TIMEOUT)
        if wait:
            await operation.wait(max(deadline - now(), 0.0))
    except OperationTimeout:
        log.warning("operation %s does not end", operation.id)
    except LXDError as error:
        log.debug("ended operation %s: %s", operation.id, error)


@asynccontextmanager
async def undoing(
    begun: Sequence[AsyncOperation],
    undo: Call[None],
    what: str,
    timeout: float | None,
    *,
    keeps: bool = False,
) -> AsyncIterator[None]:
    """Undoes an operation if something fails inside, is cancelled or takes too long.

    Args:
        begun: the operation, once there is one.
        undo: ends it, and removes what it made.
        what: how to name it in errors: ``"copying c1"``.
        timeout: seconds that it has.
        keeps: whether `undo` leaves what was made in the end.

    Raises:
        OperationTimeout: the time was up; it says whether the operation could be broken off.
    """
    try:
        yield
    except OperationTimeout as error:
        await to_the_end(undo)
        state = begun[-1].state if begun else error.operation
        raise broken_off(error, state, what, timeout, keeps=keeps) from error
    except BaseException:
        await to_the_end(undo)
        raise
