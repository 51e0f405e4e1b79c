"""Ctrl-C ends whatever the client waits for, and leaves it usable."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from lxd import LXDClient
from tests import envelopes
from tests.peers import PATIENCE, Peer, PeerServer, Play

SERVER = envelopes.sync(envelopes.server())


@pytest.fixture(autouse=True)
def as_in_a_terminal() -> Iterator[None]:
    """Ctrl-C interrupts: a shell turns that off for what it runs in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Play], PeerServer]]:
    with ExitStack() as stack:
        yield lambda play: stack.enter_context(PeerServer(play, socket_path=tmp_path / "s"))


def interrupt() -> None:
    """Does what Ctrl-C does."""
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


class Interrupting:
    """A server that interrupts the first request, and answers all others."""

    def __init__(self) -> None:
        self._first = True

    def __call__(self, peer: Peer) -> None:
        while peer.request():
            if self._first:
                self._first = False
                interrupt()
                peer.wait_for_client()
                return
            peer.answer(SERVER)


def test_a_request_is_interrupted(serve: Callable[[Play], PeerServer]) -> None:
    with LXDClient(serve(Interrupting()).endpoint) as client, pytest.raises(KeyboardInterrupt):
        client.server.get()


def test_after_an_interruption_the_client_goes_on(serve: Callable[[Play], PeerServer]) -> None:
    with LXDClient(serve(Interrupting()).endpoint, connections=1) as client:
        with pytest.raises(KeyboardInterrupt):
            client.server.get()
        assert client.server.get().auth == "trusted"


def test_an_interrupted_request_hangs_up(serve: Callable[[Play], PeerServer]) -> None:
    server = serve(Interrupting())
    with LXDClient(server.endpoint, connections=1) as client:
        with pytest.raises(KeyboardInterrupt):
            client.server.get()
        assert server.peers[0].gone.wait(PATIENCE)


def test_a_wait_is_interrupted(serve: Callable[[Play], PeerServer]) -> None:
    with LXDClient(serve(Interrupting()).endpoint) as client, pytest.raises(KeyboardInterrupt):
        client.operations.wait(envelopes.ID)


def test_a_stream_is_interrupted_and_closed(serve: Callable[[Play], PeerServer]) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        interrupt()
        peer.listen()

    server = serve(play)
    with LXDClient(server.endpoint) as client:
        with pytest.raises(KeyboardInterrupt):
            for _ in client.server.get_events():
                pass
        assert server.peers[0].gone.wait(PATIENCE)
