"""One HTTP connection: httpcore's HTTP/1.1 over a stream of asyncio's.

`lxd._sync._connection` is its twin, and both are written by hand. httpx's own transport does the same through a
pool, anyio and several locks; one request at a time needs none of them, and takes less than half as long.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpcore
import httpx

from lxd._core.endpoint import Endpoint

__all__ = ["Connection"]

_BUFFER = 1 << 18
"""Bytes that asyncio reads ahead."""


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
        try:
            async with asyncio.timeout(timeout):
                if self._endpoint.socket is not None:
                    reader, writer = await asyncio.open_unix_connection(self._endpoint.socket, limit=_BUFFER)
                else:
                    reader, writer = await asyncio.open_connection(
                        self._endpoint.host, self._endpoint.port, ssl=self._context, limit=_BUFFER
                    )
        except TimeoutError as error:
            raise httpx.ConnectTimeout(str(error)) from error
        return httpcore.AsyncHTTP11Connection(self._origin, _Stream(reader, writer), self._keep_alive)


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


class _Stream(httpcore.AsyncNetworkStream):
    """What httpcore reads from and writes to."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            async with asyncio.timeout(timeout):
                return await self._reader.read(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:
            return
        try:
            self._writer.write(buffer)
            async with asyncio.timeout(timeout):
                await self._writer.drain()
        except TimeoutError as error:
            raise httpcore.WriteTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    async def aclose(self) -> None:
        # All that was to be said has been: a goodbye of TLS would only wait for a server that may hang.
        self._writer.transport.abort()
        with suppress(OSError):
            await self._writer.wait_closed()

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            # Nothing is expected while the connection is idle, so it can only be the end.
            return self._reader.at_eof() or self._writer.is_closing()
        return None


@contextmanager
def _httpx_errors() -> Iterator[None]:
    """Raises httpcore's errors as httpx's, which go by the same names."""
    try:
        yield
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
        raise getattr(httpx, type(error).__name__)(str(error)) from error
