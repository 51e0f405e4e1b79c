"""A websocket to LXD for threads; `lxd._async._websocket` is its twin, both by hand.

It drives websockets' Sans-I/O protocol with one selector. ``websockets.sync`` reads in one thread and writes in
another, which over TLS hangs once in a thousand connections; here one thread at a time touches the socket, and
nothing has to be cleaned up but the socket itself.
"""

from __future__ import annotations

import contextlib
import logging
import selectors
import socket
import ssl
import threading
import time
from collections import deque
from collections.abc import Mapping

from websockets.client import ClientProtocol
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.frames import CloseCode, Frame, Opcode
from websockets.protocol import State
from websockets.uri import parse_uri

from lxd._core.answers import read_content
from lxd._core.endpoint import Endpoint
from lxd._core.faults import connection_fault, timeout_fault
from lxd._sync._stream import connect
from lxd.errors import Asked, LXDConnectionError

__all__ = ["WebSocket", "open_websocket"]

# websockets logs whole requests when it debugs, and with them secrets.
_log = logging.getLogger("lxd.websocket")
_log.setLevel(logging.INFO)

_CHUNK = 65536

_SEND_TIMEOUT = 5.0
"""Seconds for a server that reads nothing to take the little that we send."""


class WebSocket:
    """A message stream to and from LXD.

    `close` may be called from any thread, also while another one waits in `recv`.
    """

    def __init__(self, sock: socket.socket, protocol: ClientProtocol, asked: Asked) -> None:
        self._sock = sock
        self._protocol = protocol
        self._asked = asked
        self._messages: deque[str | bytes] = deque()
        self._parts: list[bytes | bytearray | memoryview] = []
        self._is_text = False
        self._ended = False
        self._closing = False  # somebody wants it closed
        self._closed = False
        self._in_use = threading.Lock()
        self._wake_receiver, self._wake_sender = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._wake_receiver, selectors.EVENT_READ)
        self._selector.register(sock, selectors.EVENT_READ)

    def handshake(self, headers: Mapping[str, str], deadline: float | None) -> None:
        """Asks the server for a websocket."""
        request = self._protocol.connect()
        for name, value in headers.items():
            request.headers[name] = value
        self._protocol.send_request(request)
        self._flush()
        while self._protocol.state is State.CONNECTING and self._protocol.handshake_exc is None:
            self._read(None if deadline is None else deadline - time.monotonic())
        if self._protocol.handshake_exc is not None:
            raise self._protocol.handshake_exc

    def recv(self) -> str | bytes:
        """Receives the next message.

        Raises:
            LXDConnectionError: the stream has ended.
        """
        with self._in_use:
            while not self._messages and not self._ended and not self._closing:
                try:
                    self._read(None)
                except OSError as error:
                    self._ended = True
                    raise LXDConnectionError(f"the stream broke: {error}", asked=self._asked) from error
            if self._messages and not self._closing:
                return self._messages.popleft()
        raise LXDConnectionError("the stream ended", asked=self._asked)

    def close(self) -> None:
        """Ends the stream; whoever waits in `recv` is told so."""
        self._closing = True
        with contextlib.suppress(OSError):
            self._wake_sender.send(b"\0")
        with self._in_use:
            if self._closed:
                return
            self._closed = True
            with contextlib.suppress(OSError, WebSocketException):
                if self._protocol.state is State.OPEN:
                    self._protocol.send_close()
                    self._flush()
            self._selector.close()
            self._sock.close()
            self._wake_receiver.close()
            self._wake_sender.close()

    def _read(self, timeout: float | None) -> None:
        """Waits until there is something to read, and reads it."""
        data = self._receive()
        if data is None:
            if timeout is not None and timeout <= 0:
                raise TimeoutError
            if not self._selector.select(timeout):
                raise TimeoutError
            return
        if data:
            self._protocol.receive_data(data)
        else:
            self._protocol.receive_eof()
            self._ended = True
        # A pong to a server that has hung up already must not cost us what it said before.
        with contextlib.suppress(OSError):
            self._flush()
        for event in self._protocol.events_received():
            if isinstance(event, Frame):
                self._take(event)

    def _receive(self) -> bytes | None:
        try:
            return self._sock.recv(_CHUNK)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return None

    def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            if data:
                self._sock.settimeout(_SEND_TIMEOUT)
                try:
                    self._sock.sendall(data)
                finally:
                    self._sock.settimeout(0)

    def _take(self, frame: Frame) -> None:
        if frame.opcode is Opcode.CLOSE:
            self._ended = True
        if frame.opcode not in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
            return
        if frame.opcode is not Opcode.CONT:
            self._is_text = frame.opcode is Opcode.TEXT
        self._parts.append(frame.data)
        if frame.fin:
            message = b"".join(self._parts)
            self._parts.clear()
            try:
                self._messages.append(message.decode() if self._is_text else message)
            except UnicodeDecodeError:
                self._protocol.fail(CloseCode.INVALID_DATA)
                self._ended = True


def open_websocket(
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
    deadline = None if timeout is None else time.monotonic() + timeout
    uri = f"{'ws' if endpoint.is_local else 'wss'}://{endpoint.authority}{path}"
    websocket: WebSocket | None = None
    try:
        sock = connect(endpoint, context, timeout)
        sock.setblocking(False)
        websocket = WebSocket(sock, ClientProtocol(parse_uri(uri), max_size=None, logger=_log), asked)
        websocket.handshake(headers, deadline)
    except BaseException as error:
        if websocket is not None:
            websocket.close()
        if isinstance(error, InvalidStatus):
            answer = error.response
            fields = {name.lower(): value for name, value in answer.headers.raw_items()}
            read_content(max(answer.status_code, 300), fields, bytes(answer.body or b""), asked)
        if isinstance(error, TimeoutError):
            raise timeout_fault(timeout, asked) from error
        if isinstance(error, (OSError, WebSocketException)):
            raise connection_fault(error, endpoint, asked) from error
        raise
    return websocket
