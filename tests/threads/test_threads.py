"""One client, many threads."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from lxd import LXDClient, LXDError
from lxd._core.endpoint import parse_endpoint
from lxd._sync.transport import Transport
from tests import envelopes
from tests.peers import PATIENCE, Peer, PeerServer, Play


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Play], PeerServer]]:
    with ExitStack() as stack:
        yield lambda play: stack.enter_context(PeerServer(play, socket_path=tmp_path / "s"))


def test_every_thread_gets_its_own_answer(serve: Callable[[Play], PeerServer]) -> None:
    def play(peer: Peer) -> None:
        while request := peer.request():
            peer.answer(envelopes.sync({"name": request.path.rpartition("/")[2]}))

    names = [f"c{number}" for number in range(200)]
    with LXDClient(serve(play).endpoint, connections=4) as client, ThreadPoolExecutor(32) as pool:
        got = [instance.name for instance in pool.map(client.instances.get, names)]
    assert got == names


def test_the_threads_that_come_first_share_one_set_of_tls_rules() -> None:
    both = threading.Barrier(2)
    made: list[ssl.SSLContext] = []

    def make_context() -> ssl.SSLContext:
        with suppress(threading.BrokenBarrierError):
            both.wait(0.2)  # for the other one, if it gets here
        made.append(ssl.create_default_context())
        return made[-1]

    transport = Transport(
        parse_endpoint("https://127.0.0.1:8443"),
        make_context=make_context,
        timeout=1,
        connections=2,
        user_agent="test",
    )
    with ThreadPoolExecutor(2) as pool:
        contexts = list(pool.map(lambda _: transport.context, range(2)))
    assert contexts == made * 2


def silent(peer: Peer) -> None:
    peer.upgrade()
    peer.listen()


def test_the_thread_that_reads_ends_with_its_stream(serve: Callable[[Play], PeerServer]) -> None:
    before = set(threading.enumerate())
    with LXDClient(serve(silent).endpoint) as client, client.server.get_events():
        (reader,) = (thread for thread in set(threading.enumerate()) - before if "peer" not in thread.name)
    assert not reader.is_alive()


def test_the_thread_that_reads_does_not_keep_the_program_alive(serve: Callable[[Play], PeerServer]) -> None:
    before = set(threading.enumerate())
    with LXDClient(serve(silent).endpoint) as client, client.server.get_events():
        (reader,) = (thread for thread in set(threading.enumerate()) - before if "peer" not in thread.name)
        assert reader.daemon


def test_many_threads_may_close_a_stream_at_the_same_time(serve: Callable[[Play], PeerServer]) -> None:
    server = serve(silent)
    with LXDClient(server.endpoint) as client:
        stream = client.server.get_events()
        stream.open()
        together = threading.Barrier(8)

        def close() -> None:
            together.wait()
            stream.close()

        with ThreadPoolExecutor(8) as pool:
            for closing in [pool.submit(close) for _ in range(8)]:
                closing.result(PATIENCE)
    assert server.peers[0].gone.wait(PATIENCE)


def test_a_stream_is_closed_while_events_pour_in(serve: Callable[[Play], PeerServer]) -> None:
    def pour(peer: Peer) -> None:
        peer.upgrade()
        while True:
            peer.event("lifecycle", {"action": "x"})

    with LXDClient(serve(pour).endpoint) as client:
        stream = client.server.get_events(queue_size=1_000_000)
        stream.receive(PATIENCE)
        stream.close()
        with pytest.raises(LXDError):
            stream.receive(PATIENCE)
