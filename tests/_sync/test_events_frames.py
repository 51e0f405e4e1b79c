# Written by scripts/unasync.py from tests/_async/test_events_frames.py. Change that, and run `make sync`.

"""Events in all the forms that frames can take."""

from __future__ import annotations

import json
import threading

import pytest

from lxd import LXDClient
from lxd.errors import EventsLagged, LXDConnectionError, UnexpectedAnswer
from tests import envelopes
from tests._sync._io import happens
from tests._sync.conftest import Serve
from tests.peers import BINARY, CLOSE, PATIENCE, PING, PONG, TEXT, Peer, PeerServer, make_frame

EVENT = json.dumps(envelopes.event("lifecycle", {"action": "instance-started"})).encode()


def only_event(server: PeerServer) -> str:
    """Receives an event, and says what happened."""
    with LXDClient(server.endpoint) as client:
        with client.server.get_events(type="lifecycle") as events:
            return (events.receive(timeout=PATIENCE)).metadata.action


def test_a_message_in_several_frames(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(TEXT, EVENT[:10], final=False)
        peer.frame(0, EVENT[10:20], final=False)
        peer.frame(0, EVENT[20:])
        peer.listen()

    assert only_event(serve(play)) == "instance-started"


def test_a_ping_between_the_frames_of_a_message(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(TEXT, EVENT[:10], final=False)
        peer.frame(PING, b"x")
        peer.frame(0, EVENT[10:])
        peer.listen()

    assert only_event(serve(play)) == "instance-started"


def test_a_character_cut_in_two_by_frames(serve: Serve) -> None:
    text = json.dumps(envelopes.event("lifecycle", {"action": "é"}), ensure_ascii=False).encode()
    cut = text.index("é".encode()) + 1

    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(TEXT, text[:cut], final=False)
        peer.frame(0, text[cut:])
        peer.listen()

    assert only_event(serve(play)) == "é"


def test_a_frame_that_comes_byte_by_byte(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        for byte in make_frame(TEXT, EVENT):
            peer.send(bytes([byte]))
        peer.listen()

    assert only_event(serve(play)) == "instance-started"


def test_a_frame_of_bytes(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(BINARY, EVENT)
        peer.listen()

    assert only_event(serve(play)) == "instance-started"


def test_a_frame_that_comes_with_the_handshake(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        parts: list[bytes] = []
        send = peer.send
        setattr(peer, "send", parts.append)  # noqa: B010
        peer.upgrade()
        peer.frame(TEXT, EVENT)
        send(b"".join(parts))
        setattr(peer, "send", send)  # noqa: B010
        peer.listen()

    assert only_event(serve(play)) == "instance-started"


@pytest.mark.parametrize("size", [200, 70_000, 5_000_000])
def test_a_large_event(serve: Serve, size: int) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.event("lifecycle", {"action": "x" * size})
        peer.listen()

    assert only_event(serve(play)) == "x" * size


def test_a_ping_is_answered_while_nobody_receives(serve: Serve) -> None:
    answered = threading.Event()

    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(PING, b"are you there?")
        if peer.read_frame() == (PONG, b"are you there?"):
            answered.set()
        peer.listen()

    with LXDClient(serve(play).endpoint) as client:
        with client.server.get_events():
            happens(answered)


def test_what_came_before_too_much_is_received_first(serve: Serve) -> None:
    server = serve(many_events)
    with LXDClient(server.endpoint) as client:
        with client.server.get_events(type="lifecycle", queue_size=3) as events:
            happens(server.peers[0].gone)
            actions = [(events.receive()).metadata.action for _ in range(3)]
    assert actions == ["0", "1", "2"]


def test_too_much_is_reported(serve: Serve) -> None:
    server = serve(many_events)
    with LXDClient(server.endpoint) as client:
        with client.server.get_events(queue_size=3) as events:
            happens(server.peers[0].gone)
            for _ in range(3):
                events.receive()
            with pytest.raises(EventsLagged, match="more than 3 events"):
                events.receive()


def test_too_much_is_reported_again(serve: Serve) -> None:
    server = serve(many_events)
    with LXDClient(server.endpoint) as client:
        with client.server.get_events(queue_size=1) as events:
            happens(server.peers[0].gone)
            events.receive()
            for _ in range(2):
                with pytest.raises(EventsLagged):
                    events.receive()


def many_events(peer: Peer) -> None:
    """Sends ten events, and waits for the end."""
    peer.upgrade()
    for number in range(10):
        peer.event("lifecycle", {"action": str(number)})
    peer.listen()


def test_what_is_no_event_is_reported(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(TEXT, b"hello")
        peer.listen()

    with pytest.raises(UnexpectedAnswer, match="no event"):
        only_event(serve(play))


def test_after_what_is_no_event_events_are_still_received(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.frame(TEXT, b"hello")
        peer.frame(TEXT, EVENT)
        peer.listen()

    with LXDClient(serve(play).endpoint) as client:
        with client.server.get_events() as events:
            with pytest.raises(UnexpectedAnswer):
                events.receive()
            assert (events.receive()).type == "lifecycle"


@pytest.mark.parametrize(
    "frame",
    [
        make_frame(TEXT, b"\xff\xfe"),
        make_frame(0x3, b"x"),
        make_frame(0, b"nothing to go on with"),
        make_frame(PING, b"x" * 200),
        b"\x81\x81mask!",
    ],
    ids=["no UTF-8", "unknown opcode", "no beginning", "long ping", "masked"],
)
def test_a_frame_that_is_none_ends_the_stream(serve: Serve, frame: bytes) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.send(frame)
        peer.listen()

    with pytest.raises(LXDConnectionError):
        only_event(serve(play))


def test_an_event_before_a_goodbye_is_received(serve: Serve) -> None:
    def play(peer: Peer) -> None:
        peer.upgrade()
        peer.send(make_frame(TEXT, EVENT) + make_frame(CLOSE, b"\x03\xe8"))
        peer.listen()

    assert only_event(serve(play)) == "instance-started"
