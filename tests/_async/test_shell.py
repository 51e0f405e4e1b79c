"""The caller's terminal and a command, in a server that is none."""

from __future__ import annotations

import os
import pty
import signal
import termios
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from lxd import AsyncLXDClient
from lxd._async.instances import execution
from lxd.errors import BadRequest, LXDError, OutputTruncated
from tests import envelopes
from tests.command_server import Command, CommandServer
from tests.leftovers import nothing_left

from ._io import Running, in_thread
from .conftest import Serve


class Window:
    """A terminal's window: what is typed into it, and what it shows."""

    def __init__(self) -> None:
        self.keys, self.terminal = pty.openpty()
        self.before = termios.tcgetattr(self.terminal)
        termios.tcsetwinsize(self.keys, (30, 100))

    @property
    def is_as_before(self) -> bool:
        """Whether the terminal is in no other mode than at first."""
        return termios.tcgetattr(self.terminal) == self.before

    def type(self, text: bytes) -> None:
        """Types something."""
        os.write(self.keys, text)

    async def shows(self, text: bytes) -> None:
        """Waits until it has shown something."""
        seen = b""
        while text not in seen:
            seen += await in_thread(lambda: os.read(self.keys, 1000))

    def close(self) -> None:
        """Closes it."""
        os.close(self.keys)
        os.close(self.terminal)


@pytest.fixture
async def window() -> AsyncIterator[Window]:
    """A window; when it is closed, nothing may be left of client and server."""
    await in_thread(lambda: None)
    window = Window()
    with nothing_left():
        yield window
    window.close()


def shell(command: Command) -> None:
    """Shows what it is told, up to an exit code."""
    command.write(b"$ ", "0")
    while (line := command.read()) is not None and not line.startswith(b"exit"):
        command.write(line, "0")
    command.exit(int((line or b"exit 0").split()[1]))


async def test_keys_go_in_and_what_it_writes_is_shown(
    window: Window, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "vt220")
    server = CommandServer(shell)
    async with AsyncLXDClient(serve(server).endpoint) as client:
        running = Running(lambda: client.instances.shell("c1", stdin=window.terminal, stdout=window.terminal))
        await window.shows(b"$ ")
        window.type(b"\x03\x1a\x04")  # Ctrl-C, Ctrl-Z and Ctrl-D
        await window.shows(b"\x03\x1a\x04")
        assert not window.is_as_before
        window.type(b"exit 7")
        assert await running.result() == 7
    assert window.is_as_before
    body = server.command().body
    assert body["command"] == ["su", "-l"]
    assert (body["width"], body["height"]) == (100, 30)
    assert body["environment"] == {"TERM": "vt220"}


async def test_the_size_is_followed(window: Window, serve: Serve) -> None:
    def follow(command: Command) -> None:
        command.wait_for(lambda: command.sizes == [("120", "40")])
        command.exit()

    async with AsyncLXDClient(serve(CommandServer(follow)).endpoint) as client:
        termios.tcsetwinsize(window.keys, (30, 100))
        running = Running(
            lambda: client.instances.shell("c1", ["vi"], stdin=window.terminal, stdout=window.terminal)
        )
        while window.is_as_before:
            await in_thread(os.sched_yield)
        termios.tcsetwinsize(window.keys, (40, 120))
        os.kill(os.getpid(), signal.SIGWINCH)  # which the system does where it is the process's own terminal
        assert await running.result() == 0


async def test_a_command_that_does_not_exist(window: Window, serve: Serve) -> None:
    def fail(command: Command) -> None:
        command.exit(127, status=400, err="Command not found")

    async with AsyncLXDClient(serve(CommandServer(fail)).endpoint) as client:
        code = await client.instances.shell("c1", ["nope"], stdin=window.terminal, stdout=window.terminal)
    assert code == 127
    assert window.is_as_before


async def test_the_terminal_is_put_back_where_the_connection_breaks(
    window: Window, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execution, "_UNFINISHED", 0.05)
    monkeypatch.setattr(execution, "_KILLED", 0.05)

    def break_off(command: Command) -> None:
        command.hang_up()

    server = CommandServer(break_off)
    async with AsyncLXDClient(serve(server).endpoint) as client:
        with pytest.raises(OutputTruncated):
            await client.instances.shell("c1", stdin=window.terminal, stdout=window.terminal)
    server.command().finish()
    assert window.is_as_before


async def test_a_terminal_that_is_gone_ends_the_command(serve: Serve) -> None:
    def wait(command: Command) -> None:
        command.write(b"$ ", "0")
        command.is_signalled(signal.SIGHUP)
        command.exit(129)

    window = Window()
    async with AsyncLXDClient(serve(CommandServer(wait)).endpoint) as client:
        running = Running(lambda: client.instances.shell("c1", stdin=window.terminal, stdout=window.terminal))
        await window.shows(b"$ ")
        os.close(window.keys)
        assert await running.result() == 129
    os.close(window.terminal)


async def test_a_stopped_instance_leaves_the_terminal_alone(window: Window, serve: Serve) -> None:
    server = CommandServer(shell)
    server.refusal = envelopes.error(400, "Instance is not running")
    async with AsyncLXDClient(serve(server).endpoint) as client:
        with pytest.raises(BadRequest):
            await client.instances.shell("c1", stdin=window.terminal, stdout=window.terminal)
    assert window.is_as_before


@pytest.fixture
def no_terminal(tmp_path: Path) -> Iterator[int]:
    """A file."""
    with (tmp_path / "file").open("wb") as file:
        yield file.fileno()


async def test_no_terminal(client: AsyncLXDClient, no_terminal: int) -> None:
    with pytest.raises(LXDError, match="no terminal"):
        await client.instances.shell("c1", stdin=no_terminal)
