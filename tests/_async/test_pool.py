"""How a client uses its connections."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from lxd import AsyncLXDClient, LXDError
from lxd.errors import NotFound
from tests import envelopes
from tests._async._io import Running, gather, happens, in_thread, settle
from tests._async.conftest import Serve
from tests.identities import Identity
from tests.peers import PATIENCE, Peer, answering

SERVER = envelopes.sync(envelopes.server())


class Busy:
    """A server that counts how many requests it has at a time.

    Args:
        limit: how many there should be, before it answers any.
    """

    def __init__(self, limit: int) -> None:
        self.most = 0
        self._now = 0
        self._lock = threading.Lock()
        self._full = threading.Event()
        self._limit = limit

    def __call__(self, peer: Peer) -> None:
        while peer.request():
            with self._lock:
                self._now += 1
                self.most = max(self.most, self._now)
            if self.most >= self._limit:
                self._full.set()
            self._full.wait(PATIENCE)
            with self._lock:
                self._now -= 1
            peer.answer(SERVER)


async def test_requests_one_after_the_other_share_a_connection(serve: Serve) -> None:
    server = serve(answering(SERVER))
    async with AsyncLXDClient(server.endpoint) as client:
        for _ in range(5):
            await client.server.get()
    assert len(server.peers) == 1


async def test_an_error_does_not_cost_the_connection(serve: Serve) -> None:
    server = serve(answering(envelopes.error(404, "no"), SERVER))
    async with AsyncLXDClient(server.endpoint) as client:
        with pytest.raises(NotFound):
            await client.instances.get("c1")
        await client.server.get()
    assert len(server.peers) == 1


async def test_requests_at_the_same_time_have_connections_of_their_own(serve: Serve) -> None:
    busy = Busy(3)
    server = serve(busy)
    async with AsyncLXDClient(server.endpoint) as client:
        await gather(*[partial(client.server.get)] * 3)
    assert len(server.peers) == 3


@pytest.mark.parametrize("connections", [1, 4])
async def test_there_are_never_more_than_the_limit(serve: Serve, connections: int) -> None:
    busy = Busy(connections)
    server = serve(busy)
    async with AsyncLXDClient(server.endpoint, connections=connections) as client:
        answers = await gather(*[partial(client.server.get)] * 20)
    assert (len(answers), busy.most, len(server.peers)) == (20, connections, connections)


async def test_if_nothing_else_is_said_there_are_eight(serve: Serve) -> None:
    busy = Busy(8)
    async with AsyncLXDClient(serve(busy).endpoint) as client:
        await gather(*[partial(client.server.get)] * 20)
    assert busy.most == 8


async def test_scopes_share_the_connections(serve: Serve) -> None:
    server = serve(answering(SERVER))
    async with AsyncLXDClient(server.endpoint) as client:
        await client.server.get()
        await client.with_scope(project="p").server.get()
    assert len(server.peers) == 1


async def test_long_waits_do_not_use_up_the_connections(serve: Serve) -> None:
    waiting, done = threading.Event(), threading.Event()

    def play(peer: Peer) -> None:
        while request := peer.request():
            if request.path == envelopes.WAIT:
                waiting.set()
                done.wait(PATIENCE)
                peer.answer(envelopes.sync(envelopes.operation(200)))
            else:
                peer.answer(SERVER)

    async with AsyncLXDClient(serve(play).endpoint, connections=1) as client:
        wait = Running(partial(client.operations.wait, envelopes.ID))
        await happens(waiting)
        await client.server.get()
        done.set()
        assert (await wait.result()).status == "Success"


async def test_streams_do_not_use_up_the_connections(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        while request := peer.request():
            if request.path == "/1.0/events":
                peer.grant(request)
                peer.listen()
                return
            peer.answer(SERVER)

    async with AsyncLXDClient(serve(play).endpoint, connections=1) as client:
        async with client.server.get_events(), client.server.get_events():
            assert (await client.server.get()).auth == "trusted"


async def test_closing_the_client_closes_its_connections(serve: Serve) -> None:
    server = serve(answering(SERVER))
    async with AsyncLXDClient(server.endpoint) as client:
        await client.server.get()
    await happens(server.peers[0].gone)


async def test_what_waits_for_its_turn_when_the_client_is_closed_is_not_sent(serve: Serve) -> None:
    asked, closed = threading.Event(), threading.Event()
    paths: list[str] = []

    def play(peer: Peer) -> None:
        while request := peer.request():
            paths.append(request.path)
            asked.set()
            closed.wait(PATIENCE)
            peer.answer(envelopes.sync({"name": "c1"}))

    client = AsyncLXDClient(serve(play).endpoint, connections=1)
    first = Running(partial(client.instances.get, "first"))
    await happens(asked)
    second = Running(partial(client.instances.get, "second"))
    await settle()
    await client.aclose()
    closed.set()
    for running in (first, second):
        with suppress(LXDError):
            await running.result()
    assert paths == ["/1.0/instances/first"]


async def test_a_certificate_that_is_missing_does_not_use_up_the_connections(
    server_identity: Identity, tmp_path: Path
) -> None:
    missing = tmp_path / "none.crt"
    async with AsyncLXDClient("https://127.0.0.1:1", endpoint_cert_path=missing, connections=1) as client:
        for _ in range(2):
            with pytest.raises(LXDError, match=r"none\.crt"):
                await Running(client.server.get).result()


async def test_bytes_that_nobody_asked_for_are_no_answer(serve: Serve) -> None:
    told, stray = threading.Event(), threading.Event()

    def play(peer: Peer) -> None:
        peer.request()
        peer.answer(envelopes.sync({"name": "right"}))
        if peer.number == 0:
            told.wait(PATIENCE)
            peer.answer(envelopes.sync({"name": "wrong"}))
            stray.set()
        peer.request()
        peer.answer(envelopes.sync({"name": "right"}))
        peer.wait_for_client()

    async with AsyncLXDClient(serve(play).endpoint) as client:
        await client.instances.get("c1")
        told.set()
        await happens(stray)
        assert (await client.instances.get("c1")).name == "right"


async def test_a_connection_on_which_an_answer_was_not_read_is_not_used_again(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        if peer.number == 0:
            peer.wait_for_client()
        peer.answer(SERVER)
        peer.wait_for_client()

    server = serve(play)
    async with AsyncLXDClient(server.endpoint, timeout=0.1) as client:
        with pytest.raises(LXDError, match=r"no answer within 0\.1 s"):
            await client.server.get()
        assert (await client.server.get()).auth == "trusted"
    await in_thread(lambda: server.peer(1))


async def test_a_connection_on_which_half_an_answer_was_read_is_not_used_again(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        if peer.number == 0:
            peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
            peer.wait_for_client()
        peer.answer(SERVER)
        peer.wait_for_client()

    async with AsyncLXDClient(serve(play).endpoint, timeout=0.1, connections=1) as client:
        with pytest.raises(LXDError, match=r"no answer within 0\.1 s"):
            await client.server.get()
        assert (await client.server.get()).auth == "trusted"


async def test_a_server_that_closes_after_each_answer_is_no_trouble(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.answer(SERVER, Connection="close")

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        for _ in range(3):
            assert (await client.server.get()).auth == "trusted"
    assert len(server.peers) == 3


async def test_an_answer_in_chunks_is_read_whole(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for part in (b'{"type":"sync",', b'"metadata":{"name":"c1"}}'):
            peer.send(b"%x\r\n%s\r\n" % (len(part), part))
        peer.send(b"0\r\n\r\n")
        peer.wait_for_client()

    async with AsyncLXDClient(serve(play).endpoint) as client:
        assert (await client.instances.get("c1")).name == "c1"


async def test_a_large_answer_is_read_whole(serve: Serve) -> None:
    name = "x" * 3_000_000
    async with AsyncLXDClient(serve(answering(envelopes.sync({"name": name}))).endpoint) as client:
        assert (await client.instances.get("c1")).name == name


async def test_a_large_body_is_sent_whole(serve: Serve) -> None:
    sizes: list[int] = []

    def play(peer: Peer) -> None:
        while request := peer.request():
            sizes.append(len(request.body))
            peer.answer(envelopes.sync())

    async with AsyncLXDClient(serve(play).endpoint) as client:
        await client.raw("POST", "/1.0/later", content=b"x" * 3_000_000)
    assert sizes == [3_000_000]


async def test_the_wait_that_comes_in_two_parts_is_read_whole(serve: Serve) -> None:
    # Newer servers send the headers of a wait at once, and the body when the operation ends.
    def play(peer: Peer) -> None:
        peer.request()
        peer.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        body = b'{"type":"sync","metadata":{"id":"1","status":"Success","status_code":200}}'
        peer.send(b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))
        peer.wait_for_client()

    async with AsyncLXDClient(serve(play).endpoint) as client:
        assert (await client.operations.wait("1")).status == "Success"
