"""Little real proxies on the loopback: HTTP's CONNECT, over TLS too, and SOCKS 5, each with a password or without."""

from __future__ import annotations

import base64
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Literal, Self

from tests.peers import PATIENCE

__all__ = ["ProxyServer"]

USER, PASSWORD = "somebody", "pr0xy p@ss:w/rd"
"""Who may pass, and what proves it; with characters that a URL has to quote."""


class ProxyServer:
    """Goes on to the server that it is asked for, which is always the one given here.

    Attributes:
        asked: the servers that it was asked for, as ``host:port``.

    Args:
        kind: what it speaks.
        target: the server to go on to; None: whichever it is asked for.
        password: whether it wants to know who one is.
        answer: the answer to give in place of going on: an HTTP head, or a SOCKS 5 reply code.
        tls: what it shows of itself, where it is spoken to over TLS.
    """

    def __init__(
        self,
        kind: Literal["http", "socks5"],
        target: tuple[str, int] | None = None,
        *,
        password: bool = False,
        answer: bytes = b"",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.asked: list[str] = []
        self._kind = kind
        self._target = target
        self._wants_password = password
        self._answer = answer
        self._tls = tls
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._acceptor = threading.Thread(target=self._accept, name="proxy")

    def url(self, user: str = "") -> str:
        """Its URL.

        Args:
            user: the quoted user and password, where they are to be in it.
        """
        scheme = "https" if self._tls else self._kind
        return f"{scheme}://{user}{'@' if user else ''}127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._acceptor.start()
        return self

    def __exit__(self, *_: object) -> None:
        for sock in [self._listener, *self._sockets]:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        for thread in [self._acceptor, *self._threads]:
            thread.join(PATIENCE)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._sockets.append(client)
            self._start(self._serve, client)

    def _start(self, run: Callable[..., None], *arguments: socket.socket) -> None:
        thread = threading.Thread(target=run, args=arguments, name="proxy-link")
        self._threads.append(thread)
        thread.start()

    def _serve(self, client: socket.socket) -> None:
        try:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls is not None:
                client = self._tls.wrap_socket(client, server_side=True)
                self._sockets.append(client)
            address = self._http(client) if self._kind == "http" else self._socks(client)
            if address is None:
                client.close()
                return
            server = socket.create_connection(self._target or address, PATIENCE)
            server.settimeout(None)
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._sockets.append(server)
            client.sendall(
                b"HTTP/1.1 200 Connection established\r\nVia: tests\r\n\r\n"
                if self._kind == "http"
                else b"\5\0\0\1\0\0\0\0\0\0"
            )
            self._start(self._pass_on, server, client)
            self._pass_on(client, server)
        except (OSError, EOFError):
            client.close()

    def _http(self, client: socket.socket) -> tuple[str, int] | None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += _exactly(client, 1)
        first, *lines = head.decode().split("\r\n")
        method, target, _ = first.split(" ")
        assert method == "CONNECT"
        self.asked.append(target)
        pair = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self._answer:
            client.sendall(self._answer)
            return None
        if self._wants_password and f"Proxy-Authorization: Basic {pair}" not in lines:
            client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return None
        host, _, port = target.rpartition(":")
        return host.strip("[]"), int(port)

    def _socks(self, client: socket.socket) -> tuple[str, int] | None:
        version, count = _exactly(client, 2)
        methods = _exactly(client, count)
        assert version == 5
        if self._wants_password:
            if 2 not in methods:
                client.sendall(b"\5\xff")
                return None
            client.sendall(b"\5\2")
            _exactly(client, 1)
            user = _exactly(client, _exactly(client, 1)[0]).decode()
            password = _exactly(client, _exactly(client, 1)[0]).decode()
            is_right = (user, password) == (USER, PASSWORD)
            client.sendall(b"\1\0" if is_right else b"\1\1")
            if not is_right:
                return None
        else:
            client.sendall(b"\5\0")
        _, _, _, kind = _exactly(client, 4)
        if kind == 1:
            host = socket.inet_ntop(socket.AF_INET, _exactly(client, 4))
        elif kind == 4:
            host = socket.inet_ntop(socket.AF_INET6, _exactly(client, 16))
        else:
            host = _exactly(client, _exactly(client, 1)[0]).decode()
        (port,) = struct.unpack("!H", _exactly(client, 2))
        self.asked.append(f"{host}:{port}")
        if self._answer:
            client.sendall(b"\5" + self._answer + b"\0\1\0\0\0\0\0\0")
            return None
        return host, port

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for sock in (source, target):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def _exactly(sock: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = sock.recv(count - len(data))
        if not more:
            raise EOFError
        data += more
    return data
