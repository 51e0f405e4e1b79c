"""Bytes to and from a server with sockets; `lxd._async._stream` is its twin, and both are written by hand."""

from __future__ import annotations

import select
import socket
import ssl
from contextlib import suppress
from functools import cached_property
from typing import Any

import httpx

from lxd._core.endpoint import Endpoint
from lxd._core.proxies import Proxy
from lxd._core.tls import proxy_context
from lxd._layered_tls import LayeredSocket
from lxd._sockets import prepare

__all__ = ["Stream", "connect", "open_stream"]


_SECURE = (ssl.SSLSocket, LayeredSocket)

_CHUNK = 65536
"""Bytes to read from a proxy at a time."""


class Stream:
    """Bytes to and from a server."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._unread = b""
        self._poll = select.poll()
        self._poll.register(sock, select.POLLIN)

    def read(self, max_bytes: int, timeout: float | None) -> bytes:
        """Reads what there is, or waits for it; nothing is the end."""
        if self._unread:
            data, self._unread = self._unread[:max_bytes], self._unread[max_bytes:]
            return data
        try:
            self._sock.settimeout(timeout)
            return self._sock.recv(max_bytes)
        except TimeoutError as error:
            raise httpx.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpx.ReadError(str(error)) from error

    def unread(self, data: bytes) -> None:
        """Puts back what was read too far."""
        self._unread = data + self._unread

    def write(self, data: bytes, timeout: float | None) -> None:
        """Writes, and waits until the server has room for more."""
        try:
            self._sock.settimeout(timeout)
            self._sock.sendall(data)
        except TimeoutError as error:
            raise httpx.WriteTimeout(str(error)) from error
        except OSError as error:
            raise httpx.WriteError(str(error)) from error

    @property
    def peer_certificate(self) -> bytes | None:
        """The server's certificate (DER); None without TLS."""
        return self._sock.getpeercert(binary_form=True) if isinstance(self._sock, _SECURE) else None

    @property
    def peer_details(self) -> dict[str, Any]:
        """What is in the server's certificate; nothing where OpenSSL did not vouch for it, or without TLS."""
        return (self._sock.getpeercert() or {}) if isinstance(self._sock, _SECURE) else {}

    @cached_property
    def tls_session(self) -> ssl.SSLSession | None:
        """What another connection needs to go on with this one's TLS session; None without TLS."""
        # Asked for once: Python loses seven kilobytes of memory every time.
        return self._sock.session if isinstance(self._sock, _SECURE) else None

    def interrupt(self) -> None:
        """Lets whoever reads or writes know that it is over; the socket itself stays theirs to close."""
        with suppress(OSError):
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)

    def close(self) -> None:
        """Closes it at once."""
        self._sock.close()

    @property
    def is_spent(self) -> bool:
        """Whether an idle connection is of no use: it has ended, or something has come that nobody asked for."""
        return bool(self._poll.poll(0)) or (
            isinstance(self._sock, LayeredSocket) and self._sock.pending() > 0
        )


def open_stream(endpoint: Endpoint, context: ssl.SSLContext | None, timeout: float | None) -> Stream:
    """Connects to a server; see `connect`."""
    return Stream(connect(endpoint, context, timeout))


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
    try:
        sock = socket.create_connection(endpoint.first_hop, timeout)
    except TimeoutError:
        raise
    except OSError as error:
        if endpoint.proxy is not None:
            raise endpoint.proxy.unreachable(error) from error
        raise
    try:
        prepare(sock)
        assert context is not None, "LXD speaks nothing but TLS over TCP"
        if endpoint.proxy is not None and endpoint.proxy.is_secure:
            sock = layered = _secure_proxy(sock, endpoint.proxy)
            _converse(layered, endpoint.proxy, endpoint)
            layered.add_layer(context, endpoint.host)
            layered.do_handshake()
            return layered
        if endpoint.proxy is not None:
            _converse(sock, endpoint.proxy, endpoint)
        return context.wrap_socket(sock, server_hostname=endpoint.host)
    except BaseException:
        sock.close()
        raise


def _secure_proxy(sock: socket.socket, proxy: Proxy) -> LayeredSocket:
    """Speaks TLS with a proxy, in which TLS with the server will be."""
    layered = LayeredSocket(sock)
    try:
        layered.add_layer(proxy_context(), proxy.host)
        layered.do_handshake()
    except BaseException as error:
        layered.close()
        if isinstance(error, OSError) and not isinstance(error, TimeoutError):
            raise proxy.unreachable(error) from error
        raise
    return layered


def _converse(sock: socket.socket, proxy: Proxy, endpoint: Endpoint) -> None:
    """Has a proxy go on to the server.

    Raises:
        ProxyRefused: it does not.
    """
    dialogue = proxy.dialogue(endpoint.host, endpoint.port)
    sock.sendall(dialogue.begin())
    while not dialogue.is_done:
        if words := dialogue.receive(sock.recv(_CHUNK)):
            sock.sendall(words)
