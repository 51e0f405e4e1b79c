"""A server that has nothing but commands, and behaves with them as LXD does."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeAlias
from urllib.parse import parse_qs, urlsplit

from tests import envelopes
from tests.peers import BINARY, CLOSE, PATIENCE, PING, PONG, TEXT, Asked, Peer


class Command:
    """The server's end of a command.

    Attributes:
        body: what was asked for.
        connected: its websockets, in the order in which they were connected.
        signals: the signals that came.
        sizes: the sizes of the terminal that came.
        pongs: the streams on which pings were answered.
        is_told: whether its end was told to whoever waited for it.
    """

    def __init__(self, id: str, body: dict[str, Any]) -> None:
        self.id = id
        self.body = body
        self.connected: list[str] = []
        self.signals: list[int] = []
        self.sizes: list[tuple[str, str]] = []
        self.pongs: list[str] = []
        self.is_told = False
        self.names = ("control", "0") if body["interactive"] else ("control", "0", "1", "2")
        self.changed = threading.Condition()
        self._peers: dict[str, Peer] = {}
        self._input: deque[tuple[int, bytes]] = deque()
        self._gone: set[str] = set()
        self._ended: set[str] = set()
        self._final: dict[str, Any] | None = None

    # What it does

    def write(self, data: bytes, name: str = "1") -> None:
        """Writes output."""
        self._peers[name].frame(BINARY, data)

    def ping(self, name: str) -> None:
        """Asks the client whether it is there."""
        self._peers[name].frame(PING)

    def end(self, *names: str) -> None:
        """Says that a stream has ended."""
        for name in names:
            self._ended.add(name)
            self._peers[name].frame(TEXT)

    def hang_up(self, *names: str) -> None:
        """Hangs up."""
        for name in names or self.names:
            self._peers[name].close()

    def reset(self, name: str) -> None:
        """Breaks a stream off."""
        self._peers[name].reset()

    def exit(self, code: int | None = 0, *, status: int = 200, err: str = "") -> None:
        """Ends it as LXD does: control hung up, the streams ended and hung up, and then the operation ended."""
        outputs = self.names[2:] or self.names[1:]
        self.hang_up("control")
        with suppress(OSError):  # the client may have gone
            self.end(*(name for name in outputs if name not in self._ended))
        if self.body["interactive"]:
            self.wait_for(lambda: TEXT in [kind for kind, _ in self._input] or "0" in self._gone)
        self.hang_up()
        self.finish(code, status=status, err=err)

    def finish(self, code: int | None = 0, *, status: int = 200, err: str = "") -> None:
        """Ends the operation."""
        metadata = None if code is None else {"return": code}
        self._set_final(envelopes.operation(status, id=self.id, metadata=metadata, err=err))

    # What it hears

    @property
    def has_input(self) -> bool:
        """Whether there is input to read."""
        return bool(self._input)

    def read(self) -> bytes | None:
        """Waits for a piece of input; None at its end."""
        self.wait_for(lambda: self._input or "0" in self._gone)
        if not self._input:
            return None
        kind, data = self._input.popleft()
        return data if kind == BINARY else None

    def read_all(self) -> bytes:
        """Waits for all input."""
        parts = []
        while (part := self.read()) is not None:
            parts.append(part)
        return b"".join(parts)

    def is_signalled(self, *numbers: int) -> None:
        """Waits until these signals have come, and no others."""
        self.wait_for(lambda: len(self.signals) >= len(numbers))
        assert self.signals == list(numbers)

    def is_left(self, name: str = "control") -> None:
        """Waits until the client has hung up."""
        self.wait_for(lambda: name in self._gone)

    def has_ended(self) -> None:
        """Waits until its operation has ended."""
        self.wait_for(lambda: self._final)

    def has_left(self, name: str) -> bool:
        """Whether the client has hung up."""
        return name in self._gone

    def wait_for(self, happened: Callable[[], object]) -> None:
        """Waits until something has happened."""
        with self.changed:
            assert self.changed.wait_for(happened, PATIENCE), "it did not happen"

    # What the server does with it

    @property
    def final(self) -> dict[str, Any] | None:
        """The operation at its end."""
        return self._final

    def connect(self, name: str, peer: Peer) -> bool:
        """Takes a websocket; returns whether it was the last."""
        with self.changed:
            self._peers[name] = peer
            self.changed.notify_all()
            return set(self._peers) == set(self.names)

    def listen(self, name: str) -> None:
        """Reads what comes on a websocket until it ends."""
        peer = self._peers[name]
        while (frame := peer.read_frame()) and frame[0] != CLOSE:
            with self.changed:
                if frame[0] == PONG:
                    self.pongs.append(name)
                elif name == "0":
                    self._input.append(frame)
                elif name == "control":
                    self._obey(json.loads(frame[1]))
                self.changed.notify_all()
        with self.changed:
            self._gone.add(name)
            self.changed.notify_all()

    def _obey(self, message: dict[str, Any]) -> None:
        if message["command"] == "signal":
            self.signals.append(message["signal"])
        else:
            self.sizes.append((message["args"]["width"], message["args"]["height"]))

    def _set_final(self, operation: dict[str, Any]) -> None:
        with self.changed:
            self._final = operation
            self.changed.notify_all()


Script: TypeAlias = Callable[[Command], None]
"""What a command does, once its websockets are connected."""


class CommandServer:
    """What to play on each connection.

    Args:
        script: what each command does.
        is_modern: whether a failed operation is told as LXD does from 5.0.3 on: as an error, without its metadata.
        cancels: whether an operation can be cancelled, as LXD does from 6 on.

    Attributes:
        commands: those that were started.
        requests: what was asked, in order, but for websockets.
        refusal: what to answer in place of starting a command.
    """

    def __init__(self, script: Script, *, is_modern: bool = False, cancels: bool = False) -> None:
        self.commands: list[Command] = []
        self.requests: list[str] = []
        self.refusal: dict[str, Any] | None = None
        self.refused_stream = ""
        self.started = threading.Condition()
        self._script = script
        self._is_modern = is_modern
        self._cancels = cancels

    def __call__(self, peer: Peer) -> None:
        while asked := peer.request():
            if "/websocket" in asked.path:
                self._serve_stream(peer, asked)
                return
            self.requests.append(f"{asked.method} {asked.path}")
            if asked.method == "POST":
                self._start(peer, asked)
            elif asked.method == "DELETE":
                self._cancel(peer, asked)
            elif asked.path.endswith("/wait"):
                self._tell_end(peer, asked)
            else:
                command = self._find(asked)
                peer.answer(envelopes.sync(command.final or envelopes.operation(103, id=command.id)))

    def command(self, number: int = 0) -> Command:
        """Waits for a command."""
        with self.started:
            assert self.started.wait_for(lambda: len(self.commands) > number, PATIENCE), "nothing was started"
        return self.commands[number]

    def _start(self, peer: Peer, asked: Asked) -> None:
        if self.refusal is not None:
            peer.answer(self.refusal, self.refusal["error_code"])
            return
        with self.started:
            id = f"0192c0de-3f5e-7d6c-8a8c-{len(self.commands):012d}"
            command = Command(id, json.loads(asked.body))
            self.commands.append(command)
            self.started.notify_all()
        fds = {name: f"secret-{name}" for name in command.names}
        answer = envelopes.started(
            id=id, metadata={"fds": fds} if command.body["wait-for-websocket"] else None
        )
        peer.answer(answer, 202)
        if not command.body["wait-for-websocket"]:
            self._script(command)

    def _serve_stream(self, peer: Peer, asked: Asked) -> None:
        command = self._find(asked)
        secret = parse_qs(urlsplit(asked.target).query)["secret"][0]
        name = secret.removeprefix("secret-")
        if name == self.refused_stream:
            peer.answer(envelopes.error(403, "Forbidden"), 403)
            return
        command.connected.append(name)  # before the client can open the next one
        peer.grant(asked)
        script = None
        if command.connect(name, peer):
            script = threading.Thread(target=self._play, args=(command,), name="peer-script")
            script.start()
        command.listen(name)
        if script is not None:
            script.join(PATIENCE)
            assert not script.is_alive(), "the command hangs"

    def _play(self, command: Command) -> None:
        try:
            self._script(command)
        except OSError:  # the client has gone: that kills a command
            command.finish(137)

    def _tell_end(self, peer: Peer, asked: Asked) -> None:
        command = self._find(asked)
        command.wait_for(lambda: command.final or peer.gone.is_set())
        assert command.final is not None
        if self._is_modern and command.final["status_code"] != 200:
            peer.answer(envelopes.error(400, command.final["err"]), 200)
        else:
            peer.answer(envelopes.sync(command.final))
        with command.changed:
            command.is_told = True
            command.changed.notify_all()

    def _cancel(self, peer: Peer, asked: Asked) -> None:
        if not self._cancels:
            peer.answer(envelopes.error(400, "This operation can't be cancelled"), 400)
            return
        self._find(asked).finish(None, status=401)
        peer.answer(envelopes.sync())

    def _find(self, asked: Asked) -> Command:
        return next(command for command in self.commands if command.id in asked.path)
