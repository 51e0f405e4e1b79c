# Written by scripts/unasync.py from lxd/_async/transport.py. Change that, and run `make sync`.

"""The only place that sends: requests over HTTP, and websockets."""

from __future__ import annotations

import logging
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import httpx

from lxd._core.answers import mask_secrets, read_content
from lxd._core.endpoint import Endpoint
from lxd._core.faults import connection_fault, stalled, timeout_fault
from lxd._core.retry import RETRIES, backoff, is_repeatable
from lxd._sync._io import adapt, read_body, sleep
from lxd._sync.connections import Connections
from lxd.errors import Asked, LXDError

if TYPE_CHECKING:
    from lxd._sync._stream import Stream
    from lxd._sync.access import Access
    from lxd._sync.connection import Connection
    from lxd._sync.content import Content
    from lxd._sync.introduction import Introduction
    from lxd._sync.parked import ParkedRequest
    from lxd._sync.websocket import WebSocket
    from lxd.entities.certificates import ServerCertificate
    from lxd.oidc import OIDC

__all__ = ["Received", "Transport"]

log = logging.getLogger("lxd")

_KEEP_ALIVE = 60.0
"""Seconds after which an idle connection is not used again: a firewall in between may have forgotten it."""

_CONNECT_TIMEOUT = 10.0
"""Seconds that a server gets to accept a connection, where the client's own timeout is not shorter."""

# Parsing URLs is what costs most in building a request, and most programs ask for the same ones again.
_url = lru_cache(maxsize=512)(httpx.URL)


class Received(NamedTuple):
    """An answer, its meaning not yet looked at."""

    status: int
    headers: httpx.Headers
    content: bytes
    asked: Asked


class Transport:
    """Sends to one server, over a few connections that are kept open.

    Args:
        endpoint: the server.
        make_context: makes the TLS rules, when they are first needed.
        on_unknown_certificate: decides whether a server is the right one for which nobody vouches.
        timeout: seconds that each step of a request may take (to connect, to send, to wait for the next piece of
            the answer); None: no limit.
        connections: how many requests run at a time; more wait. Long polls and streams do not count.
        user_agent: how the client names itself.
        oidc: how to log in at the server's OpenID provider.
        bearer_token: a token that LXD issued to the client.
        proxy: the proxy as the user gave it, for the way to the provider; the endpoint has its own.
        transport: what to send with in place of connections of our own, such as `httpx.MockTransport`.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        make_context: Callable[..., ssl.SSLContext],
        on_unknown_certificate: Callable[[ServerCertificate], bool] | None = None,
        timeout: float | None,
        connections: int,
        user_agent: str,
        oidc: OIDC | None = None,
        bearer_token: str | None = None,
        proxy: str | Literal[False] | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.endpoint = endpoint
        self.timeout = timeout
        self._make_context = make_context
        self._making_context = threading.Lock()
        self._context: ssl.SSLContext | None = None
        self._base_url = endpoint.base_url
        self._server = str(endpoint)
        self.headers = {"Host": endpoint.authority, "User-Agent": user_agent}
        """What every request is sent with."""
        self._introduction: Introduction | None = None
        if on_unknown_certificate is not None and not endpoint.is_local and transport is None:
            from lxd._sync.introduction import Introduction

            self._introduction = Introduction(self, make_context, on_unknown_certificate)
        self._access: Access | None = None
        # Whoever comes by a unix socket is trusted already, and shows no secrets there.
        if (oidc is not None or bearer_token is not None) and not endpoint.is_local:
            from lxd._sync.access import Access

            self._access = Access(self, oidc, bearer_token, proxy)
        self._custom = transport
        self._short = Connections(self._connection, connections)
        self._long = Connections(self._connection, None)
        self._websockets: set[WebSocket] = set()
        self._streams: set[Stream] = set()
        self._closed = False

    def _meet(self) -> ssl.SSLContext | None:
        """Makes sure that the TLS rules are known, and returns them."""
        introduction = self._introduction
        if introduction is not None:
            self._context = introduction.rules()
            self._introduction = None
        return self.context

    @property
    def context(self) -> ssl.SSLContext | None:
        """The TLS rules, for HTTP and websockets alike; None for a unix socket."""
        if self._context is None and not self.endpoint.is_local:
            with (
                self._making_context
            ):  # several threads may be the first, and TLS sessions go with one context
                if self._context is None:
                    self._context = self._make_context()
        return self._context

    def asked(self, method: str, path: str) -> Asked:
        """Says what is asked of which server, for errors."""
        return Asked(method, mask_secrets(path), self._server)

    def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | Iterable[bytes] | Iterable[bytes] | None = None,
        long_poll: bool = False,
        timeout: float | None = None,
        deadline: float | None = None,
    ) -> Received:
        """Sends a request and reads the whole answer.

        A GET is repeated, a few times, where the connection died or the server was still starting (503).

        Args:
            method: the HTTP method.
            path: path and query, quoted.
            headers: more headers.
            content: the body.
            long_poll: whether the answer may take as long as it takes. Such a request has a connection of its
                own, and is not repeated.
            timeout: seconds to wait for each piece of the answer; default: the client's, or no limit for a long poll.
            deadline: when the answer has to begin, on the clock of `now`, however long it took to send the request;
                default: `timeout` counts from then on.

        Raises:
            LXDConnectionError: the server cannot be reached, or the connection broke.
            LXDTimeout: the server did not answer in time.
        """
        if not path.startswith("/"):
            raise ValueError(f"a path begins with a slash, and {path!r} does not")
        asked = self.asked(method, path)
        self._check_open(asked)
        read_timeout = timeout if long_poll or timeout is not None else self.timeout
        streams = content is not None and not isinstance(content, bytes)
        if self._introduction is not None:
            self._meet()
        if self._access is not None:
            self._access.prepare(once=streams)
        request = self._request(method, _url(self._base_url + path), headers, read_timeout, adapt(content))
        if deadline is not None:
            request.extensions["deadline"] = deadline
        retries = RETRIES if is_repeatable(method) and not long_poll else 0
        connections = self._long if long_poll or streams else self._short
        received = self._send(request, connections, asked, retries, read_timeout)
        assert isinstance(received, Received)
        return received

    def stream(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Content:
        """Sends a request and reads the head of the answer; the body is read from what it returns, and closed by it.

        Such a request has a connection of its own. It is repeated as others are.

        Args:
            method: the HTTP method.
            path: path and query, quoted.
            headers: more headers.
            timeout: seconds to wait for each piece of the answer; default: the client's.

        Raises:
            LXDConnectionError: the server cannot be reached, or the connection broke.
            LXDTimeout: the server did not answer in time.
        """
        from lxd._sync.content import Content

        asked = self.asked(method, path)
        self._check_open(asked)
        read_timeout = self.timeout if timeout is None else timeout
        self._meet()
        if self._access is not None:
            self._access.prepare()
        request = self._request(method, _url(self._base_url + path), headers, read_timeout)
        retries = RETRIES if is_repeatable(method) else 0
        content = self._send(request, self._long, asked, retries, read_timeout, whole=False)
        assert isinstance(content, Content)
        return content

    def park(self, path: str) -> ParkedRequest:
        """Sends a GET and returns without its answer, which may be long in coming.

        Args:
            path: path and query, quoted.

        Raises:
            LXDConnectionError: the server cannot be reached.
            LXDTimeout: the server did not take it in time.
        """
        from lxd._sync.parked import ParkedRequest

        asked = self.asked("GET", path)
        self._check_open(asked)
        self._meet()
        if self._access is not None:
            self._access.prepare()
        # Its path is never asked for again, so that remembering the URL would only push others out.
        request = self._request("GET", httpx.URL(self._base_url + path), None, None)
        connection = self._long.take()
        parked = ParkedRequest(self, self._long, connection, asked)
        try:
            with self.faults(asked):
                connection.begin(request)
        except BaseException:
            parked.close()
            raise
        return parked

    def upgrade(self, path: str, protocol: str, *, timeout: float | None = None) -> Stream:
        """Asks the server to speak another protocol on a connection of its own; `close_stream` closes that.

        Args:
            path: path and query, quoted.
            protocol: the protocol's name, such as ``"sftp"``.
            timeout: seconds that each step may take; default: the client's.

        Raises:
            LXDAPIError: LXD refused it.
            LXDConnectionError: the server cannot be reached, or the connection broke.
            LXDTimeout: the server did not answer in time.
        """
        asked = self.asked("GET", path)
        self._check_open(asked)
        self._meet()

        def open_once() -> Stream:
            return self._upgrade(path, protocol, timeout, asked)

        return open_once() if self._access is None else self._access.open(open_once)

    def _upgrade(self, path: str, protocol: str, timeout: float | None, asked: Asked) -> Stream:
        request = self._request(
            "GET",
            _url(self._base_url + path),
            {"Connection": "Upgrade", "Upgrade": protocol},
            self.timeout if timeout is None else timeout,
        )
        connection = self._connection()
        try:
            with self.faults(asked, timeout):
                response = connection.handle_request(request)
                if response.status_code == 101:
                    stream = connection.detach()
                    self._streams.add(stream)
                    return stream
                content = read_body(response)
        finally:
            connection.close()
        read_content(max(response.status_code, 300), response.headers, content, asked)
        raise AssertionError("read_content raises for every status from 300 on")

    def close_stream(self, stream: Stream) -> None:
        """Closes what `upgrade` opened."""
        stream.close()
        self._streams.discard(stream)

    @contextmanager
    def faults(self, asked: Asked, timeout: float | None = None) -> Iterator[None]:
        """Raises as this package's what goes wrong with a connection; nothing but that belongs inside.

        Args:
            asked: what was asked of which server.
            timeout: the seconds that the server had; default: the client's.
        """
        try:
            yield
        except httpx.TimeoutException as error:
            seconds = self.timeout if timeout is None else timeout
            raise timeout_fault(seconds, asked, self.endpoint) from error
        except (httpx.TransportError, ssl.SSLError, OSError) as error:
            if isinstance(error, LXDError):
                raise
            raise connection_fault(error, self.endpoint, asked) from error

    def peer_certificate(self) -> bytes | None:
        """Fetches the certificate that the server shows (DER), once it is the right one; None where there is no TLS."""
        if self._custom is not None:
            return None  # how that reaches the server is its own affair
        context = self._meet()
        return None if context is None else (self.look(context))[0]

    def pinned(self, fingerprint: str) -> Transport:
        """Returns another way to the server, and to nobody but who has the certificate of that fingerprint.

        Whoever asks for it closes it. What the client has of bearer tokens and logins is not sent on it.
        """
        rules = partial(self._make_context, endpoint_cert_path=None, endpoint_fingerprint=fingerprint)
        return Transport(
            self.endpoint,
            make_context=rules,
            timeout=self.timeout,
            connections=1,
            user_agent=self.headers["User-Agent"],
        )

    def look(self, context: ssl.SSLContext) -> tuple[bytes, dict[str, Any]]:
        """Connects and hangs up again: all that is sent is what TLS itself says.

        Args:
            context: the TLS rules to do so with.

        Returns:
            The server's certificate (DER), and what is in it where OpenSSL has vouched for it.
        """
        from lxd._sync._stream import open_stream

        asked = self.asked("CONNECT", "/")
        seconds = self._timeouts(None)["connect"]
        try:
            stream = open_stream(self.endpoint, context, seconds)
        except TimeoutError as error:
            raise timeout_fault(seconds, asked, self.endpoint) from error
        except OSError as error:
            raise connection_fault(error, self.endpoint, asked) from error
        try:
            return stream.peer_certificate or b"", stream.peer_details
        finally:
            stream.close()

    def websocket(self, path: str, *, timeout: float | None = None) -> WebSocket:
        """Opens a websocket; see `websockets`."""
        return (self.websockets([path], timeout=timeout))[0]

    def websockets(
        self, paths: Sequence[str], *, timeout: float | None = None, listening: int = 0
    ) -> list[WebSocket]:
        """Opens websockets that belong together: the first one, and then the others, all at once.

        Args:
            paths: path and query of each, quoted.
            timeout: seconds that it may take; default: the client's.
            listening: how many of them, the last ones, only listen: nothing is said on them, answers to pings neither.

        Raises:
            LXDAPIError: LXD refused one; then none is open.
            LXDConnectionError: the server cannot be reached.
            LXDTimeout: it took too long.
        """
        # Many programs never open one, and importing what it takes is not free.
        from lxd._sync.websocket import open_websockets

        asked = [self.asked("WEBSOCKET", path) for path in paths]
        self._check_open(asked[0])
        self._meet()

        def open_once() -> list[WebSocket]:
            return open_websockets(
                self.endpoint,
                paths,
                context=self.context,
                session=self._short.tls_session,
                headers={name: value for name, value in self.headers.items() if name != "Host"},
                timeout=self.timeout if timeout is None else timeout,
                asked=asked,
                known=self._websockets,
                listening=listening,
            )

        if self._access is None:
            opened = open_once()
        else:
            opened = self._access.open(open_once)
            try:
                self._access.keep_cookies([line for websocket in opened for line in websocket.cookies])
            except BaseException:
                for websocket in opened:
                    self.close_websocket(websocket)
                raise
        if self._closed:  # in the meantime
            for websocket in opened:
                self.close_websocket(websocket)
            self._check_open(asked[0])
        return opened

    def close_websocket(self, websocket: WebSocket) -> None:
        """Closes a websocket."""
        # It stays known until it is closed, so that `close` waits for whoever has begun to close it.
        websocket.close()
        self._websockets.discard(websocket)

    def close(self) -> None:
        """Closes all connections and websockets; requests under way end in an error or finish."""
        self._closed = True
        for websocket in list(self._websockets):
            self.close_websocket(websocket)
        for stream in list(self._streams):
            stream.interrupt()  # whoever uses it closes it
        self._short.close()
        self._long.close()
        if self._custom is not None:
            self._custom.close()

    def _check_open(self, asked: Asked) -> None:
        if self._closed:
            raise LXDError("this client is closed", asked=asked)

    def _request(
        self,
        method: str,
        url: httpx.URL,
        headers: Mapping[str, str] | None,
        read_timeout: float | None,
        content: Any = None,
    ) -> httpx.Request:
        extensions: dict[str, Any] = {"timeout": self._timeouts(read_timeout)}
        if self._access is not None:
            extensions |= self._access.extensions()
        return httpx.Request(
            method,
            url,
            headers={**self.headers, **headers} if headers else self.headers,
            content=content,
            extensions=extensions,
        )

    def _send(
        self,
        request: httpx.Request,
        connections: Connections,
        asked: Asked,
        retries: int,
        timeout: float | None,
        *,
        whole: bool = True,
    ) -> Received | Content:
        attempt = logins = 0
        while True:
            attempt += 1
            try:
                received = self._exchange(request, connections, asked, whole=whole)
            except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError) as error:
                if attempt > retries:
                    raise connection_fault(error, self.endpoint, asked) from error
                log.info("%s: %s; trying again", asked, error or type(error).__name__)
            except httpx.ConnectTimeout as error:
                seconds = request.extensions["timeout"]["connect"]
                raise timeout_fault(seconds, asked, self.endpoint) from error
            except httpx.WriteTimeout as error:
                raise stalled(request.extensions["timeout"]["write"], asked) from error
            except httpx.TimeoutException as error:
                raise timeout_fault(timeout, asked) from error
            except (httpx.TransportError, ssl.SSLError, OSError) as error:
                if isinstance(error, LXDError):  # of what is sent, and not of this connection
                    raise
                raise connection_fault(error, self.endpoint, asked) from error
            else:
                if self._access is not None and self._access.regain(request, received, logins):
                    logins += 1
                    continue
                if received.status != 503 or attempt > retries:
                    log.debug("%s: %d", asked, received.status)
                    return received
                log.info("%s: the server is starting or stopping (503); trying again", asked)
                if not isinstance(received, Received):
                    received.close()
            sleep(backoff(attempt))

    def _exchange(
        self, request: httpx.Request, connections: Connections, asked: Asked, *, whole: bool
    ) -> Received | Content:
        connection = connections.take()
        is_kept = False
        try:
            self._check_open(asked)  # it may have been closed while this request waited for its turn
            response = (self._custom or connection).handle_request(request)
            if not whole:
                from lxd._sync.content import Content

                is_kept = True
                return Content(self, connections, connection, response, asked)
            content = read_body(response)
        finally:
            if not is_kept:
                connections.give_back(connection)
        return Received(response.status_code, response.headers, content, asked)

    def _connection(self) -> Connection:
        # Making a client should cost little; what it takes to connect is imported by the first to do so.
        from lxd._sync.connection import Connection

        return Connection(self.endpoint, self.context, _KEEP_ALIVE)

    def _timeouts(self, read: float | None) -> dict[str, float | None]:
        connect = _CONNECT_TIMEOUT if self.timeout is None else min(self.timeout, _CONNECT_TIMEOUT)
        return {"connect": connect, "read": read, "write": self.timeout, "pool": None}
