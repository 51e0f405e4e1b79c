"""The server's events, from a real LXD."""

from __future__ import annotations

import pytest
from lab import Lab
from lxd_api.models import Operation

from lxd import AsyncLXDClient
from lxd.entities.server import LifecycleEvent, LoggingEvent, OperationEvent
from lxd.errors import Forbidden, LXDAPIError, LXDTimeout

from ..support import PROMPT


async def test_operations_are_told(client: AsyncLXDClient, container: str) -> None:
    async with client.server.get_events(type="operation") as events:
        operation = await client.instances.update_state(container, action="start")
        statuses = []
        while "Success" not in statuses:
            event = await events.receive(timeout=PROMPT)
            assert isinstance(event, OperationEvent)
            if event.metadata.id == operation.id:
                statuses.append(event.metadata.status)


async def test_lifecycle_is_told(client: AsyncLXDClient, container: str) -> None:
    async with client.server.get_events(type="lifecycle") as events:
        await client.instances.update_configuration_subset(container, {"description": "x"})
        while True:
            event = await events.receive(timeout=PROMPT)
            assert isinstance(event, LifecycleEvent)
            if event.metadata.source == f"/1.0/instances/{container}":
                break
    assert event.metadata.action == "instance-updated"
    assert event.project == "default"
    assert event.timestamp is not None


async def test_iterating_needs_no_await(client: AsyncLXDClient) -> None:
    # Any request makes the server log something, opening the stream included.
    async for event in client.server.get_events():
        assert isinstance(event, LoggingEvent | OperationEvent | LifecycleEvent)
        break


async def test_several_types(local: AsyncLXDClient, container: str) -> None:
    seen: set[str] = set()
    async with local.server.get_events(type=["operation", "lifecycle"]) as events:
        await local.instances.update_state(container, action="start")
        while seen != {"operation", "lifecycle"}:
            seen.add((await events.receive(timeout=PROMPT)).type)


async def test_receive_timeout(client: AsyncLXDClient) -> None:
    async with client.server.get_events(type="lifecycle") as events:
        with pytest.raises(LXDTimeout):
            await events.receive(timeout=0.05)


async def test_an_unknown_type_is_refused(client: AsyncLXDClient) -> None:
    # A bad request, says LXD from 5.1 on; an error of its own before.
    with pytest.raises(LXDAPIError, match="nonsense"):
        async for _ in client.server.get_events(type="nonsense"):
            pass


async def test_an_unknown_project_is_refused(client: AsyncLXDClient) -> None:
    with pytest.raises(LXDAPIError, match="not found"):
        await client.server.get_events(project="nope").open()


async def test_a_stranger_is_refused(lab: Lab) -> None:
    async with AsyncLXDClient(lab.url, endpoint_cert_path=lab.server_cert) as stranger:
        with pytest.raises(Forbidden):
            await stranger.server.get_events().open()


async def test_events_of_a_project(lab: Lab, project: str, unique_name: str) -> None:
    async with AsyncLXDClient(lab.socket, project=project) as client:
        async with client.server.get_events(type="operation") as events:
            operation = await client.instances.create({"name": unique_name, "source": {"type": "none"}})
            event = await events.receive(timeout=PROMPT)
            assert isinstance(event.metadata, Operation)
            assert event.project == project
            await operation.wait(timeout=30)
        await (await client.instances.delete(unique_name)).wait(timeout=30)


async def test_events_of_all_projects(local: AsyncLXDClient, project: str, unique_name: str) -> None:
    async with local.server.get_events(type="operation", all_projects=True) as events:
        inside = local.with_scope(project=project)
        await (await inside.instances.create({"name": unique_name, "source": {"type": "none"}})).wait(
            timeout=30
        )
        assert (await events.receive(timeout=PROMPT)).project == project
    await (await inside.instances.delete(unique_name)).wait(timeout=30)
