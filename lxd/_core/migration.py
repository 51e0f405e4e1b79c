"""How two servers are made to pass something from one to the other, without the I/O.

One of them calls the other (*pull*: the target calls the source; *push*: the source calls the target), or the client
calls both and passes on what they say (*relay*). Who is called has an operation with websockets, each with a secret.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from lxd.errors import (
    Asked,
    Conflict,
    LXDAPIError,
    LXDConnectionError,
    LXDError,
    MigrationFailed,
    OperationCancelled,
    OperationError,
    OperationNotFound,
    UnexpectedAnswer,
)

if TYPE_CHECKING:
    from lxd_api.models import Operation, Server

__all__ = [
    "CONTROL",
    "Mode",
    "addresses_of",
    "failure",
    "is_same_server",
    "is_unreachable",
    "modes_to_try",
    "operation_url",
    "refusal",
    "relayed",
    "websocket_secrets",
]

Mode: TypeAlias = Literal["pull", "push", "relay"]
"""Who calls whom; see this module."""

CONTROL = "control"
"""The websocket on which the servers agree on what the others carry."""

_NOT_REACHED = (
    "Unable to connect to",
    "dial tcp",
    "no route to host",
    "network is unreachable",
    "no such host",
    "x509:",
    "tls:",
    "bad handshake",
)
"""What LXD says when it cannot call the other server. It has no code for that, and Go's words for it are old."""

_SECONDARY = (
    "websocket: close",
    "websocket: bad",
    "use of closed network connection",
    "broken pipe",
    "connection reset by peer",
    "connection unexpectedly closed",
    "context canceled",
    "unexpected EOF",
    "Timed out waiting for connections",
    "Timed out waiting for migration connections",
)
"""What a server says when the other one, or the way there, has failed."""

_RSYNC_ERROR = re.compile(r"rsync: \[\w+\] .* \((\d+)\)$", re.MULTILINE)
"""A line of rsync's, through which LXD sends files, with the number of the system's error."""

_HUNG_UP = {errno.EPIPE, errno.ECONNRESET, errno.ENOTCONN, 0}
"""Errors that say no more than that the other side is gone; 0 is how rsync says so itself."""


def websocket_secrets(operation: Operation, asked: Asked | None = None) -> dict[str, str]:
    """Returns the secrets of an operation's websockets, by their names, the control one first.

    Raises:
        UnexpectedAnswer: it has none.
    """
    # Newer servers put the URL of what the operation makes beside them.
    secrets = {
        name: value
        for name, value in operation.metadata.items()
        if isinstance(value, str) and name != "entity_url"
    }
    if CONTROL not in secrets:
        raise UnexpectedAnswer(f"operation {operation.id} has no websocket {CONTROL!r}", asked=asked)
    return {CONTROL: secrets[CONTROL], **secrets}


def relayed(source: Mapping[str, str], target: Mapping[str, str]) -> list[str]:
    """Returns which websockets of two operations belong together, in the order to connect them in.

    The source may offer some that the target does not need, but none that the target wants may be missing.

    Raises:
        UnexpectedAnswer: one is missing.
    """
    if missing := [name for name in target if name not in source]:
        raise UnexpectedAnswer(f"the target expects the websocket {missing[0]!r}, which the source lacks")
    return [CONTROL, *(name for name in source if name in target and name != CONTROL)]


def addresses_of(server: Server) -> list[str]:
    """Returns the URLs that a server says others reach it at."""
    return [f"https://{address}" for address in server.environment.addresses]


def operation_url(address: str, operation: Operation) -> str:
    """Returns the URL of an operation as another server calls it."""
    return f"{address}/1.0/operations/{operation.id}"


def is_same_server(one: Server, other: Server) -> bool:
    """Whether two answers are of one server, or of one cluster: those have one certificate."""
    return one.environment.certificate_fingerprint == other.environment.certificate_fingerprint != ""


def modes_to_try(mode: Mode | None, source: Server, target: Server) -> list[Mode]:
    """Returns how to try it, in order.

    Args:
        mode: the way that was asked for; None: whichever works.
        source: what the source server tells of itself.
        target: what the target server does.
    """
    if mode is not None:
        return [mode]
    modes: list[Mode] = []
    if addresses_of(source):
        modes.append("pull")
    if addresses_of(target):
        modes.append("push")
    return [*modes, "relay"]


def is_unreachable(error: LXDError | None) -> bool:
    """Whether a server says that it could not call the other one."""
    return isinstance(error, OperationError | LXDAPIError) and any(
        words in error.message for words in _NOT_REACHED
    )


def refusal(error: LXDError) -> LXDError:
    """Returns what a server's refusal to make an instance means; old ones say "exists already" with a 500."""
    if isinstance(error, LXDAPIError) and error.status == 500 and "already exists" in error.error:
        return Conflict(error.error, status=409, http_status=error.http_status, asked=error.asked)
    return error


def failure(
    what: str, *, source: LXDError | None, target: LXDError | None, relay: LXDError | None = None
) -> LXDError:
    """Makes the exception for a transfer that failed, from what is known of each side.

    When one side fails, the other one says no more than that the connection was closed; so the one that says
    something else has the cause. Sometimes LXD loses it: the target takes over what the source says of the end.

    Args:
        what: what was to be done.
        source: why the source's operation failed, if it did.
        target: why the target's operation did.
        relay: what broke in between, in the client.
    """
    sides = {"target": target, "source": source}
    for side, error in sides.items():
        if error is not None and not _is_secondary(error):
            return MigrationFailed(
                f"{what} failed at the {side}: {error.message}",
                source=source,
                target=target,
                relay=relay,
                cause=error,
            )
    said = [f"the {side} says: {error.message}" for side, error in sides.items() if error is not None]
    if relay is not None:
        said.insert(0, relay.message)
    return MigrationFailed(
        f"{what} failed, and neither server knows why; {'; '.join(said)}",
        source=source,
        target=target,
        relay=relay,
        cause=relay or target or source,
        hint="was the connection between them cut?",
    )


def _is_secondary(error: LXDError) -> bool:
    if isinstance(error, OperationCancelled | OperationNotFound | LXDConnectionError):
        return True
    if any(int(number) not in _HUNG_UP for number in _RSYNC_ERROR.findall(error.message)):
        return False
    return any(words in error.message for words in _SECONDARY)
