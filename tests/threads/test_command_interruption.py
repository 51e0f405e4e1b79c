"""Ctrl-C while a command runs ends that command, and leaves nothing behind."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from lxd import LXDClient
from tests.command_server import Command, CommandServer
from tests.leftovers import nothing_left
from tests.peers import PeerServer


@pytest.fixture(autouse=True)
def as_in_a_terminal() -> Iterator[None]:
    """Ctrl-C interrupts: a shell turns that off for what it runs in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupt() -> None:
    """Does what Ctrl-C does."""
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def interrupting(command: Command) -> None:
    """Interrupts, and ends when it is told to, or when nobody is there any more."""
    command.read()
    interrupt()
    with suppress(OSError):
        # What comes before it waits for something Python tells it only afterwards.
        command.write(b"x", "1")
    command.wait_for(lambda: command.signals or command.has_left("control"))
    command.exit(143)


@pytest.fixture
def server() -> CommandServer:
    """A server whose commands interrupt."""
    return CommandServer(interrupting)


@pytest.fixture
def client(server: CommandServer, tmp_path: Path) -> Iterator[LXDClient]:
    """A client of it; when it is closed, nothing may be left."""
    with nothing_left(), PeerServer(server, socket_path=tmp_path / "s") as peers:
        with LXDClient(peers.endpoint) as client:
            yield client


def test_run(client: LXDClient, server: CommandServer) -> None:
    with pytest.raises(KeyboardInterrupt):
        client.instances.run("c1", ["sleep", "9"])
    server.command().has_ended()


def test_run_that_is_fed(client: LXDClient, server: CommandServer) -> None:
    release = threading.Event()

    def slowly() -> Iterator[str]:
        yield "a"
        release.wait()

    with pytest.raises(KeyboardInterrupt):
        client.instances.run("c1", ["cat"], input=slowly())
    release.set()
    server.command().has_ended()
    for thread in threading.enumerate():
        if thread.name == "lxd-feeder":
            thread.join()


def test_an_entered_command(client: LXDClient, server: CommandServer) -> None:
    def read() -> None:
        with client.instances.exec("c1", ["sleep", "9"]) as process:
            process.stdin.close()
            process.stdout.read()

    with pytest.raises(KeyboardInterrupt):
        read()
    server.command().has_ended()


def test_an_iterator_that_says_nothing_any_more_holds_nobody_up(tmp_path: Path) -> None:
    release = threading.Event()

    def for_ever() -> Iterator[str]:
        yield "a"
        release.wait()

    def head(command: Command) -> None:
        command.write(command.read() or b"")
        command.exit()

    with nothing_left(), PeerServer(CommandServer(head), socket_path=tmp_path / "s") as peers:
        with LXDClient(peers.endpoint) as client:
            assert client.instances.run("c1", ["head", "-c1"], input=for_ever()).stdout == "a"
        release.set()
        for thread in threading.enumerate():
            if thread.name == "lxd-feeder":
                thread.join()
