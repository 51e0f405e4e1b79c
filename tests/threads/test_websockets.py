"""Websockets that several threads share."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from lxd import LXDClient
from lxd._sync.websocket import WebSocket, first_of
from lxd.errors import LXDConnectionError
from tests.peers import BINARY, PATIENCE, Peer, PeerServer


def play(peer: Peer) -> None:
    """Says its own name whenever it is told something."""
    asked = peer.upgrade()
    assert asked is not None
    while (frame := peer.read_frame()) and frame[0] == BINARY:
        peer.frame(BINARY, asked.target.encode())


@pytest.mark.parametrize("closed", [0, 1])
def test_one_is_closed_while_a_thread_waits_for_both(tmp_path: Path, closed: int) -> None:
    with PeerServer(play, socket_path=tmp_path / "s") as server, LXDClient(server.endpoint) as client:
        websockets = client._transport.websockets(["/a", "/b"])
        heard: list[WebSocket] = []
        waiting = threading.Thread(target=lambda: heard.append(first_of(websockets, PATIENCE)))
        waiting.start()
        client._transport.close_websocket(websockets[closed])
        waiting.join(PATIENCE)
        assert heard == [websockets[closed]]
        # The other one goes on.
        other = websockets[1 - closed]
        other.send(b"?", PATIENCE)
        assert other.recv(PATIENCE) == [b"/b", b"/a"][closed]


def test_one_is_closed_while_a_thread_goes_on_waiting_for_the_other(tmp_path: Path) -> None:
    with PeerServer(play, socket_path=tmp_path / "s") as server, LXDClient(server.endpoint) as client:
        mine, others = client._transport.websockets(["/a", "/b"])
        heard: list[str | bytes] = []
        waiting = threading.Thread(target=lambda: heard.append(others.recv(PATIENCE)))
        waiting.start()
        client._transport.close_websocket(mine)
        with pytest.raises(LXDConnectionError):
            mine.recv(PATIENCE)
        others.send(b"?", PATIENCE)
        waiting.join(PATIENCE)
        assert heard == [b"/b"]


def test_many_threads_talk_at_once(tmp_path: Path) -> None:
    with PeerServer(play, socket_path=tmp_path / "s") as server, LXDClient(server.endpoint) as client:
        names = [f"/{number}" for number in range(8)]
        heard: dict[str, list[str | bytes]] = {name: [] for name in names}

        def talk(name: str, websocket: WebSocket) -> None:
            for _ in range(200):
                websocket.send(b"?", PATIENCE)
                heard[name].append(websocket.recv(PATIENCE))

        websockets = client._transport.websockets(names)
        threads = [threading.Thread(target=talk, args=pair) for pair in zip(names, websockets, strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE * 4)
    assert heard == {name: [name.encode()] * 200 for name in names}
