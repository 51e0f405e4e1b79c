"""Somebody who is asked about a certificate, and a task that does not wait for the answer."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from lxd import AsyncLXDClient
from lxd.entities.certificates import ServerCertificate
from tests import envelopes
from tests.identities import Identity, server_context
from tests.peers import PATIENCE, PeerServer, answering

SERVER = envelopes.sync(envelopes.server())


async def test_a_coroutine_is_no_answer(server_identity: Identity) -> None:
    async def somebody(_: ServerCertificate) -> bool:
        return True

    ask: Any = somebody
    with PeerServer(answering(SERVER), tls=server_context(server_identity)) as server:
        async with AsyncLXDClient(server.endpoint, on_unknown_certificate=ask) as client:
            with pytest.raises(TypeError, match="plain function"):
                await client.server.get()


async def test_who_is_cancelled_does_not_wait_for_somebody_who_thinks(server_identity: Identity) -> None:
    asked, enough = threading.Event(), threading.Event()

    def somebody(_: ServerCertificate) -> bool:
        asked.set()
        return enough.wait(PATIENCE)

    with PeerServer(answering(SERVER), tls=server_context(server_identity)) as server:
        async with AsyncLXDClient(server.endpoint, on_unknown_certificate=somebody) as client:
            request = asyncio.create_task(client.server.get())
            assert await asyncio.to_thread(asked.wait, PATIENCE)
            request.cancel()
            with pytest.raises(asyncio.CancelledError):
                await request
            assert not enough.is_set()
    enough.set()


async def test_what_ends_an_iteration_ends_no_wait(server_identity: Identity) -> None:
    def somebody(_: ServerCertificate) -> bool:
        return next(iter([]))

    with PeerServer(answering(SERVER), tls=server_context(server_identity)) as server:
        async with AsyncLXDClient(server.endpoint, on_unknown_certificate=somebody) as client:
            with pytest.raises(RuntimeError, match="StopIteration"):
                await asyncio.wait_for(client.server.get(), PATIENCE)
