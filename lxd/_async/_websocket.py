"""A websocket to LXD, on websockets' asyncio client; `lxd._sync._websocket` is its twin, both by hand."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Mapping
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from lxd._core.answers import read_content
from lxd._core.endpoint import Endpoint
from lxd._core.faults import connection_fault, timeout_fault
from lxd._sockets import prepare
from lxd.errors import Asked, LXDConnectionError

__all__ = ["WebSocket", "open_websocket"]

# websockets logs whole requests when it debugs, and with them secrets.
_log = logging.getLogger("lxd.websocket")
_log.setLevel(logging.INFO)

_CLOSE_TIMEOUT = 2.0
"""Seconds that a server gets to answer our goodbye; LXD just drops the connection."""


class WebSocket:
    """A message stream to and from LXD."""

    def __init__(self, connection: ClientConnection, asked: Asked) -> None:
        self._connection = connection
        self._asked = asked

    async def recv(self) -> str | bytes:
        """Receives the next message.

        Raises:
            LXDConnectionError: the stream has ended.
        """
        try:
            return await self._connection.recv()
        except ConnectionClosed as error:
            raise LXDConnectionError(f"the stream ended: {error}", asked=self._asked) from error

    async def close(self) -> None:
        """Ends the stream; whoever waits in `recv` is told so."""
        await self._connection.close()


class _Connect(connect):
    def process_redirect(self, exc: Exception) -> Exception:
        # LXD redirects no websocket; whoever does wants us to talk to somebody else.
        return exc


async def open_websocket(
    endpoint: Endpoint,
    path: str,
    *,
    context: ssl.SSLContext | None,
    headers: Mapping[str, str],
    timeout: float | None,
    asked: Asked,
) -> WebSocket:
    """Opens a websocket.

    Args:
        endpoint: the server.
        path: path and query.
        context: the TLS rules; None for a unix socket.
        headers: more headers to send.
        timeout: seconds that it may take.
        asked: what to say in errors.

    Raises:
        LXDAPIError: LXD refused it.
        LXDConnectionError: the server cannot be reached.
        LXDTimeout: it took too long.
    """
    uri = f"{'ws' if endpoint.is_local else 'wss'}://{endpoint.authority}{path}"
    options: dict[str, Any] = {
        "additional_headers": dict(headers),
        "user_agent_header": None,
        "compression": None,  # LXD has none
        "max_size": None,  # nor does it limit a message
        "ping_interval": None,  # the server pings
        "open_timeout": timeout,
        "close_timeout": _CLOSE_TIMEOUT,
        "proxy": None,
        "logger": _log,
    }
    try:
        if endpoint.is_local:
            connection = await _Connect(uri, unix=True, path=endpoint.socket, **options)
        else:
            connection = await _Connect(uri, ssl=context, **options)
    except InvalidStatus as error:
        answer = error.response
        fields = {name.lower(): value for name, value in answer.headers.raw_items()}
        read_content(max(answer.status_code, 300), fields, bytes(answer.body or b""), asked)
        raise AssertionError("read_content raises for every status from 300 on") from error
    except TimeoutError as error:
        raise timeout_fault(timeout, asked) from error
    except (OSError, WebSocketException) as error:
        raise connection_fault(error, endpoint, asked) from error
    prepare(connection.transport.get_extra_info("socket"))
    return WebSocket(connection, asked)
