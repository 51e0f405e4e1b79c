# Written by scripts/unasync.py from lxd/_async/relay.py. Change that, and run `make sync`.

"""Passing on what two servers say to each other, where neither can call the other."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from lxd_api import operations as api

from lxd._sync._io import Reader
from lxd._sync.operations import Operation
from lxd.errors import LXDConnectionError, LXDError

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient
    from lxd._sync.websocket import WebSocket

__all__ = ["Relay"]

_LAST_WORDS = 10.0
"""Seconds that a server gets to take what the other one said before it hung up."""


class Relay:
    """Pairs of websockets, one to each server, and what passes between them.

    Each pair has two readers, one for each direction: a server that takes nothing for a while must not keep what it
    says itself from being passed on, for the other one may be waiting for just that. Messages stay what they are,
    text or binary, and no more of them are read than the other side takes.

    Args:
        source: the client of the one server.
        target: the client of the other.
    """

    def __init__(self, source: LXDClient, target: LXDClient) -> None:
        self.fault: LXDError | None = None
        """Why the first pair ended, or could not be joined. The servers end with it, too, so it is the cause only where
        they know none."""
        self._clients = source, target
        self._opened: list[tuple[LXDClient, WebSocket]] = []
        self._readers: list[Reader] = []

    def join(
        self,
        source: tuple[Operation, dict[str, str]],
        target: tuple[Operation, dict[str, str]],
        names: Sequence[str],
    ) -> None:
        """Connects to both servers and begins to pass on.

        Args:
            source: the one server's operation, and the secrets of its websockets.
            target: the other's.
            names: which websockets belong together, the control one first. Of the others there may be some that the
                servers turn out not to need.

        Raises:
            LXDAPIError: one of the servers refuses the control websocket.
            LXDConnectionError: one of the servers cannot be reached.
        """
        # One after the other: LXD 5.0 panics where two of an operation's websockets are connected at the same moment.
        for name in names:
            try:
                here = self._open(self._clients[0], source[0], source[1][name])
                there = self._open(self._clients[1], target[0], target[1][name])
            except LXDError as error:
                if name == names[0]:
                    raise
                self._note(name, "could not be joined", error)
                break
            self._start(name, here, there)
            self._start(name, there, here)

    def close(self) -> None:
        """Ends all of it."""
        for client, websocket in self._opened:
            client._transport.close_websocket(websocket)
        for reader in self._readers:
            reader.join()

    def _open(self, client: LXDClient, operation: Operation, secret: str) -> WebSocket:
        websocket = _connect(client, operation, secret)
        self._opened.append((client, websocket))
        return websocket

    def _start(self, name: str, origin: WebSocket, end: WebSocket) -> None:
        def run() -> None:
            self._pass_on(name, origin, end)

        self._readers.append(Reader(run, f"lxd relay {name}"))

    def _note(self, name: str, what: str, error: LXDError) -> None:
        """Keeps what went wrong, if it was the first thing to."""
        if self.fault is None:
            where = f" to {error.asked.server}" if error.asked else ""
            self.fault = LXDConnectionError(
                f"the stream {name!r}{where} {what}: {error.message}", asked=error.asked
            )

    def _pass_on(self, name: str, origin: WebSocket, end: WebSocket) -> None:
        """Passes on all that comes from one side, and closes both when it ends."""
        try:
            while True:
                end.send(origin.recv())
        except LXDError as error:
            self._note(name, "ended first", error)
        with suppress(LXDError):
            end.flush(_LAST_WORDS)
        for client, websocket in list(self._opened):
            if websocket in (origin, end):
                client._transport.close_websocket(websocket)


def _connect(client: LXDClient, operation: Operation, secret: str) -> WebSocket:
    """Opens a websocket of an operation.

    Args:
        client: the client that started the operation.
        operation: the operation.
        secret: the websocket's secret.
    """
    request = api.operation_websocket_get(operation.id, secret=secret)
    return client._transport.websocket(f"{request.path}?secret={request.query['secret']}")
