"""One HTTP connection: httpcore's HTTP/1.1 over a socket.

`lxd._async._connection` is its twin, and both are written by hand. httpx's own transport does the same through a
pool and several locks; one request at a time needs none of them.
"""

from __future__ import annotations

import select
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from lxd._core.endpoint import Endpoint
from lxd._sockets import prepare

__all__ = ["Connection", "connect"]


class Connection(httpx.BaseTransport):
    """One connection to the server, opened by its first request, and anew when it has died.

    Args:
        endpoint: the server.
        context: the TLS rules; None for a unix socket.
        keep_alive: seconds after which it is not used again if it was idle.
    """

    def __init__(self, endpoint: Endpoint, context: ssl.SSLContext | None, keep_alive: float) -> None:
        self._endpoint = endpoint
        self._context = context
        self._keep_alive = keep_alive
        self._http: httpcore.HTTP11Connection | None = None
        self._origin = httpcore.URL(endpoint.base_url).origin

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        http = self._http
        if http is None or http.is_closed() or http.has_expired():
            self.close()
            http = self._http = self._open(request.extensions["timeout"]["connect"])
        with _httpx_errors():
            response = http.handle_request(
                httpcore.Request(
                    request.method.encode(),
                    httpcore.URL(
                        scheme=self._origin.scheme,
                        host=self._origin.host,
                        port=self._origin.port,
                        target=request.url.raw_path,
                    ),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response), extensions=response.extensions
        )

    def close(self) -> None:
        http, self._http = self._http, None
        if http is not None:
            http.close()

    def _open(self, timeout: float | None) -> httpcore.HTTP11Connection:
        try:
            sock = connect(self._endpoint, self._context, timeout)
        except TimeoutError as error:
            raise httpx.ConnectTimeout(str(error)) from error
        return httpcore.HTTP11Connection(self._origin, _Stream(sock), self._keep_alive)


class _Body(httpx.SyncByteStream):
    """The body of an answer."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        with _httpx_errors():
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _Stream(httpcore.NetworkStream):
    """What httpcore reads from and writes to."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._poll = select.poll()
        self._poll.register(sock, select.POLLIN)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            self._sock.settimeout(timeout)
            return self._sock.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:
            return
        try:
            self._sock.settimeout(timeout)
            self._sock.sendall(buffer)
        except TimeoutError as error:
            raise httpcore.WriteTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        self._sock.close()

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            # Nothing is expected while the connection is idle, so it can only be the end.
            return bool(self._poll.poll(0))
        return None


def connect(endpoint: Endpoint, context: ssl.SSLContext | None, timeout: float | None) -> socket.socket:
    """Connects a socket, with TLS where that is spoken.

    Args:
        endpoint: the server.
        context: the TLS rules; None for a unix socket.
        timeout: seconds for each step of it.

    Raises:
        OSError: it cannot be done; a `TimeoutError` if it took too long.
    """
    if endpoint.socket is not None:
        sock = socket.socket(socket.AF_UNIX)
        try:
            sock.settimeout(timeout)
            sock.connect(endpoint.socket)
        except BaseException:
            sock.close()
            raise
        return sock
    sock = socket.create_connection((endpoint.host, endpoint.port), timeout)
    try:
        prepare(sock)
        return sock if context is None else context.wrap_socket(sock, server_hostname=endpoint.host)
    except BaseException:
        sock.close()
        raise


@contextmanager
def _httpx_errors() -> Iterator[None]:
    """Raises httpcore's errors as httpx's, which go by the same names."""
    try:
        yield
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
        raise getattr(httpx, type(error).__name__)(str(error)) from error
