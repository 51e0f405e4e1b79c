# Written by scripts/unasync.py from tests/_async/test_events_faults.py. Change that, and run `make sync`.

"""Streams that break, or are closed by somebody else."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest

from lxd import LXDClient, LXDError
from lxd._sync.events import EventStream
from lxd.entities.events import Event
from lxd.errors import (
    LXDConnectionError,
)
from tests._sync._io import Running, gather, happens, settle
from tests._sync.conftest import Serve
from tests.identities import Trust
from tests.peers import CLOSE, PATIENCE, Peer


def test_a_broken_connection_ends_the_stream(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()

    with LXDClient(serve(play).endpoint) as client:
        with pytest.raises(LXDConnectionError, match=r"WEBSOCKET /1\.0/events"):
            for _ in client.server.get_events():
                pass


def test_a_goodbye_of_the_server_ends_the_stream(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(CLOSE, b"\x03\xe9")
        peer.listen()

    with LXDClient(serve(play).endpoint) as client:
        with pytest.raises(LXDConnectionError):
            for _ in client.server.get_events():
                pass


def test_a_connection_that_breaks_within_a_frame_ends_the_stream(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.send(b"\x81\x7ehalf")

    with LXDClient(serve(play).endpoint) as client:
        with pytest.raises(LXDConnectionError):
            for _ in client.server.get_events():
                pass


def test_what_came_before_the_break_is_received(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.event("lifecycle", {"action": "last"})

    with LXDClient(serve(play).endpoint) as client:
        with client.server.get_events(type="lifecycle") as events:
            assert (events.receive()).metadata.action == "last"


def silent(peer: Peer) -> None:
    """Plays a server on which nothing happens."""
    peer.upgrade()
    peer.listen()


def test_a_stream_closed_by_somebody_else_ends_for_who_waits(serve: Serve) -> None:
    with LXDClient(serve(silent).endpoint) as client:
        stream = client.server.get_events()
        stream.open()
        waiting = Running(stream.receive)
        stream.close()
        with pytest.raises(LXDConnectionError):
            waiting.result()


def test_a_client_closed_by_somebody_else_ends_its_streams(serve: Serve) -> None:
    client = LXDClient(serve(silent).endpoint)
    stream = client.server.get_events()
    stream.open()
    waiting = Running(stream.receive)
    client.close()
    with pytest.raises(LXDConnectionError):
        waiting.result()
    stream.close()


def test_a_closed_stream_is_not_opened_again_by_receiving(serve: Serve) -> None:
    server = serve(silent)
    with LXDClient(server.endpoint) as client:
        stream = client.server.get_events()
        stream.open()
        stream.close()
        with pytest.raises(LXDError):
            stream.receive(timeout=1)
        stream.close()
    assert len(server.peers) == 1


def _close_at_first_event(stream: EventStream[Event]) -> None:
    for _ in stream:
        stream.close()


def test_a_stream_closed_while_its_loop_is_busy_is_not_opened_again(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.event("lifecycle", {"action": "first"})
        peer.listen()

    server = serve(play)
    with LXDClient(server.endpoint) as client:
        stream = client.server.get_events()
        with pytest.raises(LXDError):
            _close_at_first_event(stream)
    assert len(server.peers) == 1


def test_a_stream_closed_while_it_opens_does_not_stay(serve: Serve) -> None:
    asked, closed = threading.Event(), threading.Event()

    def play(peer: Peer) -> None:
        request = peer.request()
        asked.set()
        closed.wait()
        assert request is not None
        peer.grant(request)
        peer.listen()

    server = serve(play)
    with LXDClient(server.endpoint) as client:
        stream = client.server.get_events()
        opening = Running(stream.open)
        happens(asked)
        closing = Running(stream.close)
        settle()
        closed.set()
        closing.result()
        with suppress(LXDError):
            opening.result()
        happens(server.peers[0].gone)


def test_two_who_open_a_stream_at_the_same_time_open_one(serve: Serve) -> None:
    server = serve(silent)
    with LXDClient(server.endpoint) as client:
        stream = client.server.get_events()
        gather(stream.open, stream.open)
        stream.close()
    assert len(server.peers) == 1


def test_a_connection_that_is_broken_off_ends_the_stream(serve_tls: Serve, pinned: Trust) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.reset()

    with LXDClient(serve_tls(play).endpoint, **pinned) as client:
        with pytest.raises(LXDConnectionError):
            client.server.get_events().receive(timeout=PATIENCE)


def test_a_closed_client_opens_no_stream(serve: Serve) -> None:
    client = LXDClient(serve(silent).endpoint)
    client.close()
    with pytest.raises(LXDError, match="this client is closed"):
        client.server.get_events().open()


def test_a_stream_that_opens_while_the_client_is_closed_does_not_stay(serve: Serve) -> None:
    asked, closed = threading.Event(), threading.Event()

    def play(peer: Peer) -> None:
        request = peer.request()
        asked.set()
        closed.wait()
        assert request is not None
        peer.grant(request)
        peer.listen()

    server = serve(play)
    client = LXDClient(server.endpoint)
    opening = Running(client.server.get_events().open)
    happens(asked)
    client.close()
    closed.set()
    with pytest.raises(LXDError):
        opening.result()
    happens(server.peers[0].gone)
