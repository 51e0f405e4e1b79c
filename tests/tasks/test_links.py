"""Links are awaited, as often as one likes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from lxd import AsyncLXDClient
from tests import envelopes
from tests.fakes import FakeLXD

NAMES = ["c1", "c2", "c3"]


@pytest.fixture
async def client(lxd: FakeLXD) -> AsyncIterator[AsyncLXDClient]:
    lxd.on("GET /1.0/instances", envelopes.sync([f"/1.0/instances/{name}" for name in NAMES]))
    for name in NAMES:
        lxd.on(f"GET /1.0/instances/{name}", envelopes.sync({"name": name}))
    async with AsyncLXDClient("/run/s", transport=lxd.transport) as client:
        yield client


@pytest.fixture
def lxd() -> FakeLXD:
    return FakeLXD()


async def test_a_link_is_awaited(client: AsyncLXDClient) -> None:
    links = await client.instances.list(recursion=0)
    assert (await links[0]).name == "c1"


async def test_each_await_is_a_request_of_its_own(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    (link, *_) = await client.instances.list(recursion=0)
    await link
    await link
    assert lxd.count("GET /1.0/instances/c1") == 2


async def test_links_are_gathered(client: AsyncLXDClient) -> None:
    links = await client.instances.list(recursion=0)
    assert [instance.name for instance in await asyncio.gather(*links)] == NAMES


async def test_a_link_never_awaited_asks_nothing(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    await client.instances.list(recursion=0)
    assert len(lxd.calls) == 1


async def test_links_to_certificates_are_awaited(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/certificates", envelopes.sync(["/1.0/certificates/ab"]))
    lxd.on("GET /1.0/certificates/ab", envelopes.sync({"name": "laptop"}))
    (link,) = await client.certificates.list(recursion=0)
    assert (await link).name == "laptop"


async def test_links_to_operations_are_awaited(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0/operations", envelopes.sync({"running": [envelopes.OPERATION]}))
    lxd.on(f"GET {envelopes.OPERATION}", envelopes.sync(envelopes.operation()))
    (link,) = await client.operations.list()
    assert (await link).id == envelopes.ID
