"""Calls that start an operation, as coroutines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from lxd import AsyncLXDClient
from lxd.errors import NotFound
from tests import envelopes
from tests.envelopes import WAIT, operation, sync
from tests.fakes import FakeLXD

START = "PUT /1.0/instances/c1/state"


@pytest.fixture
def lxd() -> FakeLXD:
    """A server where all goes well."""
    lxd = FakeLXD()
    lxd.on(START, envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    return lxd


@pytest.fixture
async def client(lxd: FakeLXD) -> AsyncIterator[AsyncLXDClient]:
    async with AsyncLXDClient("/run/lxd.socket", transport=lxd.transport) as client:
        yield client


async def test_awaited_it_gives_the_handle(client: AsyncLXDClient) -> None:
    started = await client.instances.start("c1")
    assert started.id == envelopes.ID


async def test_in_two_lines_as_well_as_in_one(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    assert (await client.instances.start("c1").wait(timeout=3)).status == "Success"
    assert (await (await client.instances.start("c1")).wait(timeout=3)).status == "Success"
    assert lxd.calls == [START, f"GET {WAIT}?timeout=3"] * 2


async def test_it_can_be_a_task_and_be_gathered(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    async with asyncio.TaskGroup() as group:
        task = group.create_task(client.instances.start("c1"))
    handles = await asyncio.gather(client.instances.start("c1"), client.instances.start("c1"))
    assert {task.result().id, *(handle.id for handle in handles)} == {envelopes.ID}
    assert lxd.count(START) == 3


async def test_errors_come_from_where_they_are_raised(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(START, envelopes.error(404, "Instance not found"))
    with pytest.raises(NotFound) as caught:
        await client.instances.start("c1")
    assert "update_state" in {entry.name for entry in caught.traceback}


async def test_a_task_that_is_cancelled_sends_nothing(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    task = asyncio.create_task(client.instances.start("c1"))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert lxd.calls == []


async def test_one_that_is_not_awaited_is_told(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    forgotten = [client.instances.start("c1")]
    with pytest.warns(RuntimeWarning, match="never awaited"):
        forgotten.clear()
    assert lxd.calls == []


async def test_one_that_is_closed_is_not(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    client.instances.start("c1").close()
    assert lxd.calls == []


async def test_its_name_and_words_are_the_methods(client: AsyncLXDClient) -> None:
    assert client.instances.start.__name__ == "start"
    assert "Starts an instance" in (client.instances.start.__doc__ or "")
