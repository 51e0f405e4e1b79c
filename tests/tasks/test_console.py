"""A task that is cancelled leaves no console behind, whenever that happens."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from lxd import AsyncLXDClient
from lxd._async.instances import sessions
from tests.console_server import ConsoleServer
from tests.peers import PATIENCE, Peer, PeerServer, Play


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Play], PeerServer]]:
    with ExitStack() as stack:
        yield lambda play: stack.enter_context(PeerServer(play, socket_path=tmp_path / "s"))


class Slow:
    """A console server that lets the first connection wait until it may go on."""

    def __init__(self) -> None:
        self.consoles = ConsoleServer()
        self.asked = threading.Event()
        self.may_go_on = threading.Event()

    def __call__(self, peer: Peer) -> None:
        if peer.number == 0:
            self.asked.set()
            self.may_go_on.wait(PATIENCE)
        self.consoles(peer)


async def happens(event: threading.Event) -> None:
    assert await asyncio.to_thread(event.wait, PATIENCE), "it did not happen"


async def test_cancelled_while_it_is_attached(serve: Callable[[Play], PeerServer]) -> None:
    server = ConsoleServer(b"login: ")
    attached = asyncio.Event()

    async def watch() -> None:
        async with client.instances.console.attach("c1") as console:
            async for _ in console:
                attached.set()

    async with AsyncLXDClient(serve(server).endpoint) as client:
        task = asyncio.create_task(watch())
        await attached.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert server.ended.is_set()


async def test_cancelled_while_the_server_begins_it(serve: Callable[[Play], PeerServer]) -> None:
    server = Slow()
    async with AsyncLXDClient(serve(server).endpoint) as client:
        task = asyncio.create_task(client.instances.console.attach("c1").open())
        await happens(server.asked)
        task.cancel()
        server.may_go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert server.consoles.connected == ["control", "0"]
    assert server.consoles.ended.is_set()


async def test_cancelled_while_the_server_hangs(
    serve: Callable[[Play], PeerServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_PATIENCE", 0.01)
    server = Slow()
    async with AsyncLXDClient(serve(server).endpoint) as client:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await client.instances.console.attach("c1").open()
    server.may_go_on.set()


async def test_cancelled_while_viewers_are_waited_for(serve: Callable[[Play], PeerServer]) -> None:
    server = ConsoleServer()
    async with AsyncLXDClient(serve(server).endpoint) as client:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05), client.instances.console.vga("v1") as screen:
                await screen.wait()
        assert not Path(screen.path).exists()
    assert server.ended.is_set()
