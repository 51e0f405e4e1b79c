# Written by scripts/unasync.py from lxd/_async/waiting.py. Change that, and run `make sync`.

"""Waiting for the end of a background operation."""

from __future__ import annotations

from contextlib import closing
from math import isinf
from typing import TYPE_CHECKING

from lxd_api import models
from lxd_api import operations as api

from lxd._core.operations import (
    error_without_operation,
    is_deadline,
    is_final,
    read_progress,
    wait_seconds,
)
from lxd._core.retry import RETRIES, backoff
from lxd._sync._io import now, sleep
from lxd.entities.operations import ProgressCallback
from lxd.errors import (
    LXDAPIError,
    LXDConnectionError,
    LXDError,
    LXDTimeout,
    NotFound,
    OperationError,
    OperationNotFound,
    Unavailable,
)

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["follow", "poll"]

_STATE_TIMEOUT = 2.0
"""Seconds that the server gets to tell an operation's state, once the wait for its end is over."""

_LEAST = 0.1
"""Seconds that anything gets, however short the time is."""

_STEADY = 60.0
"""Seconds that a connection must have lasted for its end not to count as one more fault of the server."""

_PATIENCE = 10.0
"""Seconds without news of an operation after which its state is asked for: an event may have been missed."""


def poll(client: LXDClient, id: str, timeout: float | None) -> models.Operation | None:
    """Has the server tell the end of an operation.

    Args:
        client: the client.
        id: the operation.
        timeout: seconds; None or a negative number: as long as it takes.

    Returns:
        Its state at its end, or when the time is up; None if the server is too slow to tell.

    Raises:
        OperationNotFound: the server knows no such operation.
        OperationError: it failed, and the server has forgotten the rest.
        LXDConnectionError: the server cannot be reached any more.
    """
    deadline = _deadline(timeout)
    faults = 0
    while True:
        began = now()
        for_server, for_client = wait_seconds(None if deadline is None else max(deadline - began, 0.0))
        state: models.Operation | None = None
        try:
            request = api.operation_wait_get(id, timeout=for_server)
            answer = client.exchange(request, long_poll=True, timeout=for_client)
            state = answer.read(models.Operation.from_dict)
        except (LXDConnectionError, LXDTimeout, Unavailable):
            # The connection broke or the server restarts; in a long wait that may happen now and then.
            faults = faults + 1 if now() - began < _STEADY else 1
            if faults > RETRIES:
                raise
        except LXDAPIError as error:
            state = _state_after(client, id, error, is_limited=for_server >= 0)
        if state is not None and is_final(state):
            return state
        if deadline is not None and now() >= deadline:
            return state or _state(client, id)
        # Where there was no fault the server gave up waiting before we did: it may be stopping.
        sleep(backoff(faults or 1))


def follow(
    client: LXDClient,
    id: str,
    timeout: float | None,
    progress: ProgressCallback,
    project: str | None,
) -> models.Operation | None:
    """Follows the events of an operation to its end; falls back on `poll` where that cannot be done.

    Args:
        client: the client.
        id: the operation.
        timeout: seconds; None or a negative number: as long as it takes.
        progress: called with how far it is.
        project: the project that it was started in.

    Returns what `poll` returns, and raises what it raises.
    """
    deadline = _deadline(timeout)
    try:
        events = client.server.get_events(type="operation", project=project)
        with closing(events):
            events.open(None if deadline is None else max(deadline - now(), _LEAST))
            # It may have ended before the server began to tell us.
            state = _state(client, id)
            while state is None or not is_final(state):
                patience = _PATIENCE if deadline is None else min(deadline - now(), _PATIENCE)
                if patience <= 0:
                    return _state(client, id)
                try:
                    event = events.receive(timeout=patience)
                except LXDTimeout:
                    state = _state(client, id)
                    continue
                if event.metadata.id == id:
                    state = event.metadata
                    if report := read_progress(state.metadata):
                        progress(report)
            return state
    except OperationError:
        raise
    except LXDError:
        return poll(client, id, None if deadline is None else max(deadline - now(), 0.0))


def _deadline(timeout: float | None) -> float | None:
    return None if timeout is None or timeout < 0 or isinf(timeout) else now() + timeout


def _state_after(
    client: LXDClient, id: str, error: LXDAPIError, *, is_limited: bool
) -> models.Operation | None:
    """Looks up what a wait's error leaves out: failure, and the end of the time asked for, come without the state.

    They come under HTTP 200; but from LXD 5.15 to 5.19, and from Debian 13's, like any error.

    Args:
        client: the client.
        id: the operation.
        error: the error.
        is_limited: whether the server was to wait for a limited time.
    """
    is_about_asking = error.http_status != 200 and not (is_limited and is_deadline(error))
    try:
        state = _state(client, id)
    except OperationNotFound:
        raise error_without_operation(error) from error
    except (LXDAPIError, LXDConnectionError):
        raise (error if is_about_asking else error_without_operation(error)) from error
    if state is not None and is_final(state):
        return state
    if is_about_asking:
        raise error
    if state is None and not is_deadline(error):
        raise error_without_operation(error) from error
    return state


def _state(client: LXDClient, id: str) -> models.Operation | None:
    """Asks for the present state; None where the server is too slow to tell."""
    try:
        answer = client.exchange(api.operation_get(id), timeout=_STATE_TIMEOUT)
    except NotFound as error:
        raise OperationNotFound(error.error, asked=error.asked) from error
    except LXDTimeout:
        return None
    return answer.read(models.Operation.from_dict)
