"""Bytes to and from a server with asyncio; `lxd._sync._stream` is its twin, and both are written by hand."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any

import httpx

from lxd._core.endpoint import Endpoint
from lxd._core.proxies import Proxy, ProxyRefused
from lxd._core.tls import proxy_context
from lxd._sockets import PATIENCE, Address, addresses_of, prepare

__all__ = ["Stream", "look_up", "open_stream"]

_BUFFER = 1 << 18
"""Bytes that may wait to be read before the server is made to wait."""


class Stream(asyncio.Protocol):
    """Bytes to and from a server.

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

    # What the connection calls

    async def read(self, max_bytes: int, timeout: float | None) -> bytes:
        """Reads what there is, or waits for it; nothing is the end."""
        if not self._chunks and not self._ended:
            self._readable.clear()
            try:
                async with asyncio.timeout(timeout):
                    await self._readable.wait()
            except TimeoutError as error:
                raise httpx.ReadTimeout(str(error)) from error
        if self._chunks:
            return self._take(max_bytes)
        if self._fault is not None:
            raise httpx.ReadError(str(self._fault)) from self._fault
        return b""

    def unread(self, data: bytes) -> None:
        """Puts back what was read too far."""
        if data:
            self._chunks.appendleft(data)
            self._unread += len(data)

    async def write(self, data: bytes, timeout: float | None) -> None:
        """Writes, and waits until the server has room for more."""
        if self._chunks:
            # The server has said already what is wrong with the request: what counts is that.
            raise httpx.WriteError("the server answered before all was sent")
        self._transport.write(data)
        try:
            async with asyncio.timeout(timeout):
                await self._writable.wait()
        except TimeoutError as error:
            raise httpx.WriteTimeout(str(error)) from error
        if self._ended:
            raise httpx.WriteError(str(self._fault or "the server closed the connection"))

    async def converse(self, proxy: Proxy, host: str, port: int) -> None:
        """Has a proxy go on to a server.

        Raises:
            ProxyRefused: it does not.
        """
        dialogue = proxy.dialogue(host, port)
        words = dialogue.begin()
        try:
            while not dialogue.is_done:
                if words:
                    await self.write(words, None)
                words = dialogue.receive(await self.read(_BUFFER, None))
        except (httpx.ReadError, httpx.WriteError) as error:
            raise ProxyRefused(f"broke off: {error}") from error

    async def secure(self, context: ssl.SSLContext, host: str) -> None:
        """Goes on with TLS."""
        try:
            transport = await asyncio.get_running_loop().start_tls(
                self._transport, self, context, server_hostname=host
            )
            if transport is None:
                raise ConnectionResetError("the other side hung up")
        except TypeError as error:
            # Python before 3.11.8 and 3.12.2 trips over its own feet when TLS in TLS fails
            # (https://github.com/python/cpython/issues/113214).
            self._closed.set()
            raise error.__context__ or error from None
        except BaseException:
            self._closed.set()  # asyncio tells nobody who is still shaking hands
            raise
        self._transport = transport

    @property
    def peer_certificate(self) -> bytes | None:
        """The server's certificate (DER); None without TLS."""
        tls = self._transport.get_extra_info("ssl_object")
        return None if tls is None else tls.getpeercert(binary_form=True)

    @property
    def peer_details(self) -> dict[str, Any]:
        """What is in the server's certificate; nothing where OpenSSL did not vouch for it, or without TLS."""
        tls = self._transport.get_extra_info("ssl_object")
        return {} if tls is None else tls.getpeercert() or {}

    @cached_property
    def tls_session(self) -> ssl.SSLSession | None:
        """What another connection needs to go on with this one's TLS session; None without TLS."""
        # Asked for once: Python loses seven kilobytes of memory every time.
        tls = self._transport.get_extra_info("ssl_object")
        return None if tls is None else tls.session

    def interrupt(self) -> None:
        """Lets whoever reads or writes know that it is over."""
        self._transport.abort()

    async def aclose(self) -> None:
        """Closes it at once."""
        # All that was to be said has been: a goodbye of TLS would only wait for a server that may hang.
        self._transport.abort()
        await self._closed.wait()

    @property
    def is_spent(self) -> bool:
        """Whether an idle connection is of no use: it has ended, or something has come that nobody asked for."""
        return self._ended or bool(self._chunks) or self._transport.is_closing()

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


async def open_stream(endpoint: Endpoint, context: ssl.SSLContext | None, timeout: float | None) -> Stream:
    """Connects to a server, with TLS where that is spoken.

    Args:
        endpoint: the server.
        context: the TLS rules; None for a unix socket.
        timeout: seconds that it may take.

    Raises:
        OSError: it cannot be done; a `TimeoutError` if it took too long.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(timeout):
        if endpoint.socket is not None:
            _, stream = await loop.create_unix_connection(Stream, endpoint.socket)
        elif endpoint.proxy is not None:
            stream = await _open_through(endpoint.proxy, endpoint, context)
        else:
            stream = await _open(endpoint.host, endpoint.port, context)
    return stream


async def _open(host: str, port: int, context: ssl.SSLContext | None) -> Stream:
    loop = asyncio.get_running_loop()
    sock = await _connect(await look_up(host, port))
    name = None if context is None else host
    _, stream = await loop.create_connection(Stream, sock=sock, ssl=context, server_hostname=name)
    return stream


async def _connect(addresses: Sequence[Address]) -> socket.socket:
    """Connects to the first address where somebody listens; one that says nothing must not keep from the others."""
    loop = asyncio.get_running_loop()
    for left, (family, address) in zip(reversed(range(len(addresses))), addresses, strict=True):
        sock = None
        try:
            sock = socket.socket(family, socket.SOCK_STREAM)  # not every machine has all families
            sock.setblocking(False)
            async with asyncio.timeout(PATIENCE if left else None):
                await loop.sock_connect(sock, address)
        except BaseException as error:
            if sock is not None:
                sock.close()
            if not left or not isinstance(error, OSError):
                raise
        else:
            return sock
    raise OSError("the host has no addresses")


async def look_up(host: str, port: int) -> list[Address]:
    """Returns the addresses of a host.

    Raises:
        OSError: there are none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except socket.gaierror:  # it is a name, so that somebody else has to be asked
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return addresses_of(found)


async def _open_through(proxy: Proxy, endpoint: Endpoint, context: ssl.SSLContext | None) -> Stream:
    own_context = proxy_context() if proxy.is_secure else None
    try:
        stream = await _open(proxy.host, proxy.port, own_context)
    except TimeoutError:
        raise
    except OSError as error:
        raise proxy.unreachable(error) from error
    try:
        await stream.converse(proxy, endpoint.host, endpoint.port)
        assert context is not None, "LXD speaks nothing but TLS over TCP"
        await stream.secure(context, endpoint.host)
    except BaseException:
        await stream.aclose()
        raise
    return stream
