"""Servers of real bytes: on a unix socket or over TLS, each connection played by a function in a thread of its own.

The same server serves both clients, so that what is tested is what the tests say and not how they are run.
"""

from __future__ import annotations

import base64
import hashlib
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeAlias

from tests import envelopes

PATIENCE = 5.0
"""Seconds after which something that should have happened has not; a limit against hanging, no measurement."""

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
"""Kinds of websocket frames; 0 goes on with the one before."""


@dataclass(frozen=True)
class Asked:
    """A request as the server sees it."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]


class Peer:
    """The server's end of one connection.

    Attributes:
        number: 0 for the first connection of its server.
        client_certificate: what the client showed of itself over TLS, as DER.
        gone: set when the connection has ended.
    """

    def __init__(self, sock: socket.socket, number: int) -> None:
        self.number = number
        self.gone = threading.Event()
        self.client_certificate: bytes | None = None
        self._sock = sock
        self._buffer = b""

    def start_tls(self, context: ssl.SSLContext) -> None:
        """Does the server's part of the TLS handshake."""
        self._sock = context.wrap_socket(self._sock, server_side=True)
        self.client_certificate = self._sock.getpeercert(binary_form=True)

    @property
    def resumed(self) -> bool:
        """Whether the client went on with a TLS session of another connection."""
        return isinstance(self._sock, ssl.SSLSocket) and bool(self._sock.session_reused)

    def request(self) -> Asked | None:
        """Reads the next request; None where the client has hung up."""
        while b"\r\n\r\n" not in self._buffer:
            if not self._fill():
                return None
        head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
        first, *lines = head.decode().split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        if headers.get("transfer-encoding") == "chunked":
            return Asked(method, target, headers, b"".join(self._chunks()))
        return Asked(method, target, headers, self._take(int(headers.get("content-length", 0))))

    def answer(self, content: dict[str, Any] | bytes, status: int = 200, **headers: str) -> None:
        """Sends an answer."""
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        lines = [f"HTTP/1.1 {status} whatever", f"Content-Length: {len(body)}"]
        lines += [
            f"{name}: {value}" for name, value in ({"Content-Type": "application/json"} | headers).items()
        ]
        self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def upgrade(self) -> Asked | None:
        """Reads a request for a websocket and grants it; None where the client hung up instead."""
        asked = self.request()
        if asked is not None:
            self.grant(asked)
        return asked

    def grant(self, asked: Asked, more: str = "") -> None:
        """Turns the connection into a websocket, as was asked.

        Args:
            asked: the request.
            more: more lines for the head of the answer.
        """
        key = asked.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()
        lines = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"]
        lines += [f"Sec-WebSocket-Accept: {accept}", f"{more}\r\n"]
        self.send("\r\n".join(lines).encode())

    def event(self, kind: str, metadata: Any, **changes: Any) -> None:
        """Sends an event in one frame."""
        self.frame(TEXT, json.dumps(envelopes.event(kind, metadata, **changes)).encode())

    def frame(self, opcode: int, payload: bytes = b"", *, final: bool = True) -> None:
        """Sends a websocket frame."""
        self.send(make_frame(opcode, payload, final=final))

    def read_frame(self) -> tuple[int, bytes] | None:
        """Reads a frame of the client's: its opcode and payload; None where the client has hung up."""
        try:
            first, second = self._take(2)
            length = second & 0x7F
            if length == 126:
                (length,) = struct.unpack("!H", self._take(2))
            elif length == 127:
                (length,) = struct.unpack("!Q", self._take(8))
            mask = self._take(4)
            payload = self._take(length)
        except EOFError:
            return None
        return first & 0x0F, bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))

    def listen(self) -> None:
        """Reads frames until the client says goodbye, and says it too; or until it just hangs up."""
        while frame := self.read_frame():
            if frame[0] == CLOSE:
                self.frame(CLOSE, frame[1])
                return

    def send(self, data: bytes) -> None:
        """Sends bytes."""
        self._sock.sendall(data)

    def wait_for_client(self) -> None:
        """Reads until the client hangs up."""
        while self._fill():
            pass

    def take(self, count: int) -> bytes:
        """Reads just so many bytes; raises EOFError where the client hangs up before."""
        return self._take(count)

    def reset(self) -> None:
        """Breaks the connection off, as a machine does that restarts."""
        self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._sock.close()

    def close(self) -> None:
        """Hangs up."""
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)
        self._sock.close()

    def _fill(self) -> bool:
        try:
            data = self._sock.recv(65536)
        except (ConnectionError, ssl.SSLError):
            data = b""
        self._buffer += data
        return bool(data)

    def _chunks(self) -> Iterator[bytes]:
        while True:
            while b"\r\n" not in self._buffer:
                if not self._fill():
                    raise EOFError
            size, self._buffer = self._buffer.split(b"\r\n", 1)
            yield self._take(int(size, 16))
            self._take(2)
            if int(size, 16) == 0:
                return

    def _take(self, count: int) -> bytes:
        while len(self._buffer) < count:
            if not self._fill():
                raise EOFError
        data, self._buffer = self._buffer[:count], self._buffer[count:]
        return data


Play: TypeAlias = Callable[[Peer], None]
"""What the server does on a connection; the connection ends with it."""


class PeerServer:
    """Accepts connections and plays each of them.

    Attributes:
        peers: all connections so far.
        endpoint: where it listens, as a client takes it.
        refused: TLS handshakes that the client broke off.
    """

    def __init__(
        self, play: Play, *, socket_path: Path | None = None, tls: ssl.SSLContext | None = None
    ) -> None:
        self.peers: list[Peer] = []
        self.refused: list[str] = []
        self._play = play
        self._tls = tls
        self._faults: list[BaseException] = []
        self._threads: list[threading.Thread] = []
        self._arrived = threading.Condition()
        if socket_path is not None:
            self._listener = socket.socket(socket.AF_UNIX)
            self._listener.bind(str(socket_path))
            self.endpoint = str(socket_path)
        else:
            self._listener = socket.socket()
            self._listener.bind(("127.0.0.1", 0))
            self.endpoint = f"https://127.0.0.1:{self._listener.getsockname()[1]}"
        self._listener.listen(128)
        self._acceptor = threading.Thread(target=self._accept, name="peers")

    def __enter__(self) -> Self:
        self._acceptor.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._acceptor.join(PATIENCE)
        for peer in self.peers:
            peer.close()
        for thread in self._threads:
            thread.join(PATIENCE)
        assert not any(thread.is_alive() for thread in self._threads), "a connection of the server's hangs"
        if self._faults:
            raise self._faults[0]

    def peer(self, number: int = 0) -> Peer:
        """Waits for a connection."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.peers) > number, PATIENCE), "nobody connected"
        return self.peers[number]

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            with self._arrived:
                if sock.family == socket.AF_INET:
                    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                peer = Peer(sock, len(self.peers))
                self.peers.append(peer)
                self._arrived.notify_all()
            thread = threading.Thread(target=self._serve, args=(peer,), name=f"peer-{peer.number}")
            self._threads.append(thread)
            thread.start()

    def _serve(self, peer: Peer) -> None:
        try:
            if self._tls is not None:
                peer.start_tls(self._tls)
            self._play(peer)
        except ssl.SSLError as error:
            self.refused.append(str(error))
        except (OSError, EOFError):
            pass  # the client hung up, which is for the tests to judge
        except BaseException as error:
            self._faults.append(error)
        finally:
            peer.close()
            peer.gone.set()


def make_frame(opcode: int, payload: bytes = b"", *, final: bool = True) -> bytes:
    """Writes a websocket frame as a server does."""
    first = (0x80 if final else 0) | opcode
    if len(payload) < 126:
        head = struct.pack("!BB", first, len(payload))
    elif len(payload) < 65536:
        head = struct.pack("!BBH", first, 126, len(payload))
    else:
        head = struct.pack("!BBQ", first, 127, len(payload))
    return head + payload


def answering(*answers: dict[str, Any]) -> Play:
    """Plays a connection that answers each request: one answer after the other, the last one for ever."""

    def play(peer: Peer) -> None:
        scripts = list(answers)
        while peer.request() is not None:
            peer.answer(scripts.pop(0) if len(scripts) > 1 else scripts[0])

    return play
