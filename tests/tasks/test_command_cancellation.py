"""A task that runs a command and is cancelled, wherever it is, ends the command and leaves nothing behind."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from lxd import AsyncLXDClient
from lxd._async.instances import _feeder
from tests.command_server import Command, CommandServer
from tests.leftovers import nothing_left
from tests.peers import PATIENCE, Peer, PeerServer

MOST = 500
"""Steps that no command takes."""


class CancelledAt(Coroutine[Any, Any, Any]):
    """A coroutine whose task is cancelled when it waits for the nth time.

    Args:
        run: the coroutine.
        step: n.
    """

    def __init__(self, run: Coroutine[Any, Any, Any], step: int) -> None:
        self.is_cancelled = False
        self._run = run
        self._left = step

    def send(self, value: Any) -> Any:
        self._left -= 1
        if self._left == 0:
            task = asyncio.current_task()
            assert task is not None
            task.cancel()
            self.is_cancelled = True
        return self._run.send(value)

    def throw(self, *error: Any) -> Any:
        return self._run.throw(*error)

    def close(self) -> None:
        self._run.close()

    def __await__(self) -> Any:
        return self


async def cancel_everywhere(
    endpoint: str, make: Callable[[AsyncLXDClient], Coroutine[Any, Any, object]]
) -> None:
    """Cancels a coroutine at each of its steps in turn, with a new client each time."""
    await asyncio.to_thread(lambda: None)
    for step in range(1, MOST):
        async with AsyncLXDClient(endpoint) as client, asyncio.timeout(PATIENCE * 3):
            run = CancelledAt(make(client), step)
            try:
                await asyncio.create_task(run)
            except asyncio.CancelledError:
                assert run.is_cancelled
        if not run.is_cancelled:
            assert step > 2
            return
    raise AssertionError("it never ends")


@pytest.fixture
def server() -> CommandServer:
    """A server whose commands end when they are signalled, or nobody is there any more."""

    def wait(command: Command) -> None:
        command.write(b"begun\n", command.names[-1])
        command.wait_for(lambda: command.signals or command.has_left("control"))
        command.exit(143)

    return CommandServer(wait)


@pytest.fixture
def endpoint(server: CommandServer, tmp_path: Path) -> Iterator[str]:
    """Where it listens; when it is closed, nothing may be left."""
    with nothing_left(), PeerServer(server, socket_path=tmp_path / "s") as peers:
        yield peers.endpoint


def all_ended(server: CommandServer) -> None:
    """Makes sure that every command whose streams were connected was told to end."""
    for command in server.commands:
        if set(command.connected) == set(command.names):
            command.has_ended()


async def test_run_cancelled_everywhere(server: CommandServer, endpoint: str) -> None:
    async def run(client: AsyncLXDClient) -> None:
        with pytest.raises(TimeoutError):
            await client.instances.run("c1", ["sleep", "9"], input=[b"x"], timeout=0.02)

    await cancel_everywhere(endpoint, run)
    all_ended(server)


async def test_an_entered_command_cancelled_everywhere(server: CommandServer, endpoint: str) -> None:
    async def run(client: AsyncLXDClient) -> None:
        async with client.instances.exec("c1", ["sleep", "9"]) as process:
            await process.stdin.write("x")
            assert await process.stderr.readline() == "begun\n"
            await process.terminate()
            assert await process.wait() == 143

    await cancel_everywhere(endpoint, run)
    all_ended(server)


async def test_a_terminals_command_cancelled_everywhere(server: CommandServer, endpoint: str) -> None:
    async def run(client: AsyncLXDClient) -> None:
        async with client.instances.exec("c1", ["sh"], interactive=True) as process:
            assert await process.stdout.readline() == "begun\n"

    await cancel_everywhere(endpoint, run)
    all_ended(server)


@pytest.mark.parametrize("connected", range(5))
async def test_cancelled_while_it_is_started(server: CommandServer, endpoint: str, connected: int) -> None:
    await asyncio.to_thread(lambda: None)
    async with AsyncLXDClient(endpoint) as client:
        task = asyncio.create_task(client.instances.run("c1", ["sleep", "9"]))
        await asyncio.to_thread(
            lambda: server.command().wait_for(lambda: len(server.command().connected) >= connected)
        )
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    server.command().has_ended()


async def test_cancelled_before_the_server_answers(endpoint: str, server: CommandServer) -> None:
    async with AsyncLXDClient(endpoint) as client:
        task = asyncio.create_task(client.instances.run("c1", ["sleep", "9"]))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    server.command().has_ended()


async def test_a_server_that_does_not_answer_is_not_waited_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_feeder, "_PATIENCE", 0.05)
    await asyncio.to_thread(lambda: None)
    asked = threading.Event()

    def hang(peer: Peer) -> None:
        peer.request()
        asked.set()
        peer.wait_for_client()

    with nothing_left(), PeerServer(hang, socket_path=tmp_path / "s") as peers:
        async with AsyncLXDClient(peers.endpoint) as client:
            task = asyncio.create_task(client.instances.run("c1", ["sleep", "9"]))
            await asyncio.to_thread(asked.wait, PATIENCE)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task


async def test_cancelling_again_and_again_leaves_nothing_either(server: CommandServer, endpoint: str) -> None:
    await asyncio.to_thread(lambda: None)
    async with AsyncLXDClient(endpoint) as client:
        task = asyncio.create_task(client.instances.run("c1", ["sleep", "9"]))
        await asyncio.to_thread(lambda: server.command().wait_for(lambda: server.command().connected[3:]))
        while not task.done():
            task.cancel()
            await asyncio.sleep(0)
        assert task.cancelled()
    all_ended(server)


async def test_a_group_of_tasks_that_fails_ends_its_commands(server: CommandServer, endpoint: str) -> None:
    await asyncio.to_thread(lambda: None)
    async with AsyncLXDClient(endpoint) as client:

        async def fail() -> None:
            await asyncio.to_thread(lambda: server.command(9).wait_for(lambda: server.command(9).connected))
            raise ZeroDivisionError

        async def all_at_once() -> None:
            async with asyncio.TaskGroup() as group:
                for _ in range(10):
                    group.create_task(client.instances.run("c1", ["sleep", "9"]))
                group.create_task(fail())

        with pytest.raises(ExceptionGroup):
            await all_at_once()
    all_ended(server)
