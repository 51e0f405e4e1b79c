"""A server that has nothing but consoles, and behaves with them as LXD does."""

from __future__ import annotations

import json
import threading
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests import envelopes
from tests.peers import BINARY, CLOSE, PATIENCE, TEXT, Asked, Peer


class ConsoleServer:
    """What to play on each connection: begins consoles, connects their websockets, and waits for their ends.

    Attributes:
        bodies: what was asked for, one body for each console.
        connected: which websockets were connected, in order: ``"control"`` and ``"0"``.
        refusals: how often to refuse a websocket before it is granted.
        commands: what came on the control websocket.
        frames: what came on the others.
        ended: set when the last console has ended.
        parted: connections on which the client said goodbye.
        hangs: whether it takes no notice of anybody who hangs up.
    """

    def __init__(self, *shown: bytes | str, fds: Any = None) -> None:
        self.bodies: list[Any] = []
        self.connected: list[str] = []
        self.refusals: dict[str, int] = {}
        self.commands: list[Any] = []
        self.frames: list[tuple[int, bytes]] = []
        self.ended = threading.Event()
        self.hangs = False
        self.parted: list[Peer] = []
        self.arrived = threading.Condition()
        self._fds = fds if fds is not None else {"control": "control", "0": "0"}
        self._shown = shown
        self._data: list[Peer] = []

    def __call__(self, peer: Peer) -> None:
        while asked := peer.request():
            if asked.method == "POST":
                self.bodies.append(json.loads(asked.body))
                self.ended.clear()
                peer.answer(envelopes.started(**{"class": "websocket", "metadata": {"fds": self._fds}}))
            elif asked.path.endswith("/wait"):
                if self.hangs:
                    peer.wait_for_client()
                    return
                assert self.ended.wait(PATIENCE), "the console was not ended"
                peer.answer(envelopes.sync(envelopes.operation(200)))
            else:
                self._connect(peer, asked)

    @property
    def received(self) -> bytes:
        """What came on the websockets of the data."""
        return b"".join(payload for opcode, payload in list(self.frames) if opcode == BINARY)

    def wait_for(self, count: int) -> None:
        """Waits until so many bytes have come."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.received) >= count, PATIENCE)

    def end(self) -> None:
        """Ends the console, as the server does by itself, or when the control websocket is closed."""
        self.ended.set()
        for peer in self._data:
            peer.close()

    def _connect(self, peer: Peer, asked: Asked) -> None:
        (secret,) = parse_qs(urlsplit(asked.target).query)["secret"]
        if self.refusals.get(secret, 0) or (secret == "0" and self.ended.is_set()):
            self.refusals[secret] = max(self.refusals.get(secret, 0) - 1, 0)
            peer.answer(envelopes.error(403, "not today"), 403)
            return
        self.connected.append(secret)
        if secret != "control":
            self._data.append(peer)
        peer.grant(asked)
        if secret == "control":
            while (frame := peer.read_frame()) and frame[0] in (TEXT, BINARY):
                self.commands.append(json.loads(frame[1]))
            if not self.hangs:
                self.end()
            return
        for message in self._shown:
            if isinstance(message, str):
                peer.frame(TEXT, message.encode())
            else:
                peer.frame(BINARY, message)
        while frame := peer.read_frame():
            if frame[0] == CLOSE and not self.hangs:
                self.parted.append(peer)
                peer.frame(CLOSE, frame[1])
                continue
            with self.arrived:
                self.frames.append(frame)
                self.arrived.notify_all()
