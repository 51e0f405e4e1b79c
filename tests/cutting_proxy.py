"""A proxy between client and server that breaks connections where it is told to: at a byte, now, or not at all.

Bytes go through as they are, so TLS does too. A client that is given the server's certificate
(`endpoint_cert_path`) looks at that and not at the address, and takes the proxy for the server.
"""

from __future__ import annotations

import selectors
import socket
import struct
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, TypeAlias
from urllib.parse import urlsplit

from tests.peers import PATIENCE

Direction: TypeAlias = Literal["down", "up"]
"""To the client, or to the server."""

Ending: TypeAlias = Literal["rst", "fin", "stall"]
"""How a connection ends: reset, as by a machine that restarts; hung up, as by a program that ends; or not at all,
and nothing comes any more, as when a cable is pulled. A unix socket knows no reset: there it is a plain close, and
only who sends afterwards, or has sent what was not read, gets an error."""

_CHUNK = 1 << 16


@dataclass
class _Order:
    """What to do with connections."""

    after: int
    direction: Direction
    connection: int | None
    ending: Ending


class _Flow:
    """One direction of a connection."""

    def __init__(self, source: socket.socket, target: socket.socket) -> None:
        self.source = source
        self.target = target
        self.waiting = b""
        self.passed = 0
        self.limit: tuple[int, Ending] | None = None
        self.is_stalled = False
        self.is_cut = False  # what still comes is dropped
        self.is_over = False  # nothing comes any more

    @property
    def has_reached_its_limit(self) -> bool:
        return self.limit is not None and not self.waiting and self.passed >= self.limit[0]


class _Link:
    """A client's connection and the one to the server that belongs to it."""

    def __init__(self, number: int, client: socket.socket, server: socket.socket) -> None:
        self.number = number
        self.flows: dict[Direction, _Flow] = {"up": _Flow(client, server), "down": _Flow(server, client)}
        self.sockets = (client, server)


class CuttingProxy:
    """Listens on an address of its own, and passes on to a server what comes there.

    It is a context manager that closes all it has opened. What its methods order has been done when they return;
    nothing in here goes by time.

    Args:
        target: the server: the path of a unix socket, ``https://host:port``, or (host, port).

    Attributes:
        address: where it listens, as a client takes it: a path for a unix socket, else ``https://127.0.0.1:port``.
        connections: how many connections there have been.
        open_connections: how many there are.
        bytes: what went through, ``"down"`` to clients and ``"up"`` to the server.
    """

    def __init__(self, target: str | Path | tuple[str, int]) -> None:
        self.connections = 0
        self.open_connections = 0
        self.bytes: dict[Direction, int] = {"down": 0, "up": 0}
        self._target: str | tuple[str, int]
        if isinstance(target, str) and target.startswith("https://"):
            parts = urlsplit(target)
            assert parts.hostname is not None
            assert parts.port is not None
            self._target = parts.hostname, parts.port
        elif isinstance(target, tuple):
            self._target = target
        else:
            self._target = str(target).removeprefix("unix:")
        self._changed = threading.Condition()
        self._calls: deque[tuple[Callable[[], None], threading.Event]] = deque()
        self._links: list[_Link] = []
        self._orders: list[_Order] = []
        self._stalled: set[Direction] = set()
        self._is_closing = False
        self._faults: list[BaseException] = []

    def __enter__(self) -> Self:
        self._selector = selectors.DefaultSelector()
        self._bell, self._rope = socket.socketpair()
        self._bell.setblocking(False)
        self._selector.register(self._bell, selectors.EVENT_READ, self._hear)
        # Connections are refused by not listening. Somebody has to keep the address meanwhile.
        self._directory = tempfile.TemporaryDirectory(prefix="proxy.")
        self._keeper: socket.socket | None = None
        if isinstance(self._target, tuple):
            self._keeper = socket.socket()
            self._keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            self._keeper.bind(("127.0.0.1", 0))
            self.address = f"https://127.0.0.1:{self._keeper.getsockname()[1]}"
        else:
            self.address = f"{self._directory.name}/unix.socket"
        self._listener: socket.socket | None = None
        self._listen()
        self._thread = threading.Thread(target=self._run, name="peer-proxy")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._call(self._shut_down)
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "the proxy hangs"
        if self._keeper is not None:
            self._keeper.close()
        for sock in (self._bell, self._rope):
            sock.close()
        self._selector.close()
        self._directory.cleanup()
        if self._faults:
            raise self._faults[0]

    # Orders

    def cut_after(
        self,
        nbytes: int,
        direction: Direction = "down",
        connection: int | None = None,
        *,
        how: Ending = "rst",
    ) -> None:
        """Ends connections once they have carried some bytes; not one more goes through.

        Args:
            nbytes: how many. For a connection that there is already: from now on.
            direction: those to the client ("down"), or to the server ("up").
            connection: the number of the only connection to end, 0 for the proxy's first; None: all that are made
                from now on.
            how: the way they end. "rst" also loses what the other side has not received yet.
        """
        self._call(lambda: self._arm(_Order(nbytes, direction, connection, how)))

    def cut(self, how: Ending = "rst") -> None:
        """Ends all connections that there are."""
        self._call(lambda: self._end_all(how))

    def refuse(self) -> None:
        """Refuses new connections, as if nobody listened."""
        self._call(self._stop_listening)

    def stall(self, direction: Direction | None = None) -> None:
        """Keeps what comes, in one direction or both, on all connections: those there are and those to come."""
        self._call(lambda: self._set_stalled({direction} if direction else {"down", "up"}))

    def go_on(self) -> None:
        """Lets through again what was kept."""
        self._call(lambda: self._set_stalled(set()))

    def heal(self) -> None:
        """Takes back all orders; connections that were cut stay so."""
        self._call(self._heal)

    def wait_until(self, happened: Callable[[], bool]) -> None:
        """Waits, blocking, for what the attributes tell: ``proxy.wait_until(lambda: proxy.connections == 2)``."""
        with self._changed:
            assert self._changed.wait_for(happened, PATIENCE), "the proxy did not see it happen"

    # In the proxy's thread

    def _call(self, function: Callable[[], None]) -> None:
        done = threading.Event()
        self._calls.append((function, done))
        with suppress(BlockingIOError):
            self._rope.send(b"!")
        assert done.wait(PATIENCE), "the proxy hangs"

    def _hear(self, _: int) -> None:
        with suppress(BlockingIOError):
            self._bell.recv(_CHUNK)
        while self._calls:
            function, done = self._calls.popleft()
            try:
                function()
            finally:
                done.set()

    def _run(self) -> None:
        while not self._is_closing:
            try:
                self._watch()
                for key, mask in self._selector.select():
                    key.data(mask)
            except BaseException as error:
                self._faults.append(error)
                self._shut_down()

    def _watch(self) -> None:
        """Has the selector look for what can be dealt with."""
        wanted: dict[socket.socket, tuple[int, _Link]] = {}
        for link in self._links:
            for flow in link.flows.values():
                if flow.is_stalled or (flow.is_over and not flow.waiting):
                    continue
                sock, event = (
                    (flow.target, selectors.EVENT_WRITE)
                    if flow.waiting
                    else (flow.source, selectors.EVENT_READ)
                )
                wanted[sock] = (wanted.get(sock, (0, link))[0] | event, link)
        fixed = (self._bell, self._listener)
        for key in list(self._selector.get_map().values()):
            if key.fileobj not in fixed and key.fileobj not in wanted:
                self._selector.unregister(key.fileobj)
        for sock, (events, link) in wanted.items():
            registered = self._selector.get_map().get(sock)
            if registered is None:
                self._selector.register(sock, events, self._mover(link))
            elif registered.events != events:
                self._selector.modify(sock, events, registered.data)

    def _mover(self, link: _Link) -> Callable[[int], None]:
        return lambda _: self._move(link)

    def _accept(self, _: int) -> None:
        assert self._listener is not None
        try:
            client, _address = self._listener.accept()
        except BlockingIOError:
            return
        number, self.connections = self.connections, self.connections + 1
        try:
            server = self._connect()
        except OSError:
            _close(client, "rst")
        else:
            for sock in (client, server):
                sock.setblocking(False)
                if sock.family == socket.AF_INET:
                    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            link = _Link(number, client, server)
            self._links.append(link)
            for direction, flow in link.flows.items():
                flow.is_stalled = direction in self._stalled
            for order in self._orders:
                if order.connection in (None, number):
                    link.flows[order.direction].limit = (order.after, order.ending)
            self._check_limits(link)
        self._tell()

    def _connect(self) -> socket.socket:
        if isinstance(self._target, tuple):
            return socket.create_connection(self._target, PATIENCE)
        server = socket.socket(socket.AF_UNIX)
        try:
            server.settimeout(PATIENCE)
            server.connect(self._target)
        except BaseException:
            server.close()
            raise
        return server

    def _move(self, link: _Link) -> None:
        """Passes on what can be passed on."""
        if link not in self._links:
            return  # it was cut a moment ago
        try:
            for direction, flow in link.flows.items():
                if not flow.is_stalled:
                    self._read(flow)
                    self._write(flow, direction)
        except ConnectionError:
            self._end(link, "rst")  # one side broke it off, so the other one is told
        else:
            self._check_limits(link)
            if all(flow.is_over and not flow.waiting for flow in link.flows.values()):
                self._forget(link)
        self._tell()

    def _read(self, flow: _Flow) -> None:
        if flow.waiting or flow.is_over:
            return
        room = _CHUNK if flow.limit is None else min(_CHUNK, flow.limit[0] - flow.passed)
        try:
            flow.waiting = flow.source.recv(room)
        except BlockingIOError:
            return
        flow.is_over = not flow.waiting
        if flow.is_cut:
            flow.waiting = b""
        elif flow.is_over:
            with suppress(OSError):
                flow.target.shutdown(socket.SHUT_WR)

    def _write(self, flow: _Flow, direction: Direction) -> None:
        if not flow.waiting:
            return
        with suppress(BlockingIOError):
            sent = flow.target.send(flow.waiting)
            flow.waiting = flow.waiting[sent:]
            flow.passed += sent
            self.bytes[direction] += sent

    def _check_limits(self, link: _Link) -> None:
        for flow in link.flows.values():
            if flow.has_reached_its_limit and flow.limit is not None:
                _, ending = flow.limit
                flow.limit = None
                self._end(link, ending)
                return

    def _end_all(self, how: Ending) -> None:
        for link in list(self._links):
            self._end(link, how)

    def _end(self, link: _Link, how: Ending) -> None:
        if how == "stall":
            for flow in link.flows.values():
                flow.is_stalled = True
        elif how == "fin":
            for flow in link.flows.values():
                flow.waiting, flow.is_cut, flow.is_stalled, flow.limit = b"", True, False, None
                with suppress(OSError):
                    flow.target.shutdown(socket.SHUT_WR)
        else:
            self._forget(link, "rst")
        self._tell()

    def _forget(self, link: _Link, how: Ending = "fin") -> None:
        if link in self._links:
            self._links.remove(link)
        for sock in link.sockets:
            if self._selector.get_map().get(sock) is not None:
                self._selector.unregister(sock)
            _close(sock, how)

    def _arm(self, order: _Order) -> None:
        for link in self._links:
            if link.number == order.connection:
                flow = link.flows[order.direction]
                flow.limit = (flow.passed + len(flow.waiting) + order.after, order.ending)
                self._check_limits(link)
                return
        self._orders.append(order)

    def _set_stalled(self, directions: set[Direction]) -> None:
        self._stalled = directions
        for link in self._links:
            for direction, flow in link.flows.items():
                flow.is_stalled = direction in directions

    def _heal(self) -> None:
        self._orders.clear()
        for link in self._links:
            for flow in link.flows.values():
                flow.limit = None
        self._set_stalled(set())
        if self._listener is None:
            self._listen()

    def _listen(self) -> None:
        if self._keeper is not None:
            self._listener = socket.socket()
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            self._listener.bind(self._keeper.getsockname())
        else:
            Path(self.address).unlink(missing_ok=True)
            self._listener = socket.socket(socket.AF_UNIX)
            self._listener.bind(self.address)
        self._listener.setblocking(False)
        self._listener.listen(128)
        self._selector.register(self._listener, selectors.EVENT_READ, self._accept)

    def _stop_listening(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            self._selector.unregister(listener)
            listener.close()

    def _shut_down(self) -> None:
        self._is_closing = True
        self._stop_listening()
        for link in list(self._links):
            self._forget(link)
        self._tell()

    def _tell(self) -> None:
        with self._changed:
            self.open_connections = len(self._links)
            self._changed.notify_all()


def _close(sock: socket.socket, how: Ending) -> None:
    if how == "rst" and sock.family == socket.AF_INET:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()
