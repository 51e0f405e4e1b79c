"""Websockets that belong together, as a command's streams do."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from lxd import AsyncLXDClient
from lxd._async.websocket import AsyncWebSocket, first_of
from lxd.errors import Forbidden, LXDConnectionError, LXDError, LXDTimeout
from tests import envelopes
from tests._async._io import Running, gather, happens, settle
from tests._async.conftest import Serve
from tests.identities import Trust
from tests.peers import BINARY, CLOSE, PATIENCE, PING, TEXT, Peer, PeerServer


@asynccontextmanager
async def opened(server: PeerServer, *names: str) -> AsyncIterator[list[AsyncWebSocket]]:
    """Opens websockets of some names."""
    async with AsyncLXDClient(server.endpoint) as client:
        yield await client._transport.websockets([f"/{name}" for name in names], timeout=PATIENCE)


async def send_for_ever(
    websocket: AsyncWebSocket, message: bytes, timeout: float, sent: list[int] | None = None
) -> None:
    """Sends the same again and again, until that fails."""
    while True:
        await websocket.send(message, timeout)
        if sent is not None:
            sent.append(len(message))


async def test_the_first_one_is_open_before_the_others_are_asked_for(serve: Serve) -> None:
    order: list[str] = []

    def play(peer: Peer) -> None:
        asked = peer.request()
        assert asked is not None
        order.append(f"asked {asked.target}")
        if asked.target == "/control":
            order.append("granted /control")
        peer.grant(asked)
        peer.listen()

    async with opened(serve(play), "control", "0", "1"):
        assert order[:2] == ["asked /control", "granted /control"]
        assert sorted(order[2:]) == ["asked /0", "asked /1"]


async def test_text_and_binary_messages_stay_what_they_are(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(BINARY, b"\xff\x00")
        peer.frame(TEXT, b"")
        peer.listen()

    async with opened(serve(play), "1") as (websocket,):
        assert await websocket.recv(PATIENCE) == b"\xff\x00"
        assert await websocket.recv(PATIENCE) == ""


async def test_what_is_sent_arrives(serve: Serve) -> None:
    frames: list[tuple[int, bytes] | None] = []
    arrived = threading.Event()

    def play(peer: Peer) -> None:
        peer.upgrade()
        frames.extend([peer.read_frame(), peer.read_frame()])
        arrived.set()
        peer.listen()

    async with opened(serve(play), "0") as (websocket,):
        await websocket.send(b"ab\xff")
        await websocket.send("")
        await happens(arrived)
    assert frames == [(BINARY, b"ab\xff"), (TEXT, b"")]


async def test_the_first_to_say_something_is_told(serve: Serve) -> None:
    first_spoke = threading.Event()

    def play(peer: Peer) -> None:
        asked = peer.upgrade()
        assert asked is not None
        if asked.target == "/1":
            first_spoke.wait(PATIENCE)
        if asked.target != "/control":
            peer.frame(BINARY, asked.target.encode())
        peer.listen()

    async with opened(serve(play), "control", "1", "2") as (_, one, two):
        assert await first_of([one, two], PATIENCE) is two
        first_spoke.set()
        assert await two.recv() == b"/2"
        assert await first_of([one, two], PATIENCE) is one
        assert await one.recv() == b"/1"


async def test_messages_are_told_in_the_order_of_their_arrival(serve: Serve) -> None:
    turn = [threading.Event(), threading.Event(), threading.Event()]

    def play(peer: Peer) -> None:
        asked = peer.upgrade()
        if asked is not None and asked.target != "/control":
            for index in (0, 2) if asked.target == "/1" else (1,):
                turn[index].wait(PATIENCE)
                peer.frame(BINARY, str(index).encode())
        peer.listen()

    async with opened(serve(play), "control", "1", "2") as (_, one, two):
        heard = []
        for event in turn:
            event.set()
            websocket = await first_of([one, two], PATIENCE)
            heard.append((websocket, await websocket.recv()))
    assert heard == [(one, b"0"), (two, b"1"), (one, b"2")]


async def test_the_end_is_told_after_what_came_before(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(BINARY, b"last words")

    async with opened(serve(play), "1") as (websocket,):
        assert await websocket.recv(PATIENCE) == b"last words"
        with pytest.raises(LXDConnectionError, match="the server hung up"):
            await websocket.recv(PATIENCE)
        assert websocket.close_code == 1006


async def test_a_goodbye_is_told_from_hanging_up(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(CLOSE, b"\x03\xe8")
        peer.wait_for_client()

    async with opened(serve(play), "1") as (websocket,):
        with pytest.raises(LXDConnectionError, match=r"ended the stream \(1000\)"):
            await websocket.recv(PATIENCE)
        assert websocket.close_code == 1000


async def test_an_answer_to_a_ping_that_finds_nobody_loses_nothing(serve: Serve) -> None:
    # LXD pings when a command begins, and hangs up when it has ended.
    content = b"x" * 100_000

    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(PING, b"?")
        for _ in range(20):
            peer.frame(BINARY, content)
        peer.frame(TEXT)

    async with opened(serve(play), "1") as (websocket,):
        assert [await websocket.recv(PATIENCE) for _ in range(21)] == [content] * 20 + [""]


async def test_sending_to_who_has_hung_up_leaves_what_there_is_to_read(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(BINARY, b"goodbye")

    server = serve(play)
    async with opened(server, "0") as (websocket,):
        await happens(server.peer().gone)
        with pytest.raises(LXDConnectionError):
            await send_for_ever(websocket, b"x" * 65536, PATIENCE)
        assert await websocket.recv(PATIENCE) == b"goodbye"


async def test_who_reads_nothing_makes_the_server_wait(serve: Serve) -> None:
    message = b"x" * 262_144
    sent: list[int] = []

    def play(peer: Peer) -> None:
        peer.upgrade()
        for number in range(128):
            peer.frame(BINARY, message)
            sent.append(number)
        peer.frame(TEXT)
        peer.listen()

    async with opened(serve(play), "1") as (websocket,):
        assert await websocket.recv(PATIENCE) == message
        await settle()
        assert len(sent) < 64
        for _ in range(127):
            assert await websocket.recv(PATIENCE) == message
        assert await websocket.recv(PATIENCE) == ""


async def test_a_server_that_reads_nothing_makes_the_sender_wait(serve: Serve) -> None:
    go_on = threading.Event()
    received: list[int] = []

    def play(peer: Peer) -> None:
        peer.upgrade()
        go_on.wait(PATIENCE)
        while (frame := peer.read_frame()) and frame[0] == BINARY:
            received.append(len(frame[1]))

    async with opened(serve(play), "0") as (websocket,):
        sent: list[int] = []
        with pytest.raises(LXDTimeout):
            await send_for_ever(websocket, b"x" * 10_000, 0.05, sent)
        go_on.set()
        await websocket.send("", PATIENCE)
        while websocket.close_code is None:
            with pytest.raises(LXDConnectionError):
                await websocket.recv(PATIENCE)
    assert received == [10_000] * (len(sent) + 1), "the one that had to wait was taken all the same"


async def test_where_one_is_refused_none_is_left(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        asked = peer.request()
        if asked is None:
            return
        if asked.target == "/2":
            peer.answer(envelopes.error(403, "not yours"), status=403)
        else:
            peer.grant(asked)
        peer.wait_for_client()

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        with pytest.raises(Forbidden, match="not yours"):
            await client._transport.websockets(["/control", "/1", "/2"])
        for number in range(len(server.peers)):
            await happens(server.peer(number).gone)


async def test_where_one_is_not_answered_none_is_left(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        asked = peer.request()
        if asked is not None and asked.target != "/1":
            peer.grant(asked)
        peer.wait_for_client()

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        with pytest.raises(LXDTimeout, match=r"within 0\.05 s"):
            await client._transport.websockets(["/control", "/1"], timeout=0.05)
        for number in range(len(server.peers)):
            await happens(server.peer(number).gone)


async def test_closing_tells_whoever_waits(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.listen()

    async with AsyncLXDClient(serve(play).endpoint) as client:
        (websocket,) = await client._transport.websockets(["/1"])
        waiting = Running(websocket.recv)
        await settle()
        await client._transport.close_websocket(websocket)
        with pytest.raises(LXDConnectionError):
            await waiting.result()


async def test_closing_the_client_closes_them(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.listen()

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        websockets = await client._transport.websockets(["/1", "/2"])
    for websocket in websockets:
        with pytest.raises(LXDConnectionError):
            await websocket.recv(PATIENCE)
    for number in range(2):
        await happens(server.peer(number).gone)


async def test_several_may_be_read_at_once(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        asked = peer.upgrade()
        assert asked is not None
        for number in range(50):
            peer.frame(BINARY, f"{asked.target}{number}".encode())
        peer.listen()

    async def all_of(websocket: AsyncWebSocket) -> list[str | bytes]:
        return [await websocket.recv(PATIENCE) for _ in range(50)]

    async with opened(serve(play), "a", "b", "c") as (a, b, c):
        heard = await gather(lambda: all_of(a), lambda: all_of(b), lambda: all_of(c))
    assert heard == [[f"/{name}{number}".encode() for number in range(50)] for name in "abc"]


async def test_a_client_that_is_closed_opens_none(serve: Serve) -> None:
    client = AsyncLXDClient(serve(Peer.wait_for_client).endpoint)
    await client.aclose()
    with pytest.raises(LXDError, match="this client is closed"):
        await client._transport.websockets(["/1"])


async def test_over_tls_they_go_on_with_the_session_of_the_last_request(
    serve_tls: Serve, pinned: Trust
) -> None:
    resumed: list[bool | None] = []

    def play(peer: Peer) -> None:
        asked = peer.request()
        if asked is None:
            return
        resumed.append(peer.resumed)
        if asked.target == "/1.0":
            peer.answer(envelopes.sync({"api_extensions": [], "environment": {}}))
            peer.wait_for_client()
        else:
            peer.grant(asked)
            peer.frame(BINARY, b"x")
            peer.listen()

    async with AsyncLXDClient(serve_tls(play).endpoint, **pinned) as client:
        await client.server.get()
        websockets = await client._transport.websockets(["/control", "/1", "/2"])
        for websocket in websockets:
            assert await websocket.recv(PATIENCE) == b"x"
    assert resumed == [False, True, True, True]
