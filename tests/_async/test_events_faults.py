"""Streams that break, or are closed by somebody else."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest

from lxd import AsyncLXDClient, LXDError
from lxd._async.events import AsyncEventStream
from lxd.entities.events import Event
from lxd.errors import (
    LXDConnectionError,
)
from tests._async._io import Running, gather, happens, settle
from tests._async.conftest import Serve
from tests.identities import Trust
from tests.peers import CLOSE, PATIENCE, Peer


async def test_a_broken_connection_ends_the_stream(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()

    async with AsyncLXDClient(serve(play).endpoint) as client:
        with pytest.raises(LXDConnectionError, match=r"WEBSOCKET /1\.0/events"):
            async for _ in client.server.get_events():
                pass


async def test_a_goodbye_of_the_server_ends_the_stream(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(CLOSE, b"\x03\xe9")
        peer.listen()

    async with AsyncLXDClient(serve(play).endpoint) as client:
        with pytest.raises(LXDConnectionError):
            async for _ in client.server.get_events():
                pass


async def test_a_connection_that_breaks_within_a_frame_ends_the_stream(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.send(b"\x81\x7ehalf")

    async with AsyncLXDClient(serve(play).endpoint) as client:
        with pytest.raises(LXDConnectionError):
            async for _ in client.server.get_events():
                pass


async def test_what_came_before_the_break_is_received(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.event("lifecycle", {"action": "last"})

    async with AsyncLXDClient(serve(play).endpoint) as client:
        async with client.server.get_events(type="lifecycle") as events:
            assert (await events.receive()).metadata.action == "last"


def silent(peer: Peer) -> None:
    """Plays a server on which nothing happens."""
    peer.upgrade()
    peer.listen()


async def test_a_stream_closed_by_somebody_else_ends_for_who_waits(serve: Serve) -> None:
    async with AsyncLXDClient(serve(silent).endpoint) as client:
        stream = client.server.get_events()
        await stream.open()
        waiting = Running(stream.receive)
        await stream.aclose()
        with pytest.raises(LXDConnectionError):
            await waiting.result()


async def test_a_client_closed_by_somebody_else_ends_its_streams(serve: Serve) -> None:
    client = AsyncLXDClient(serve(silent).endpoint)
    stream = client.server.get_events()
    await stream.open()
    waiting = Running(stream.receive)
    await client.aclose()
    with pytest.raises(LXDConnectionError):
        await waiting.result()
    await stream.aclose()


async def test_a_closed_stream_is_not_opened_again_by_receiving(serve: Serve) -> None:
    server = serve(silent)
    async with AsyncLXDClient(server.endpoint) as client:
        stream = client.server.get_events()
        await stream.open()
        await stream.aclose()
        with pytest.raises(LXDError):
            await stream.receive(timeout=1)
        await stream.aclose()
    assert len(server.peers) == 1


async def _close_at_first_event(stream: AsyncEventStream[Event]) -> None:
    async for _ in stream:
        await stream.aclose()


async def test_a_stream_closed_while_its_loop_is_busy_is_not_opened_again(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.event("lifecycle", {"action": "first"})
        peer.listen()

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        stream = client.server.get_events()
        with pytest.raises(LXDError):
            await _close_at_first_event(stream)
    assert len(server.peers) == 1


async def test_a_stream_closed_while_it_opens_does_not_stay(serve: Serve) -> None:
    asked, closed = threading.Event(), threading.Event()

    def play(peer: Peer) -> None:
        request = peer.request()
        asked.set()
        closed.wait()
        assert request is not None
        peer.grant(request)
        peer.listen()

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        stream = client.server.get_events()
        opening = Running(stream.open)
        await happens(asked)
        closing = Running(stream.aclose)
        await settle()
        closed.set()
        await closing.result()
        with suppress(LXDError):
            await opening.result()
        await happens(server.peers[0].gone)


async def test_two_who_open_a_stream_at_the_same_time_open_one(serve: Serve) -> None:
    server = serve(silent)
    async with AsyncLXDClient(server.endpoint) as client:
        stream = client.server.get_events()
        await gather(stream.open, stream.open)
        await stream.aclose()
    assert len(server.peers) == 1


async def test_a_connection_that_is_broken_off_ends_the_stream(serve_tls: Serve, pinned: Trust) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.reset()

    async with AsyncLXDClient(serve_tls(play).endpoint, **pinned) as client:
        with pytest.raises(LXDConnectionError):
            await client.server.get_events().receive(timeout=PATIENCE)


async def test_a_closed_client_opens_no_stream(serve: Serve) -> None:
    client = AsyncLXDClient(serve(silent).endpoint)
    await client.aclose()
    with pytest.raises(LXDError, match="this client is closed"):
        await client.server.get_events().open()


async def test_a_stream_that_opens_while_the_client_is_closed_does_not_stay(serve: Serve) -> None:
    asked, closed = threading.Event(), threading.Event()

    def play(peer: Peer) -> None:
        request = peer.request()
        asked.set()
        closed.wait()
        assert request is not None
        peer.grant(request)
        peer.listen()

    server = serve(play)
    client = AsyncLXDClient(server.endpoint)
    opening = Running(client.server.get_events().open)
    await happens(asked)
    await client.aclose()
    closed.set()
    with pytest.raises(LXDError):
        await opening.result()
    await happens(server.peers[0].gone)
