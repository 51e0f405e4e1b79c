"""A server that dies, hangs and comes back: a clear error, within seconds, and nothing left behind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from lab import Lab
from lxd_api import instances as api

from lxd import AsyncLXDClient
from lxd.errors import LXDConnectionError, LXDError, LXDTimeout, OperationError, OperationTimeout

from ..support import https_options
from ._io import in_background, together


@pytest.fixture(scope="module")
def frail(lab: Lab) -> Iterator[Lab]:
    """A server of its own, to be maltreated."""
    with Lab("frail") as other:
        yield other


@pytest.fixture(params=["socket", "https"])
async def client(request: pytest.FixtureRequest, frail: Lab) -> AsyncIterator[AsyncLXDClient]:
    options = https_options(frail) if request.param == "https" else {"endpoint": frail.socket}
    async with AsyncLXDClient(timeout=2, **options) as client:
        yield client


async def test_a_restart_goes_unnoticed(client: AsyncLXDClient, frail: Lab) -> None:
    await client.server.get()
    frail.restart()
    assert (await client.server.get()).auth == "trusted"


async def test_a_dead_server(client: AsyncLXDClient, frail: Lab) -> None:
    await client.server.get()
    frail.kill()
    try:
        with pytest.raises(LXDConnectionError):
            await client.server.get()
    finally:
        frail.start()
    assert (await client.server.get()).auth == "trusted"


async def test_a_hanging_server(client: AsyncLXDClient, frail: Lab) -> None:
    await client.server.get()
    frail.pause()
    try:
        with pytest.raises(LXDTimeout, match="2 s"):
            await client.server.get()
    finally:
        frail.resume()
    assert (await client.server.get()).auth == "trusted"


async def test_events_end_when_the_server_dies(client: AsyncLXDClient, frail: Lab) -> None:
    async with client.server.get_events(type="lifecycle") as events:
        frail.kill()
        try:
            with pytest.raises(LXDConnectionError):
                await events.receive(timeout=30)
        finally:
            frail.start()


async def test_opening_events_of_a_hanging_server(client: AsyncLXDClient, frail: Lab) -> None:
    frail.pause()
    try:
        with pytest.raises(LXDTimeout):
            await client.server.get_events().open()
    finally:
        frail.resume()


async def test_waiting_for_a_hanging_server(client: AsyncLXDClient, frail: Lab) -> None:
    operation = await start_sleeper(client, frail)
    frail.pause()
    try:
        with pytest.raises(OperationTimeout):
            await client.operations.wait(operation, timeout=1)
    finally:
        frail.resume()
        frail.remove("sleeper")


async def test_the_server_dies_while_an_operation_is_waited_for(client: AsyncLXDClient, frail: Lab) -> None:
    operation = await start_sleeper(client, frail)

    async def wait() -> LXDError:
        with pytest.raises((OperationError, LXDConnectionError)) as caught:
            await client.operations.wait(operation, timeout=60)
        return caught.value

    async def restart() -> LXDError:
        await in_background(frail.kill)
        await in_background(frail.start)
        return LXDError("restarted")

    faults = await together(wait, restart)
    assert operation in str(faults[0])
    frail.remove("sleeper")


async def start_sleeper(client: AsyncLXDClient, lab: Lab) -> str:
    """Starts an operation that takes longer than any test."""
    await in_background(lambda: lab.launch("sleeper"))
    body = {"command": ["sleep", "600"], "environment": {"PATH": "/bin"}, "wait-for-websocket": False}
    operation = await client.send(api.instance_exec_post("sleeper", body=body))
    assert operation is not None
    return operation.id
