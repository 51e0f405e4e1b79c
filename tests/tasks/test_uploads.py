"""Uploads that are cancelled: at once while they are sent, and after that with all that the server made of them."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from lxd import AsyncLXDClient
from tests import envelopes
from tests.peers import PATIENCE, Peer, PeerServer, Play

DONE = envelopes.sync(envelopes.operation(200))


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Play], PeerServer]]:
    with ExitStack() as stack:
        yield lambda play: stack.enter_context(PeerServer(play, socket_path=tmp_path / "s"))


async def happens(event: threading.Event) -> None:
    assert await asyncio.to_thread(event.wait, PATIENCE), "it did not happen"


async def ends(task: asyncio.Task[Any]) -> None:
    with pytest.raises(asyncio.CancelledError):
        async with asyncio.timeout(PATIENCE):
            await task


async def test_what_the_server_makes_of_all_that_was_sent_is_removed(
    serve: Callable[[Play], PeerServer],
) -> None:
    has_all, may_answer = threading.Event(), threading.Event()
    calls: list[str] = []

    def play(peer: Peer) -> None:
        while asked := peer.request():
            calls.append(f"{asked.method} {asked.path}")
            if asked.method == "POST":
                has_all.set()
                assert may_answer.wait(PATIENCE)
                peer.answer(envelopes.started(), 202)
            else:
                peer.answer(DONE)

    async with AsyncLXDClient(serve(play).endpoint) as client:
        task = asyncio.create_task(client.instances.backups.import_(io.BytesIO(b"all of it"), "c1"))
        await happens(has_all)
        task.cancel()
        await asyncio.sleep(0)  # it is told
        may_answer.set()
        await ends(task)
    assert calls == ["POST /1.0/instances", f"GET {envelopes.OPERATION}", "DELETE /1.0/instances/c1"]


async def test_what_is_still_being_sent_is_dropped_at_once(serve: Callable[[Play], PeerServer]) -> None:
    class Endless(io.RawIOBase):
        """A pipe that never ends."""

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            return bytes(size)

    comes = threading.Event()

    def play(peer: Peer) -> None:
        peer.take(1 << 20)
        comes.set()
        peer.wait_for_client()

    server = serve(play)
    async with AsyncLXDClient(server.endpoint) as client:
        task = asyncio.create_task(client.instances.backups.import_(Endless(), "c1"))  # type: ignore[arg-type]
        await happens(comes)
        task.cancel()
        await ends(task)
        await happens(server.peers[0].gone)


async def test_working_out_the_fingerprint_ends_at_once() -> None:
    class Slow(io.BytesIO):
        """Waits in the middle of the first read."""

        reads = 0

        def read(self, size: int | None = -1) -> bytes:
            self.reads += 1
            reading.set()
            assert may_go_on.wait(PATIENCE)
            return super().read(size)

    reading, may_go_on = threading.Event(), threading.Event()
    file = Slow(bytes(32 << 20))
    async with AsyncLXDClient("/nowhere") as client:
        task = asyncio.create_task(client.images.upload(file))
        await happens(reading)
        task.cancel()
        await asyncio.sleep(0)  # it is told
        may_go_on.set()
        await ends(task)
    assert (file.reads, file.tell()) == (8, 0)
