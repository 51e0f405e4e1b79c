"""Graphical consoles: a local socket, and all that comes there goes to the server and back."""

from __future__ import annotations

import os
import socket
import stat
from functools import partial
from pathlib import Path

import pytest

from lxd import AsyncLXDClient
from lxd.errors import BadRequest, Forbidden, LXDError, LXDTimeout
from tests import envelopes
from tests.console_server import ConsoleServer
from tests.fakes import FakeLXD
from tests.leftovers import nothing_left
from tests.peers import BINARY, PATIENCE

from ._io import happens, in_thread
from .conftest import Serve


class Viewer:
    """A viewer's connection."""

    def __init__(self, path: str) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(PATIENCE)
        self.sock.connect(path)

    def exchange(self, data: bytes, length: int) -> bytes:
        """Sends something, and reads so many bytes."""
        self.sock.sendall(data)
        return self.read(length)

    def read(self, length: int) -> bytes:
        """Reads so many bytes, or until the end."""
        data = b""
        while len(data) < length and (part := self.sock.recv(65536)):
            data += part
        return data

    def close(self) -> None:
        """Hangs up."""
        self.sock.close()


async def visit(path: str, data: bytes, length: int) -> bytes:
    """Connects, sends something, reads so many bytes, and hangs up."""
    viewer = await in_thread(lambda: Viewer(path))
    try:
        return await in_thread(partial(viewer.exchange, data, length))
    finally:
        viewer.close()


async def test_a_viewer_is_connected(serve: Serve) -> None:
    server = ConsoleServer(b"welcome")
    async with AsyncLXDClient(serve(server).endpoint) as client:
        async with client.instances.console.vga("v1") as screen:
            assert screen.url == f"spice+unix://{screen.path}"
            assert await visit(screen.path, b"hello", 7) == b"welcome"
            await in_thread(lambda: server.wait_for(5))
            await screen.wait(PATIENCE)
    assert server.bodies == [{"type": "vga"}]
    assert server.connected == ["control", "0"]
    assert server.frames[0] == (BINARY, b"hello")
    assert server.ended.is_set()


async def test_several_channels_at_a_time(serve: Serve) -> None:
    server = ConsoleServer(b"welcome")
    async with AsyncLXDClient(serve(server).endpoint) as client:
        async with client.instances.console.vga("v1") as screen:
            viewers = [await in_thread(lambda: Viewer(screen.path)) for _ in range(3)]
            for viewer in viewers:
                assert await in_thread(partial(viewer.read, 7)) == b"welcome"
            viewers.pop().close()
            with pytest.raises(LXDTimeout, match="v1"):
                await screen.wait(0.01)
        for viewer in viewers:
            assert await in_thread(partial(viewer.read, 1)) == b""
            viewer.close()
    assert len(server.bodies) == 1


async def test_much_goes_both_ways(serve: Serve) -> None:
    data = bytes(range(256)) * 8192
    server = ConsoleServer(data)
    async with AsyncLXDClient(serve(server).endpoint) as client:
        async with client.instances.console.vga("v1") as screen:
            viewer = await in_thread(lambda: Viewer(screen.path))
            assert await in_thread(lambda: viewer.exchange(data, len(data))) == data
            await in_thread(lambda: server.wait_for(len(data)))
            viewer.close()
    assert server.received == data


async def test_only_this_user_may_connect(serve: Serve) -> None:
    async with AsyncLXDClient(serve(ConsoleServer()).endpoint) as client:
        async with client.instances.console.vga("v1") as screen:
            directory = os.path.dirname(screen.path)
            assert stat.S_IMODE(os.stat(screen.path).st_mode) == 0o600
            assert stat.S_IMODE(os.stat(directory).st_mode) == 0o700
        assert not os.path.exists(directory)


async def test_a_path_of_ones_own(serve: Serve, tmp_path: Path) -> None:
    async with AsyncLXDClient(serve(ConsoleServer()).endpoint) as client:
        async with client.instances.console.vga("v1", path=tmp_path / "my screen") as screen:
            assert screen.url == f"spice+unix://{tmp_path}/my%20screen"
            assert stat.S_IMODE(os.stat(tmp_path / "my screen").st_mode) == 0o600
        assert not (tmp_path / "my screen").exists()


async def test_a_path_that_is_taken(serve: Serve, tmp_path: Path) -> None:
    server = ConsoleServer()
    (tmp_path / "taken").touch()
    async with AsyncLXDClient(serve(server).endpoint) as client:
        with pytest.raises(OSError, match="in use"):
            await client.instances.console.vga("v1", path=tmp_path / "taken").open()
    assert (tmp_path / "taken").exists()
    assert server.ended.is_set()


async def test_the_server_ends_the_console_and_the_viewer_comes_again(serve: Serve) -> None:
    server = ConsoleServer(b"welcome")
    async with AsyncLXDClient(serve(server).endpoint) as client:
        async with client.instances.console.vga("v1") as screen:
            viewer = await in_thread(lambda: Viewer(screen.path))
            assert await in_thread(partial(viewer.read, 7)) == b"welcome"
            server.end()
            assert await in_thread(partial(viewer.read, 1)) == b""
            viewer.close()
            await screen.wait(PATIENCE)
            assert await visit(screen.path, b"again", 7) == b"welcome"
    assert server.connected == ["control", "0", "control", "0"]
    assert server.ended.is_set()


async def test_a_viewer_that_cannot_be_connected(serve: Serve) -> None:
    server = ConsoleServer()
    server.refusals["0"] = 2
    async with AsyncLXDClient(serve(server).endpoint) as client:
        async with client.instances.console.vga("v1") as screen:
            assert await visit(screen.path, b"", 1) == b""
            with pytest.raises(Forbidden):
                await screen.wait(PATIENCE)


async def test_no_viewer_comes(serve: Serve) -> None:
    async with AsyncLXDClient(serve(ConsoleServer()).endpoint) as client:
        async with client.instances.console.vga("v1") as screen:
            with pytest.raises(LXDTimeout, match="no viewer of v1"):
                await screen.wait(0.01)


async def test_a_container(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    words = "VGA console is only supported by virtual machines"
    lxd.on("POST /1.0/instances/c1/console", envelopes.error(400, words))
    with nothing_left():
        with pytest.raises(BadRequest, match="VGA"):
            await client.instances.console.vga("c1", project="p").open()
    assert lxd.calls == ["POST /1.0/instances/c1/console?project=p"]


async def test_it_is_opened_once(serve: Serve) -> None:
    async with AsyncLXDClient(serve(ConsoleServer()).endpoint) as client:
        async with client.instances.console.vga("v1") as screen:
            with pytest.raises(LXDError, match="before"):
                await screen.open()
        with pytest.raises(LXDError, match="before"):
            await screen.open()


async def test_nothing_is_left(serve: Serve) -> None:
    peers = serve(ConsoleServer(b"welcome"))
    with nothing_left():
        async with AsyncLXDClient(peers.endpoint) as client:
            async with client.instances.console.vga("v1") as screen:
                viewer = await in_thread(lambda: Viewer(screen.path))
                assert await in_thread(partial(viewer.read, 7)) == b"welcome"
        viewer.close()
        for peer in peers.peers:
            await happens(peer.gone)
