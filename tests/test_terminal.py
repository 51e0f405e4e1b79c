"""Programs that hand their own terminal over: real signals, and a real terminal that is their own."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.command_server import Command, CommandServer
from tests.peers import PATIENCE, PeerServer

SYNC = """
import sys
from lxd import LXDClient

with LXDClient(sys.argv[1]) as client:
    sys.exit(client.instances.shell("c1"))
"""

ASYNC = """
import asyncio, sys
from lxd import AsyncLXDClient

async def main():
    async with AsyncLXDClient(sys.argv[1]) as client:
        return await client.instances.shell("c1")

sys.exit(asyncio.run(main()))
"""


class Program:
    """A program at a terminal of its own.

    Attributes:
        shown: what it has shown.
    """

    def __init__(self, script: str, endpoint: str) -> None:
        self.shown = b""
        self.keys, self._terminal = pty.openpty()
        termios.tcsetwinsize(self.keys, (30, 100))
        self._before = termios.tcgetattr(self._terminal)
        self._changed = threading.Condition()
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", script, endpoint],
            stdin=self._terminal,
            stdout=self._terminal,
            stderr=self._terminal,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self._reader = threading.Thread(target=self._read, name="peer-terminal")
        self._reader.start()

    @property
    def is_as_before(self) -> bool:
        """Whether its terminal is in no other mode than at first."""
        return termios.tcgetattr(self._terminal) == self._before

    def take_back(self) -> None:
        """Puts its terminal back to what it was, as a shell does when it pauses a program."""
        termios.tcsetattr(self._terminal, termios.TCSANOW, self._before)

    def type(self, text: bytes) -> None:
        """Types something."""
        os.write(self.keys, text)

    def shows(self, text: bytes) -> None:
        """Waits until it has shown something."""
        with self._changed:
            assert self._changed.wait_for(lambda: text in self.shown, PATIENCE), self.shown

    def ends(self) -> int:
        """Waits for its end; returns its exit status."""
        return self.process.wait(PATIENCE * 3)

    def close(self) -> None:
        """Ends it and its terminal."""
        self.process.kill()
        self.process.wait()
        os.close(self._terminal)
        self._reader.join()
        os.close(self.keys)

    def _read(self) -> None:
        with suppress(OSError):  # the terminal is gone
            while data := os.read(self.keys, 4096):
                with self._changed:
                    self.shown += data
                    self._changed.notify_all()


def shell(command: Command) -> None:
    """Shows what it is told, and its size where that changes, until somebody wants it to end."""
    command.write(b"$ ", "0")
    while not command.signals and not command.has_left("control"):
        command.wait_for(
            lambda: command.has_input or command.sizes or command.signals or command.has_left("0")
        )
        if command.sizes:
            command.write("size {} {}".format(*command.sizes.pop()).encode(), "0")
        elif command.has_input:
            line = command.read()
            if line == b"exit":
                command.exit(7)
                return
            command.write(b"<" + (line or b"") + b">", "0")
    command.exit(129)


@pytest.fixture
def server() -> CommandServer:
    """A server with a shell."""
    return CommandServer(shell)


@pytest.fixture(params=[SYNC, ASYNC], ids=["sync", "async"])
def program(request: pytest.FixtureRequest, server: CommandServer, tmp_path: Path) -> Iterator[Program]:
    """A program that has handed its terminal over."""
    with PeerServer(server, socket_path=tmp_path / "s") as peers:
        program = Program(request.param, peers.endpoint)
        try:
            program.shows(b"$ ")
            yield program
        finally:
            program.close()


def test_keys_go_to_the_command(program: Program) -> None:
    program.type(b"\x03")  # which would interrupt a program that has its terminal for itself
    program.shows(b"<\x03>")
    assert not program.is_as_before
    program.type(b"exit")
    assert program.ends() == 7
    assert program.is_as_before


def test_the_window_is_followed(program: Program) -> None:
    termios.tcsetwinsize(program.keys, (40, 120))
    program.shows(b"size 120 40")
    program.type(b"exit")
    assert program.ends() == 7


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_that_ends_the_program_puts_the_terminal_back(
    program: Program, server: CommandServer, number: signal.Signals
) -> None:
    program.process.send_signal(number)
    status = program.ends()
    assert status in (-number, 1)  # asyncio tells an interrupt by an exception
    assert program.is_as_before
    server.command().has_ended()


def test_the_terminal_is_raw_again_after_a_pause(program: Program) -> None:
    program.take_back()
    program.process.send_signal(signal.SIGCONT)
    while program.is_as_before:
        os.sched_yield()
    program.type(b"\x04")
    program.shows(b"<\x04>")
    program.type(b"exit")
    assert program.ends() == 7
