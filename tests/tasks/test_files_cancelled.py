"""A transfer of files that is cancelled leaves nothing half-written behind, here or there."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from lxd import AsyncLXDClient
from tests.leftovers import nothing_left
from tests.peers import PATIENCE, PeerServer
from tests.sftp_server import SFTPServer

LARGE = os.urandom(1 << 20) * 3
READ, WRITE, OPEN = 5, 6, 3


class Slow(SFTPServer):
    """Stops at the n-th request of a kind until it is told to go on."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.reached = threading.Event()
        self.go_on = threading.Event()
        self.twist = self._stop
        self.stop_at = (0, 0)

    def _stop(self, kind: int, _: bytes) -> None:
        wanted, count = self.stop_at
        if kind == wanted and self.kinds.count(kind) == count:
            self.reached.set()
            assert self.go_on.wait(PATIENCE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "instance"
    root.mkdir()
    (root / "tree").mkdir()
    (root / "tree" / "large").write_bytes(LARGE)
    (root / "tree" / "small").write_bytes(b"x")
    return root


@pytest.fixture
def local(tmp_path: Path) -> Path:
    local = tmp_path / "local"
    (local / "tree").mkdir(parents=True)
    (local / "tree" / "large").write_bytes(LARGE)
    (local / "tree" / "small").write_bytes(b"x")
    return local


@pytest.fixture
def server(root: Path) -> Slow:
    return Slow(root)


@pytest.fixture
async def client(server: Slow, tmp_path: Path) -> AsyncIterator[AsyncLXDClient]:
    with nothing_left():
        with PeerServer(server, socket_path=tmp_path / "socket") as peers:
            async with AsyncLXDClient(peers.endpoint) as client:
                yield client


def names(directory: Path) -> set[str]:
    return {str(path.relative_to(directory)) for path in directory.rglob("*")}


async def write(client: AsyncLXDClient, _: Path) -> None:
    await client.instances.files.put("c1", "/f", [LARGE[:100]] * 100_000)


async def push(client: AsyncLXDClient, local: Path) -> None:
    await client.instances.files.push("c1", local / "tree", "/copy")


async def push_one(client: AsyncLXDClient, local: Path) -> None:
    await client.instances.files.push("c1", local / "tree" / "large", "/copy")


async def pull(client: AsyncLXDClient, local: Path) -> None:
    await client.instances.files.pull("c1", "/tree", local / "copy")


async def pull_one(client: AsyncLXDClient, local: Path) -> None:
    await client.instances.files.pull("c1", "/tree/large", local / "copy")


@pytest.mark.parametrize(
    ("run", "kind", "count"),
    [
        (write, OPEN, 1),
        (write, WRITE, 3),
        (push, OPEN, 2),
        (push, WRITE, 1),
        (push, WRITE, 5),
        (push_one, WRITE, 5),
        (push_one, 200, 1),
        (pull, OPEN, 1),
        (pull, READ, 1),
        (pull, READ, 60),
        (pull_one, READ, 60),
    ],
)
async def test_nothing_is_left(
    client: AsyncLXDClient,
    server: Slow,
    root: Path,
    local: Path,
    run: Callable[[AsyncLXDClient, Path], Awaitable[None]],
    kind: int,
    count: int,
) -> None:
    before = names(root), names(local)
    server.stop_at = kind, count
    task = asyncio.ensure_future(run(client, local))
    assert await asyncio.to_thread(server.reached.wait, PATIENCE)
    task.cancel()
    await asyncio.sleep(0)
    server.go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    if kind == 200:  # the server had been asked to rename it, and it was whole
        assert names(root) - before[0] <= {"copy"}
    else:
        assert (names(root), names(local)) == before


async def test_a_session_goes_on_after_a_cancelled_call(client: AsyncLXDClient, server: Slow) -> None:
    async with client.instances.files.sftp("c1") as sftp:
        server.stop_at = READ, 3
        reading = asyncio.create_task(sftp.get("/tree/large"))
        assert await asyncio.to_thread(server.reached.wait, PATIENCE)
        reading.cancel()
        await asyncio.sleep(0)
        server.go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert await sftp.get("/tree/large") == LARGE
        assert (await sftp.stat("/tree/small")).size == 1


async def test_a_file_that_is_being_read_goes_on_after_a_cancelled_read(
    client: AsyncLXDClient, server: Slow
) -> None:
    server.stop_at = READ, 20
    async with client.instances.files.open("c1", "/tree/large") as file:
        reading = asyncio.create_task(file.read())
        assert await asyncio.to_thread(server.reached.wait, PATIENCE)
        reading.cancel()
        await asyncio.sleep(0)
        server.go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert file.tell() == 0
        assert await file.read() == LARGE
