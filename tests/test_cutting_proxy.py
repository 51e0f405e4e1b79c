"""The proxy that the tests break connections with."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cutting_proxy import CuttingProxy, Ending
from tests.leftovers import nothing_left
from tests.peers import PATIENCE


class Echo:
    """The two ends of what goes through a proxy, both held by the test."""

    def __init__(self, listener: socket.socket) -> None:
        listener.settimeout(PATIENCE)
        listener.listen(8)
        self._listener = listener
        self._opened: list[socket.socket] = [listener]
        name = listener.getsockname()
        self.proxy = CuttingProxy(name)

    def connect(self) -> socket.socket:
        """Connects to the proxy."""
        address = self.proxy.address
        sock = socket.socket(self._listener.family)
        self._opened.append(sock)
        sock.settimeout(PATIENCE)
        if address.startswith("https://"):
            host, _, port = address.removeprefix("https://").partition(":")
            sock.connect((host, int(port)))
        else:
            sock.connect(address)
        return sock

    def pair(self) -> tuple[socket.socket, socket.socket]:
        """A connection through the proxy: its client's end and its server's."""
        client = self.connect()
        server, _ = self._listener.accept()
        server.settimeout(PATIENCE)
        self._opened.append(server)
        return client, server

    def close(self) -> None:
        """Closes all."""
        for sock in self._opened:
            sock.close()


@pytest.fixture(params=["unix", "tcp"])
def ends(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Echo]:
    with nothing_left():
        if request.param == "unix":
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(str(tmp_path / "server.socket"))
        else:
            listener = socket.create_server(("127.0.0.1", 0))
        ends = Echo(listener)
        with ends.proxy:
            yield ends
            ends.close()


def read_all(sock: socket.socket) -> bytes:
    """Reads until the other side hangs up; a reset raises."""
    parts = []
    while part := sock.recv(65536):
        parts.append(part)
    return b"".join(parts)


def test_it_passes_on_both_ways(ends: Echo) -> None:
    client, server = ends.pair()
    client.sendall(b"question")
    assert server.recv(100) == b"question"
    server.sendall(b"answer")
    assert client.recv(100) == b"answer"
    ends.proxy.wait_until(lambda: ends.proxy.bytes == {"up": 8, "down": 6})


def test_it_passes_on_the_end_of_one_direction(ends: Echo) -> None:
    client, server = ends.pair()
    client.sendall(b"all")
    client.shutdown(socket.SHUT_WR)
    assert read_all(server) == b"all"
    server.sendall(b"and back")
    server.close()
    assert read_all(client) == b"and back"
    ends.proxy.wait_until(lambda: ends.proxy.open_connections == 0)


@pytest.mark.parametrize("how", ["rst", "fin"])
def test_it_cuts_after_some_bytes_for_the_client(ends: Echo, how: Ending) -> None:
    ends.proxy.cut_after(1000, how=how)
    client, server = ends.pair()
    server.sendall(b"x" * 5000)
    received = b""
    try:
        while part := client.recv(65536):
            received += part
        reset = False
    except ConnectionResetError:
        reset = True
    assert received == b"x" * 1000
    assert reset == (how == "rst" and client.family == socket.AF_INET)


def test_it_cuts_after_some_bytes_for_the_server(ends: Echo) -> None:
    ends.proxy.cut_after(10, "up", how="fin")
    client, server = ends.pair()
    client.sendall(b"0123456789abcdef")
    assert read_all(server) == b"0123456789"


def test_it_cuts_one_connection_only(ends: Echo) -> None:
    ends.proxy.cut_after(3, connection=1, how="fin")
    pairs = [ends.pair() for _ in range(3)]
    for _, server in pairs:
        server.sendall(b"123456")
    assert read_all(pairs[1][0]) == b"123"
    assert pairs[0][0].recv(10) == pairs[2][0].recv(10) == b"123456"


def test_it_counts_from_now_on_for_a_connection_that_is_there(ends: Echo) -> None:
    client, server = ends.pair()
    server.sendall(b"before")
    assert client.recv(10) == b"before"
    ends.proxy.cut_after(2, connection=0, how="fin")
    server.sendall(b"after")
    assert read_all(client) == b"af"


def test_it_cuts_all_now(ends: Echo) -> None:
    pairs = [ends.pair(), ends.pair()]
    ends.proxy.cut()
    assert ends.proxy.open_connections == 0
    for client, server in pairs:
        for sock in (client, server):
            try:
                assert sock.recv(1) == b""
            except ConnectionResetError:
                assert sock.family == socket.AF_INET


def test_it_refuses_until_it_is_healed(ends: Echo) -> None:
    ends.proxy.refuse()
    with pytest.raises(ConnectionRefusedError):
        ends.connect()
    ends.proxy.heal()
    client, server = ends.pair()
    client.sendall(b"again")
    assert server.recv(10) == b"again"


def test_it_leaves_connections_alone_when_it_refuses_new_ones(ends: Echo) -> None:
    client, server = ends.pair()
    ends.proxy.refuse()
    client.sendall(b"still")
    assert server.recv(10) == b"still"


def test_it_keeps_what_comes_until_it_goes_on(ends: Echo) -> None:
    client, server = ends.pair()
    ends.proxy.stall("up")
    client.sendall(b"later")
    server.sendall(b"now")
    assert client.recv(10) == b"now"
    server.setblocking(False)
    with pytest.raises(BlockingIOError):
        server.recv(10)
    server.settimeout(PATIENCE)
    ends.proxy.go_on()
    assert server.recv(10) == b"later"


def test_it_keeps_what_comes_after_some_bytes(ends: Echo) -> None:
    ends.proxy.cut_after(4, how="stall")
    client, server = ends.pair()
    server.sendall(b"12345678")
    assert client.recv(10) == b"1234"
    ends.proxy.heal()
    assert client.recv(10) == b"5678"


def test_a_server_that_is_gone(ends: Echo) -> None:
    ends.close()
    try:
        with ends.connect() as client:
            assert client.recv(1) == b""
    except ConnectionResetError:
        assert ends.proxy.address.startswith("https")  # a unix socket knows no reset
    ends.proxy.wait_until(lambda: ends.proxy.connections == 1)


def test_much_goes_through_whole(ends: Echo) -> None:
    client, server = ends.pair()
    data = bytes(range(256)) * 4096
    received = b""
    server.setblocking(False)
    sent = 0
    while len(received) < len(data):
        with suppress(BlockingIOError):
            sent += server.send(data[sent:]) if sent < len(data) else 0
        received += client.recv(1 << 20)
    assert received == data
