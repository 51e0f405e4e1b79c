"""One HTTP connection: httpcore's HTTP/1.1 over a stream of asyncio's.

`lxd._sync._connection` is its twin, and both are written by hand. httpx's own transport does the same through a
pool, anyio and several locks; one request at a time needs none of them, and takes less than half as long.
"""

from __future__ import annotations

import asyncio
import os
import ssl
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpcore
import httpx

from lxd._core.endpoint import Endpoint
from lxd._sockets import prepare

__all__ = ["Connection"]

_BUFFER = 1 << 18
"""Bytes that may wait to be read before the server is made to wait."""


class Connection(httpx.AsyncBaseTransport):
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
        self._http: httpcore.AsyncHTTP11Connection | None = None
        self._origin = httpcore.URL(endpoint.base_url).origin

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        http = self._http
        if http is None or http.is_closed() or http.has_expired():
            await self.aclose()
            http = self._http = await self._open(request.extensions["timeout"]["connect"])
        with _httpx_errors():
            response = await http.handle_async_request(
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

    async def aclose(self) -> None:
        http, self._http = self._http, None
        if http is not None:
            await http.aclose()

    async def _open(self, timeout: float | None) -> httpcore.AsyncHTTP11Connection:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(timeout):
                if self._endpoint.socket is not None:
                    _, stream = await loop.create_unix_connection(_Stream, self._endpoint.socket)
                else:
                    _, stream = await loop.create_connection(
                        _Stream, self._endpoint.host, self._endpoint.port, ssl=self._context
                    )
        except TimeoutError as error:
            raise httpx.ConnectTimeout(str(error)) from error
        return httpcore.AsyncHTTP11Connection(self._origin, stream, self._keep_alive)


class _Body(httpx.AsyncByteStream):
    """The body of an answer."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _httpx_errors():
            async for part in self._response.aiter_stream():
                yield part

    async def aclose(self) -> None:
        await self._response.aclose()


class _Stream(asyncio.Protocol, httpcore.AsyncNetworkStream):
    """What httpcore reads from and writes to.

    asyncio's own `StreamReader` would do but for one thing: it cannot tell that something has come which nobody
    asked for, and that must not be taken for the answer to the next request.
    """

    def __init__(self) -> None:
        self._chunks: deque[bytes] = deque()
        self._unread = 0
        self._ended = False
        self._fault: Exception | None = None
        self._readable = asyncio.Event()
        self._writable = asyncio.Event()
        self._writable.set()
        self._closed = asyncio.Event()

    # What asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        prepare(transport.get_extra_info("socket"))

    def data_received(self, data: bytes) -> None:
        self._chunks.append(data)
        self._unread += len(data)
        if self._unread > _BUFFER:
            self._transport.pause_reading()
        self._readable.set()

    def eof_received(self) -> None:
        self._ended = True
        self._readable.set()

    def connection_lost(self, exc: Exception | None) -> None:
        if exc is not None:
            self._rescue()
        self._fault = exc
        self._ended = True
        self._readable.set()
        self._writable.set()
        self._closed.set()

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()

    # What httpcore calls

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if not self._chunks and not self._ended:
            self._readable.clear()
            try:
                async with asyncio.timeout(timeout):
                    await self._readable.wait()
            except TimeoutError as error:
                raise httpcore.ReadTimeout(str(error)) from error
        if self._chunks:
            return self._take(max_bytes)
        if self._fault is not None:
            raise httpcore.ReadError(str(self._fault)) from self._fault
        return b""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:
            return
        if self._chunks:
            # The server has said already what is wrong with the request: httpcore goes on to read that.
            raise httpcore.WriteError("the server answered before all was sent")
        self._transport.write(buffer)
        try:
            async with asyncio.timeout(timeout):
                await self._writable.wait()
        except TimeoutError as error:
            raise httpcore.WriteTimeout(str(error)) from error
        if self._ended:
            raise httpcore.WriteError(str(self._fault or "the server closed the connection"))

    async def aclose(self) -> None:
        # All that was to be said has been: a goodbye of TLS would only wait for a server that may hang.
        self._transport.abort()
        await self._closed.wait()

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            # Nothing is expected while the connection is idle: it is the end, or something is wrong.
            return self._ended or bool(self._chunks) or self._transport.is_closing()
        return None

    def _rescue(self) -> None:
        """Reads what the server said before it hung up: asyncio drops that when a write fails."""
        if self._transport.get_extra_info("ssl_object") is None:
            with suppress(OSError):
                while data := os.read(self._transport.get_extra_info("socket").fileno(), _BUFFER):
                    self._chunks.append(data)
                    self._unread += len(data)

    def _take(self, max_bytes: int) -> bytes:
        chunk = self._chunks.popleft()
        if len(chunk) > max_bytes:
            self._chunks.appendleft(chunk[max_bytes:])
            chunk = chunk[:max_bytes]
        was_full = self._unread > _BUFFER
        self._unread -= len(chunk)
        if was_full and self._unread <= _BUFFER:
            self._transport.resume_reading()
        return chunk


@contextmanager
def _httpx_errors() -> Iterator[None]:
    """Raises httpcore's errors as httpx's, which go by the same names."""
    try:
        yield
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
        raise getattr(httpx, type(error).__name__)(str(error)) from error
