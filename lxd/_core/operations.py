"""What the answers about a background operation mean, for both generations of servers.

Up to LXD 5.0.2 and 5.15 ``/wait`` answers with the operation in whatever state it is in. Later ones answer with
the operation only when it succeeded: failure, cancellation and the end of the time asked for come as an error
(under HTTP 200), without the operation and so without its metadata, which has to be fetched before LXD forgets it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from lxd_api.models import Operation

from lxd._core.hints import hint_for
from lxd.entities.operations import Progress
from lxd.errors import (
    Asked,
    LXDAPIError,
    OperationCancelled,
    OperationError,
    OperationFailed,
    OperationNotFound,
    OperationTimeout,
)

__all__ = [
    "CANCELLED",
    "SUCCESS",
    "broken_off",
    "error_of",
    "error_without_operation",
    "finished",
    "is_deadline",
    "is_final",
    "is_forgotten",
    "read_progress",
    "timed_out",
    "wait_seconds",
]

SUCCESS = 200
CANCELLED = 401

_GRACE = 2.0
"""Seconds that the server's own word on a timeout is waited for after the time asked for."""

_SPENT = 0.05
"""Seconds of a whole number of them that may have passed before the request is made."""

_PERCENT = re.compile(r"\b(\d{1,3})%")

_CANCELLED_TEXT = "context canceled"
_DEADLINE_TEXT = "context deadline exceeded"


def finished(metadata: Mapping[str, Any] | None = None) -> Operation:
    """Returns what stands for an operation where the server did it at once."""
    return Operation(status="Success", status_code=SUCCESS, metadata=dict(metadata or {}))


def is_final(operation: Operation) -> bool:
    """Whether it has ended, well or not."""
    return operation.status_code >= SUCCESS


def error_of(operation: Operation, asked: Asked | None) -> OperationError | None:
    """Returns the exception that an ended operation calls for, or None if it succeeded."""
    name = operation.description or "operation"
    if operation.status_code == SUCCESS:
        return None
    if operation.status_code == CANCELLED:
        return OperationCancelled(f"{name!r} was cancelled", operation=operation, code=CANCELLED, asked=asked)
    code = operation.err_code or operation.status_code
    reason = operation.err or operation.status or "no reason given"
    return OperationFailed(
        f"{name!r} failed: {reason}", operation=operation, code=code, asked=asked, hint=hint_for(reason)
    )


def error_without_operation(error: LXDAPIError) -> OperationError:
    """Returns the exception for a wait's error when the operation itself cannot be read any more."""
    if is_forgotten(error):
        return OperationNotFound(error.error, asked=error.asked)
    if error.error == _CANCELLED_TEXT:
        return OperationCancelled("the operation was cancelled", code=CANCELLED, asked=error.asked)
    return OperationFailed(
        f"the operation failed: {error.error}",
        code=error.status,
        asked=error.asked,
        hint=hint_for(error.error),
    )


def is_forgotten(error: LXDAPIError) -> bool:
    """Whether an error says that the server knows no such operation.

    An operation that failed *with* a 404 is told under HTTP 200.
    """
    return error.http_status == 404


def is_deadline(error: LXDAPIError) -> bool:
    """Whether a wait's error may say no more than that the time asked for is over."""
    return error.error == _DEADLINE_TEXT


def timed_out(operation: Operation | None, timeout: float | None, asked: Asked | None) -> OperationTimeout:
    """Returns the exception for an operation that is still running when the time is up."""
    name = (operation and operation.description) or "operation"
    after = "in time" if timeout is None else f"after {timeout:g} s"
    what = (
        f"{name!r} is still running {after}"
        if operation
        else f"the server tells nothing of the operation {after}"
    )
    return OperationTimeout(
        what,
        operation=operation,
        asked=asked,
        hint="it goes on; wait again, or cancel it",
    )


def broken_off(
    error: OperationTimeout,
    operation: Operation | None,
    what: str,
    timeout: float | None,
    *,
    keeps: bool = False,
) -> OperationTimeout:
    """Returns the exception for what took too long and was then given up, in place of one that says: it goes on.

    Args:
        error: the exception of who waited for it.
        operation: its state now; None where nobody knows.
        what: what was to be done: ``"copying c1"``.
        timeout: the seconds that it had.
        keeps: whether what it made in the end is still there.
    """
    after = "in time" if timeout is None else f"after {timeout:g} s"
    hint = None
    if operation is None or not is_final(operation):
        ending = "and could not be broken off"
        hint = "the server goes on with it: look later what has come of it"
    elif keeps and operation.status_code == SUCCESS:
        ending = "but came to its end all the same, before it could be broken off"
    else:
        ending = "and was broken off"
    return OperationTimeout(
        f"{what} was not done {after} {ending}", operation=operation, asked=error.asked, hint=hint
    )


def wait_seconds(timeout: float | None) -> tuple[int, float | None]:
    """Returns how many seconds the server is asked to wait, and how many the client does.

    LXD counts whole seconds. With a fraction the client's own clock ends the wait; with whole seconds the
    server's word is awaited a little longer, since it comes with the operation's state on old servers.

    Args:
        timeout: seconds; None or a negative number waits as long as it takes.
    """
    if timeout is None or timeout < 0 or math.isinf(timeout):
        return -1, None
    whole = max(math.ceil(timeout - _SPENT), 0)
    return whole, timeout + _GRACE if timeout - whole < _SPENT and whole - timeout < _SPENT else timeout


def read_progress(metadata: Mapping[str, Any]) -> Progress | None:
    """Reads how far an operation is from its metadata, or None where that says nothing of it.

    LXD writes a line for people under ``<stage>_progress``, and the numbers, where it has them, under ``progress``.
    Of a download that the server makes there is the line only.
    """
    numbers = metadata.get("progress")
    numbers = numbers if isinstance(numbers, Mapping) else {}
    stage = str(numbers.get("stage") or "")
    # Lines of stages that are over may still be there.
    keys = [key for key in metadata if key.endswith("_progress")]
    key = f"{stage}_progress" if stage else keys[-1] if keys else ""
    if not numbers and not key:
        return None
    text = str(metadata.get(key) or "")
    return Progress(
        stage=stage or key.removesuffix("_progress"),
        percent=_number(numbers.get("percent")) or _percent(text),
        processed=_number(numbers.get("processed")),
        total=_number(numbers.get("total")),
        speed=_number(numbers.get("speed")),
        text=text,
    )


def _percent(text: str) -> int | None:
    found = _PERCENT.search(text)
    return int(found[1]) if found else None


def _number(value: object) -> int | None:
    try:
        return int(str(value))
    except ValueError:
        return None
