"""A task that is cancelled leaves nothing behind."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from lxd import AsyncLXDClient
from lxd._async.connection import AsyncConnection
from lxd._async.connections import Connections
from lxd._core.endpoint import Endpoint
from tests import envelopes
from tests.peers import PATIENCE, Peer, PeerServer, Play

SERVER = envelopes.sync(envelopes.server())


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Play], PeerServer]]:
    with ExitStack() as stack:
        yield lambda play: stack.enter_context(PeerServer(play, socket_path=tmp_path / "s"))


async def happens(event: threading.Event) -> None:
    assert await asyncio.to_thread(event.wait, PATIENCE), "it did not happen"


async def cancelled(task: asyncio.Task[Any]) -> None:
    """Cancels a task, and waits for its end."""
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


class Slow:
    """A server that lets the first request wait, and answers all others."""

    def __init__(self, hung: str = "") -> None:
        self.asked = threading.Event()
        self.paths: list[str] = []
        self._hung = hung

    def __call__(self, peer: Peer) -> None:
        while request := peer.request():
            self.paths.append(f"{request.method} {request.path}")
            if len(self.paths) == 1:
                self.asked.set()
                peer.wait_for_client()
                return
            peer.answer(SERVER)


async def test_a_cancelled_request_hangs_up(serve: Callable[[Play], PeerServer]) -> None:
    slow = Slow()
    server = serve(slow)
    async with AsyncLXDClient(server.endpoint) as client:
        task = asyncio.create_task(client.server.get())
        await happens(slow.asked)
        await cancelled(task)
        await happens(server.peers[0].gone)


async def test_a_cancelled_request_gives_its_connection_back(serve: Callable[[Play], PeerServer]) -> None:
    slow = Slow()
    async with AsyncLXDClient(serve(slow).endpoint, connections=1) as client:
        task = asyncio.create_task(client.server.get())
        await happens(slow.asked)
        await cancelled(task)
        assert (await client.server.get()).auth == "trusted"


async def test_a_request_that_takes_too_long_for_its_caller(serve: Callable[[Play], PeerServer]) -> None:
    async with AsyncLXDClient(serve(Slow()).endpoint, connections=1) as client:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await client.server.get()
        assert (await client.server.get()).auth == "trusted"


async def test_a_cancelled_wait_hangs_up(serve: Callable[[Play], PeerServer]) -> None:
    slow = Slow()
    server = serve(slow)
    async with AsyncLXDClient(server.endpoint) as client:
        task = asyncio.create_task(client.operations.wait(envelopes.ID))
        await happens(slow.asked)
        await cancelled(task)
        await happens(server.peers[0].gone)


async def test_a_cancelled_wait_leaves_the_operation_alone(serve: Callable[[Play], PeerServer]) -> None:
    slow = Slow()
    async with AsyncLXDClient(serve(slow).endpoint) as client:
        task = asyncio.create_task(client.operations.wait(envelopes.ID))
        await happens(slow.asked)
        await cancelled(task)
    assert slow.paths == [f"GET {envelopes.WAIT}"]


async def test_a_cancelled_wait_for_progress_closes_the_websocket(
    serve: Callable[[Play], PeerServer],
) -> None:
    listening = threading.Event()

    def play(peer: Peer) -> None:
        while request := peer.request():
            if request.path == "/1.0/events":
                peer.grant(request)
                peer.listen()
                return
            peer.answer(envelopes.sync(envelopes.operation()))
            listening.set()

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        task = asyncio.create_task(client.operations.wait(envelopes.ID, progress=print))
        await happens(listening)
        await cancelled(task)
        await happens(server.peers[0].gone)


async def test_a_stream_cancelled_while_it_opens_hangs_up(serve: Callable[[Play], PeerServer]) -> None:
    slow = Slow()
    server = serve(slow)
    async with AsyncLXDClient(server.endpoint) as client:
        task = asyncio.create_task(client.server.get_events().open())
        await happens(slow.asked)
        await cancelled(task)
        await happens(server.peers[0].gone)


def silent(peer: Peer) -> None:
    peer.upgrade()
    peer.listen()


async def test_a_cancelled_loop_closes_its_stream(serve: Callable[[Play], PeerServer]) -> None:
    server = serve(silent)

    async def listen(client: AsyncLXDClient) -> None:
        async for _ in client.server.get_events():
            pass

    async with AsyncLXDClient(server.endpoint) as client:
        task = asyncio.create_task(listen(client))
        await asyncio.to_thread(server.peer)
        await cancelled(task)
        await happens(server.peers[0].gone)


async def test_a_cancelled_receive_leaves_the_stream_as_it_was(serve: Callable[[Play], PeerServer]) -> None:
    server = serve(silent)
    async with AsyncLXDClient(server.endpoint) as client, client.server.get_events() as events:
        task = asyncio.create_task(events.receive())
        await asyncio.sleep(0)
        await cancelled(task)
        server.peers[0].event("lifecycle", {})
        assert (await events.receive()).type == "lifecycle"


async def test_nothing_runs_on_afterwards(serve: Callable[[Play], PeerServer]) -> None:
    before = asyncio.all_tasks()
    server = serve(silent)
    async with AsyncLXDClient(server.endpoint) as client:
        async with client.server.get_events():
            pass
    assert asyncio.all_tasks() == before


def a_connection() -> AsyncConnection:
    return AsyncConnection(Endpoint(socket="/run/lxd.socket"), None, 60)


async def test_who_is_cancelled_while_waiting_for_a_connection_loses_none() -> None:
    connections = Connections(a_connection, 1)
    taken = await connections.take()
    waiting = asyncio.create_task(connections.take())
    await asyncio.sleep(0)
    await cancelled(waiting)
    await connections.give_back(taken)
    async with asyncio.timeout(PATIENCE):
        assert await connections.take() is taken


async def test_who_is_cancelled_at_the_moment_of_getting_a_connection_loses_none() -> None:
    connections = Connections(a_connection, 1)
    taken = await connections.take()
    waiting = asyncio.create_task(connections.take())
    await asyncio.sleep(0)
    await connections.give_back(taken)
    await cancelled(waiting)
    async with asyncio.timeout(PATIENCE):
        await connections.take()


async def test_the_next_in_the_queue_is_served_when_one_before_it_is_cancelled() -> None:
    connections = Connections(a_connection, 1)
    taken = await connections.take()
    first = asyncio.create_task(connections.take())
    second = asyncio.create_task(connections.take())
    await asyncio.sleep(0)
    await connections.give_back(taken)
    await cancelled(first)
    async with asyncio.timeout(PATIENCE):
        assert await second is taken


def test_a_client_may_be_made_before_any_loop_runs(serve: Callable[[Play], PeerServer]) -> None:
    def play(peer: Peer) -> None:
        while peer.request():
            peer.answer(SERVER)

    client = AsyncLXDClient(serve(play).endpoint, connections=1)

    async def main() -> list[str]:
        async with client:
            servers = await asyncio.gather(*(client.server.get() for _ in range(3)))
        return [server.auth for server in servers]

    assert asyncio.run(main()) == ["trusted"] * 3
