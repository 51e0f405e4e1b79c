"""Nothing is left behind: no thread, no file, no socket."""

from __future__ import annotations

from pathlib import Path

import pytest

from lxd import AsyncLXDClient, LXDError
from tests import envelopes
from tests._async._io import happens, in_thread, settle
from tests.identities import Identity, Trust, server_context
from tests.leftovers import nothing_left
from tests.peers import Peer, PeerServer, answering

SERVER = envelopes.sync(envelopes.server())


@pytest.fixture(autouse=True)
async def warm(tmp_path: Path) -> None:
    """Has everything imported, and the helpers' own threads started, before anything is counted."""
    await in_thread(lambda: None)
    with PeerServer(one_event, socket_path=tmp_path / "warm.socket") as server:
        async with AsyncLXDClient(server.endpoint) as client:
            await client.server.get_events().receive()


def one_event(peer: Peer) -> None:
    """Sends one event, and waits for the end."""
    if peer.upgrade():
        peer.event("lifecycle", {"action": "instance-started"})
        peer.listen()


def refusing(peer: Peer) -> None:
    """Refuses a websocket."""
    peer.request()
    peer.answer(envelopes.error(403, "no"), 403)


def breaking(peer: Peer) -> None:
    """Grants a websocket, and hangs up."""
    peer.upgrade()


def deaf(peer: Peer) -> None:
    """Hangs up instead of answering."""
    peer.request()


async def listen_often(client: AsyncLXDClient, server: PeerServer, times: int) -> None:
    """Opens one stream after the other, by `for` and `break`."""
    for number in range(times):
        async for event in client.server.get_events():
            assert event.type == "lifecycle"
            break
        await happens(server.peers[number].gone)


async def test_after_many_streams(tmp_path: Path) -> None:
    with nothing_left(), PeerServer(one_event, socket_path=tmp_path / "s") as server:
        async with AsyncLXDClient(server.endpoint) as client:
            await listen_often(client, server, 200)


async def test_after_many_streams_over_tls(server_identity: Identity, pinned: Trust) -> None:
    with nothing_left(), PeerServer(one_event, tls=server_context(server_identity)) as server:
        async with AsyncLXDClient(server.endpoint, **pinned) as client:
            await listen_often(client, server, 200)


async def test_after_streams_that_nobody_closed_but_their_client(tmp_path: Path) -> None:
    with nothing_left(), PeerServer(one_event, socket_path=tmp_path / "s") as server:
        async with AsyncLXDClient(server.endpoint) as client:
            for _ in range(20):
                await client.server.get_events().open()


async def test_after_streams_that_were_refused(tmp_path: Path) -> None:
    with nothing_left(), PeerServer(refusing, socket_path=tmp_path / "s") as server:
        async with AsyncLXDClient(server.endpoint) as client:
            for _ in range(20):
                with pytest.raises(LXDError):
                    await client.server.get_events().open()
        await settle()


async def test_after_streams_that_broke(tmp_path: Path) -> None:
    with (
        nothing_left(),
        PeerServer(breaking, socket_path=tmp_path / "s") as server,
    ):
        async with AsyncLXDClient(server.endpoint) as client:
            for _ in range(20):
                with pytest.raises(LXDError):
                    async for _ in client.server.get_events():
                        pass


async def test_after_streams_that_did_not_open_in_time(tmp_path: Path) -> None:
    with nothing_left(), PeerServer(Peer.wait_for_client, socket_path=tmp_path / "s") as server:
        async with AsyncLXDClient(server.endpoint, timeout=0.01) as client:
            for _ in range(5):
                with pytest.raises(LXDError):
                    await client.server.get_events().open()
        await settle()


async def test_after_streams_to_another_server(other_identity: Identity, pinned: Trust) -> None:
    with nothing_left(), PeerServer(one_event, tls=server_context(other_identity)) as server:
        async with AsyncLXDClient(server.endpoint, **pinned) as client:
            for _ in range(5):
                with pytest.raises(LXDError):
                    await client.server.get_events().open()
        await settle()


async def test_after_many_clients(tmp_path: Path) -> None:
    with nothing_left(), PeerServer(answering(SERVER), socket_path=tmp_path / "s") as server:
        for _ in range(50):
            async with AsyncLXDClient(server.endpoint) as client:
                await client.server.get()


async def test_after_clients_over_tls(server_identity: Identity, pinned: Trust) -> None:
    with nothing_left(), PeerServer(answering(SERVER), tls=server_context(server_identity)) as server:
        for _ in range(10):
            async with AsyncLXDClient(server.endpoint, **pinned) as client:
                await client.server.get()


async def test_after_answers_that_did_not_come_in_time(tmp_path: Path) -> None:
    with nothing_left(), PeerServer(Peer.wait_for_client, socket_path=tmp_path / "s") as server:
        async with AsyncLXDClient(server.endpoint, timeout=0.01) as client:
            for _ in range(5):
                with pytest.raises(LXDError):
                    await client.server.get()


async def test_after_connections_that_could_not_be_made(tmp_path: Path) -> None:
    with nothing_left():
        async with AsyncLXDClient(tmp_path / "none.socket") as client:
            for _ in range(20):
                with pytest.raises(LXDError):
                    await client.server.get()


async def test_after_connections_to_another_server(other_identity: Identity, pinned: Trust) -> None:
    with nothing_left(), PeerServer(answering(SERVER), tls=server_context(other_identity)) as server:
        async with AsyncLXDClient(server.endpoint, **pinned) as client:
            for _ in range(5):
                with pytest.raises(LXDError):
                    await client.server.get()


async def test_after_connections_that_broke(tmp_path: Path, naps: list[float]) -> None:
    with (
        nothing_left(),
        PeerServer(deaf, socket_path=tmp_path / "s") as server,
    ):
        async with AsyncLXDClient(server.endpoint) as client:
            with pytest.raises(LXDError):
                await client.server.get()
