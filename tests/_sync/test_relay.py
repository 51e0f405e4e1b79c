# Written by scripts/unasync.py from tests/_async/test_relay.py. Change that, and run `make sync`.

"""Passing on what two servers say to each other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeAlias

import pytest
from lxd_api import models

from lxd import LXDClient
from lxd._sync.operations import Operation
from lxd._sync.relay import Relay
from lxd.errors import Forbidden
from tests import envelopes
from tests._sync._io import happens
from tests._sync.conftest import Serve
from tests.peers import BINARY, CLOSE, PATIENCE, TEXT, Peer, Play

SECRETS = {"control": "c0ntr0l", "fs": "f1l3s"}

Stream: TypeAlias = Callable[[Peer], None]
"""What a server does on one of its streams."""


def silent(peer: Peer) -> None:
    """Says nothing, and waits for the end."""
    peer.listen()


class Sides:
    """Two servers with two streams each: ``source_control``, ``source_fs`` and the target's.

    Args:
        serve: starts servers.
        refused: the streams that they refuse.
        streams: what they do on their streams; default: `silent`.
    """

    def __init__(self, serve: Serve, refused: tuple[str, ...] = (), /, **streams: Stream) -> None:
        self.order: list[str] = []
        self.ended = {
            key: threading.Event()
            for key in ("source_control", "source_fs", "target_control", "target_fs")
            if key not in refused
        }
        self._refused = refused
        self._streams = streams
        self._endpoints = [serve(self._play(side)).endpoint for side in ("source", "target")]

    def relay(self, *streams: str, wait: bool = True) -> Relay:
        """Relays between them until these streams have ended; default: all of them. Or (`wait`) only begins to."""
        with (
            LXDClient(self._endpoints[0]) as source,
            LXDClient(self._endpoints[1]) as target,
        ):
            state = models.Operation.from_dict(envelopes.operation())
            relay = Relay(source, target)
            try:
                relay.join(
                    (Operation(source, state), SECRETS),
                    (Operation(target, state), SECRETS),
                    ["control", "fs"],
                )
                for key in (streams or self.ended) if wait else ():
                    happens(self.ended[key])
            finally:
                relay.close()
                assert not source._transport._websockets | target._transport._websockets
                assert not [thread for thread in threading.enumerate() if thread.name.startswith("lxd relay")]
        return relay

    def _play(self, side: str) -> Play:
        def play(peer: Peer) -> None:
            asked = peer.request()
            assert asked is not None
            name = {"c0ntr0l": "control", "f1l3s": "fs"}[asked.target.rpartition("secret=")[2]]
            key = f"{side}_{name}"
            self.order.append(key)
            if key in self._refused:
                peer.answer(envelopes.error(403, "Permission denied"), 403)
                return
            peer.grant(asked)
            try:
                self._streams.get(key, silent)(peer)
            finally:
                self.ended[key].set()

        return play


def hear(heard: list[tuple[int, bytes]]) -> Stream:
    """Keeps what comes on a stream, up to its end."""

    def stream(peer: Peer) -> None:
        while (frame := peer.read_frame()) and frame[0] != CLOSE:
            heard.append(frame)

    return stream


def test_messages_stay_what_they_are(serve: Serve) -> None:
    said = [
        (BINARY, b"binary"),
        (TEXT, b"text"),
        (TEXT, b""),
        (BINARY, b""),
        *[(BINARY, bytes(range(256)) * 200)] * 20,
    ]
    heard: list[tuple[int, bytes]] = []

    def speak(peer: Peer) -> None:
        for kind, payload in said:
            peer.frame(kind, payload)
        peer.frame(CLOSE)

    sides = Sides(serve, source_fs=speak, target_fs=hear(heard))
    sides.relay("source_fs", "target_fs")
    assert heard == said


def test_both_directions(serve: Serve) -> None:
    heard: list[tuple[int, bytes] | None] = []

    def ask(peer: Peer) -> None:
        for question in (b"1", b"2"):
            peer.frame(BINARY, question)
            heard.append(peer.read_frame())

    def answer(peer: Peer) -> None:
        while (frame := peer.read_frame()) and frame[0] != CLOSE:
            peer.frame(TEXT, b"answer to " + frame[1])

    Sides(serve, source_control=ask, target_control=answer).relay("source_control", "target_control")
    assert heard == [(TEXT, b"answer to 1"), (TEXT, b"answer to 2")]


def test_control_first_and_one_after_the_other(serve: Serve) -> None:
    def end(peer: Peer) -> None:
        pass

    sides = Sides(serve, source_control=end, source_fs=end)
    relay = sides.relay()
    assert sides.order == ["source_control", "target_control", "source_fs", "target_fs"]
    assert "ended first" in str(relay.fault)


def test_the_end_of_one_pair_is_not_the_end_of_the_other(serve: Serve) -> None:
    heard: list[tuple[int, bytes]] = []

    def control(peer: Peer) -> None:
        assert sides.ended["target_fs"].wait(PATIENCE)
        peer.frame(TEXT, b"all is well")
        peer.frame(CLOSE)

    sides = Sides(
        serve,
        source_fs=lambda peer: peer.frame(CLOSE),
        source_control=control,
        target_control=hear(heard),
    )
    sides.relay("target_control")
    assert heard == [(TEXT, b"all is well")]


def test_who_does_not_listen_may_be_heard(serve: Serve) -> None:
    was_heard = threading.Event()
    size = 64 << 10
    count = 256  # 16 MiB: more than fits anywhere on the way
    heard: list[tuple[int, bytes]] = []

    def pour(peer: Peer) -> None:
        def listen() -> None:
            assert peer.read_frame() == (TEXT, b"not yet")
            was_heard.set()

        listener = threading.Thread(target=listen, name="peer listener")
        listener.start()
        for _ in range(count):
            peer.frame(BINARY, bytes(size - 1))
        listener.join(PATIENCE)
        peer.frame(CLOSE)

    def wait(peer: Peer) -> None:
        peer.frame(TEXT, b"not yet")
        assert was_heard.wait(PATIENCE)
        hear(heard)(peer)

    Sides(serve, source_fs=pour, target_fs=wait).relay("source_fs", "target_fs")
    assert len(heard) == count


@pytest.mark.parametrize("refused", ["source_control", "target_control"])
def test_a_control_stream_that_is_refused(serve: Serve, refused: str) -> None:
    with pytest.raises(Forbidden):
        Sides(serve, (refused,)).relay()


@pytest.mark.parametrize("refused", ["source_fs", "target_fs"])
def test_another_stream_may_turn_out_not_to_be_needed(serve: Serve, refused: str) -> None:
    heard: list[tuple[int, bytes]] = []

    def control(peer: Peer) -> None:
        peer.frame(TEXT, b"without files")
        peer.frame(CLOSE)

    sides = Sides(serve, (refused,), source_control=control, target_control=hear(heard))
    sides.relay("target_control")
    assert heard == [(TEXT, b"without files")]


@pytest.mark.parametrize("refused", ["source_fs", "target_fs"])
def test_another_stream_may_turn_out_to_be_needed(serve: Serve, refused: str) -> None:
    relay = Sides(serve, (refused,)).relay(wait=False)
    assert "the stream 'fs' to unix:" in str(relay.fault)
    assert "could not be joined: 403 Permission denied" in str(relay.fault)
    assert "f1l3s" not in str(relay.fault)


@pytest.mark.parametrize("side", ["source", "target"])
def test_a_stream_that_is_cut(serve: Serve, side: str) -> None:
    def cut(peer: Peer) -> None:
        peer.frame(BINARY, b"half of")
        peer.reset()

    sides = Sides(serve, (), **{f"{side}_fs": cut})
    relay = sides.relay("source_fs", "target_fs")
    assert "the stream 'fs' to unix:" in str(relay.fault)
    assert "f1l3s" not in str(relay.fault)
