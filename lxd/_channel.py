"""A websocket over a socket that never blocks: all but the waiting, which is where the two clients differ.

`websockets` offers finished clients too. The synchronous one reads in one thread and writes in another, which over
TLS hangs once in a thousand connections; the asynchronous one loses what was read but not yet looked at when an
answer to a ping finds that the server has hung up, as LXD does at the end of every command. Here one caller at a
time touches the socket, and a write that fails leaves what there is to read.
"""

from __future__ import annotations

import errno
import itertools
import logging
import os
import selectors
import socket
import ssl
from collections import deque
from collections.abc import Callable, Mapping
from copy import copy
from functools import partial

from websockets.client import ClientProtocol
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.frames import CloseCode, Frame, Opcode
from websockets.http11 import Response
from websockets.protocol import State
from websockets.uri import parse_uri

from lxd._core.answers import read_content
from lxd._core.endpoint import Endpoint
from lxd._core.faults import connection_fault
from lxd._core.proxies import Proxy
from lxd._core.tls import proxy_context
from lxd._layered_tls import LayeredSocket
from lxd._sockets import Address, prepare
from lxd.errors import Asked, LXDConnectionError, LXDError

__all__ = ["Channel"]

# websockets logs whole requests when it debugs, and with them secrets.
_log = logging.getLogger("lxd.websocket")
_log.setLevel(logging.INFO)

_CHUNK = 1 << 18
"""Bytes to read at a time."""

_UNREAD = 1 << 20
"""Bytes that may wait to be taken before the server is made to wait."""

_UNSENT = 1 << 17
"""Bytes that may wait to be sent before the caller is made to wait."""

_arrivals = itertools.count()
"""Numbers messages in the order in which they came, over all channels."""


class Channel:
    """A websocket to LXD, from connecting on. The caller waits for `interest`, then calls `step`, until it is open.

    Args:
        endpoint: the server.
        address: one of its addresses.
        path: path and query.
        context: the TLS rules; None for a unix socket.
        session: a TLS session to go on with; saves a part of the handshake.
        headers: more headers to send.
        asked: what to say in errors.
        only_listens: whether nothing is to be said on it, answers to pings neither. LXD does not read them on a
            command's outputs, and a TCP connection that is closed with something unread in it drops what was still
            to come out: the output's end.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        address: Address,
        path: str,
        *,
        context: ssl.SSLContext | None,
        session: ssl.SSLSession | None,
        headers: Mapping[str, str],
        asked: Asked,
        only_listens: bool = False,
    ) -> None:
        self.asked = asked
        self._only_listens = only_listens
        self.messages: deque[tuple[int, str | bytes]] = deque()
        """What has come and was not taken yet, with its place in the order over all channels."""
        self.fault: LXDError | None = None
        """Why it is not open, or not any more."""
        self.fault_number = 0
        """The place of the end in the order of arrivals."""
        self.interest = 0
        """What to wait for: a mask of `selectors`' events."""
        self._endpoint = endpoint
        self._context = context
        self._session = session
        scheme = "ws" if endpoint.is_local else "wss"
        uri = parse_uri(f"{scheme}://{endpoint.authority}{path}")
        self._protocol = ClientProtocol(uri, max_size=None, logger=_log)
        request = self._protocol.connect()
        for name, value in headers.items():
            request.headers[name] = value
        self._protocol.send_request(request)
        self._unsent = bytearray()
        self._unread = 0
        self._parts: list[bytes | bytearray | memoryview] = []
        self._is_text = False
        self._is_deaf = False  # the server takes nothing any more
        self._is_leaving = False  # we have said goodbye
        self.cookies: list[str] = []
        """The cookies that LXD set when it said yes, as the values of ``Set-Cookie``."""
        self.was_opened = False
        """Whether LXD said yes."""
        self.was_reached = False
        """Whether somebody listens at the address."""
        self.was_cut = False
        """Whether it ended without a goodbye of TLS's. A unix socket knows none, and is hardly ever cut."""
        self._advance: Callable[[], None] = self._connect
        self.sock = socket.socket(address[0], socket.SOCK_STREAM)
        try:
            self.sock.setblocking(False)
            prepare(self.sock)
            code = self.sock.connect_ex(address[1])
            if code == errno.EINPROGRESS:
                self.interest = selectors.EVENT_WRITE
            elif code:
                raise self._unreachable(code)
            else:
                self.step()
        except (OSError, WebSocketException) as error:
            self._end(self._reason(error))
        except BaseException:
            self.sock.close()
            raise

    @property
    def is_opening(self) -> bool:
        """Whether LXD has not said yet what it makes of it."""
        return self.fault is None and self._protocol.state is State.CONNECTING

    @property
    def is_secure(self) -> bool:
        """Whether it goes over TLS."""
        return self._context is not None

    @property
    def has_news(self) -> bool:
        """Whether there is a message, or it has ended."""
        return bool(self.messages) or self.fault is not None

    @property
    def news_number(self) -> int:
        """The place of the news in the order of arrivals."""
        return self.messages[0][0] if self.messages else self.fault_number

    @property
    def has_room(self) -> bool:
        """Whether more may be sent without waiting."""
        return len(self._unsent) < _UNSENT or self._is_deaf or self.fault is not None

    @property
    def is_sent(self) -> bool:
        """Whether nothing waits to be sent, or nobody is there any more to take it."""
        return not self._unsent or self._is_deaf or self.fault is not None

    @property
    def close_code(self) -> int | None:
        """The websocket's close code, 1006 where the server just hung up; None while it is open."""
        if self.fault is None:
            return None
        received = self._protocol.close_rcvd
        return CloseCode.ABNORMAL_CLOSURE.value if received is None else received.code

    def take(self) -> str | bytes:
        """Takes the next message.

        Raises:
            LXDConnectionError: the stream has ended.
        """
        if not self.messages:
            assert self.fault is not None
            raise copy(self.fault)
        message = self.messages.popleft()[1]
        self._unread -= len(message)
        self._find_interest()
        if isinstance(self.sock, LayeredSocket) and self.interest and self.sock.pending():
            self.step()  # the socket will not tell of it again
        return message

    def send(self, message: str | bytes) -> None:
        """Sends a message, as far as the server takes it; the rest goes with the next steps.

        Raises:
            LXDConnectionError: the stream has ended, or the server takes nothing any more.
        """
        if self.fault is not None:
            raise copy(self.fault)
        if self._is_deaf or self._protocol.state is not State.OPEN:
            raise LXDConnectionError("the server takes nothing more on this stream", asked=self.asked)
        if isinstance(message, str):
            self._protocol.send_text(message.encode())
        else:
            self._protocol.send_binary(message)
        self._flush()
        self._find_interest()

    def step(self) -> None:
        """Goes on, as far as that can be done without waiting."""
        if self.fault is not None:
            return
        try:
            self._advance()
        except LXDError as error:
            self._end(error)
        except Exception as error:  # an event loop would call it again and again
            self._end(self._reason(error))

    def say_goodbye(self) -> None:
        """Tells the server that it is over."""
        if self.fault is None and self._protocol.state is State.OPEN:
            self._is_leaving = True
            self._protocol.send_close()
            self._flush()

    def close(self) -> None:
        """Says goodbye, and closes the socket at once."""
        self.say_goodbye()
        self._end(LXDConnectionError("the stream was closed", asked=self.asked))
        self.messages.clear()
        self.sock.close()

    def _unreachable(self, code: int) -> OSError:
        error = OSError(code, os.strerror(code))
        return error if self._endpoint.proxy is None else self._endpoint.proxy.unreachable(error)

    # One step

    def _connect(self) -> None:
        if code := self.sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            raise self._unreachable(code)
        self.was_reached = True
        proxy = self._endpoint.proxy
        if proxy is None:
            self._reach()
            return
        self._dialogue = proxy.dialogue(self._endpoint.host, self._endpoint.port)
        self._unsent += self._dialogue.begin()
        self._advance = self._converse
        if proxy.is_secure:
            self.sock = layered = LayeredSocket(self.sock, tells_cuts=True)
            layered.add_layer(proxy_context(), proxy.host)
            self._advance = partial(self._secure_proxy, layered, proxy)
        self._advance()

    def _secure_proxy(self, sock: LayeredSocket, proxy: Proxy) -> None:
        try:
            sock.do_handshake()
        except ssl.SSLWantReadError:
            self.interest = selectors.EVENT_READ
        except OSError as error:
            raise proxy.unreachable(error) from error
        else:
            self._advance = self._converse
            self._advance()

    def _converse(self) -> None:
        """Has the proxy go on to the server."""
        try:
            while not self._dialogue.is_done:
                while self._unsent:
                    self.interest = selectors.EVENT_WRITE
                    del self._unsent[: self.sock.send(self._unsent)]
                self.interest = selectors.EVENT_READ
                self._unsent += self._dialogue.receive(self.sock.recv(_CHUNK))
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return
        self._reach()

    def _reach(self) -> None:
        """Goes on with what leads to the server."""
        if self._context is None:
            self._advance = self._exchange
        elif isinstance(self.sock, LayeredSocket):
            self.sock.add_layer(self._context, self._endpoint.host, self._session)
            self._advance = self._secure
        else:
            self.sock = self._context.wrap_socket(
                self.sock,
                server_hostname=self._endpoint.host,
                do_handshake_on_connect=False,
                suppress_ragged_eofs=False,  # LXD says goodbye in TLS's terms
                session=self._session,
            )
            self._advance = self._secure
        self._advance()

    def _secure(self) -> None:
        assert isinstance(self.sock, ssl.SSLSocket | LayeredSocket)
        try:
            self.sock.do_handshake()
        except ssl.SSLWantReadError:
            self.interest = selectors.EVENT_READ
        except ssl.SSLWantWriteError:
            self.interest = selectors.EVENT_WRITE
        else:
            self._advance = self._exchange
            self._advance()

    def _exchange(self) -> None:
        self._flush()
        while self.fault is None and self._unread < _UNREAD:
            try:
                data = self.sock.recv(_CHUNK)
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                break
            except (ConnectionResetError, BrokenPipeError, ssl.SSLError) as error:
                if self.is_opening and not isinstance(error, ssl.SSLEOFError):
                    raise
                self.was_cut = self._context is not None
                data = b""  # LXD ends its streams by hanging up
            self._receive(data)
            if len(data) < _CHUNK and self._context is None:
                break  # that was all there is; asking once more would cost as much as reading
        self._find_interest()

    def _receive(self, data: bytes) -> None:
        if data:
            self._protocol.receive_data(data)
        else:
            self._protocol.receive_eof()
        if self._protocol.handshake_exc is not None:
            raise self._protocol.handshake_exc
        self.was_opened = self._protocol.state is not State.CONNECTING
        for event in self._protocol.events_received():
            if isinstance(event, Frame):
                self._take_frame(event)
            elif isinstance(event, Response):
                self.cookies = event.headers.get_all("Set-Cookie")
        self._flush()  # a pong, perhaps
        if not data or self._has_ended:
            self._end(LXDConnectionError(self._words(), asked=self.asked))

    @property
    def _has_ended(self) -> bool:
        """Whether nothing more will come; when we have said goodbye, something may until the server says it too."""
        if self._is_leaving and self._protocol.close_rcvd is None and self._protocol.parser_exc is None:
            return False
        return self._protocol.state in (State.CLOSING, State.CLOSED)

    def _take_frame(self, frame: Frame) -> None:
        if frame.opcode not in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
            return
        if frame.opcode is not Opcode.CONT:
            self._is_text = frame.opcode is Opcode.TEXT
        self._parts.append(frame.data)
        if frame.fin:
            message = bytes(self._parts[0]) if len(self._parts) == 1 else b"".join(self._parts)
            self._parts.clear()
            self._unread += len(message)
            self.messages.append((next(_arrivals), message.decode() if self._is_text else message))

    def _flush(self) -> None:
        """Sends as much as the server takes; what it does not want any more is dropped, and reading goes on."""
        is_unwanted = self._only_listens and self._protocol.state is State.OPEN
        for data in self._protocol.data_to_send():
            if not is_unwanted:
                self._unsent += data
        try:
            while self._unsent and not self._is_deaf:
                with memoryview(self._unsent) as unsent:
                    sent = self.sock.send(unsent[:_CHUNK])
                del self._unsent[:sent]
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            pass
        except OSError:
            self._is_deaf = True
        if self._is_deaf:
            self._unsent.clear()

    def _find_interest(self) -> None:
        self.interest = 0
        if self.fault is None:
            if self._unread < _UNREAD:
                self.interest |= selectors.EVENT_READ
            if self._unsent:
                self.interest |= selectors.EVENT_WRITE

    def _end(self, fault: LXDError) -> None:
        self.fault = fault
        self.fault_number = next(_arrivals)
        self.interest = 0

    def _words(self) -> str:
        received = self._protocol.close_rcvd
        if received is None:
            return "the server hung up"
        return (
            f"the server ended the stream ({received.code}{' ' if received.reason else ''}{received.reason})"
        )

    def _reason(self, error: Exception) -> LXDError:
        """Makes the exception for what went wrong."""
        if isinstance(error, InvalidStatus):
            answer = error.response
            fields = {name.lower(): value for name, value in answer.headers.raw_items()}
            try:
                read_content(max(answer.status_code, 300), fields, bytes(answer.body or b""), self.asked)
            except LXDError as refusal:
                return refusal
        return connection_fault(error, self._endpoint, self.asked)
