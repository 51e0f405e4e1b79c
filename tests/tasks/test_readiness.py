"""Waiting for an instance in a task that is cancelled."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from lxd import AsyncLXDClient
from tests.envelopes import sync
from tests.peers import Peer, PeerServer


async def test_a_cancelled_wait_leaves_no_stream_behind(tmp_path: Path) -> None:
    listening, told = asyncio.Event(), asyncio.get_running_loop()

    def play(peer: Peer) -> None:
        while request := peer.request():
            if request.path == "/1.0/events":
                peer.grant(request)
                told.call_soon_threadsafe(listening.set)
                peer.listen()
                return
            peer.answer(sync({"status": "Running", "processes": 5}))

    with PeerServer(play, socket_path=tmp_path / "s") as server:
        async with AsyncLXDClient(server.endpoint) as client:
            task = asyncio.create_task(client.instances.wait_for_ip("c1", timeout=3600))
            await listening.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert {other for other in asyncio.all_tasks() if other.get_name() == "lxd-events"} == set()
