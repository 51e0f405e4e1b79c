"""Background operations, against a real LXD."""

from __future__ import annotations

from functools import partial

import pytest
from lab import Lab
from lxd_api import certificates as certificates_api
from lxd_api import instances as api

from lxd import AsyncLXDClient
from lxd.entities.operations import Progress
from lxd.errors import (
    BadRequest,
    ExtensionMissing,
    LXDError,
    OperationCancelled,
    OperationFailed,
    OperationNotFound,
    OperationTimeout,
)
from lxd.filters import F

from ..support import image_source
from ._io import resolve, together


async def slow_operation(client: AsyncLXDClient, name: str) -> str:
    """Starts an operation that takes longer than any test waits."""
    body = {"command": ["sleep", "600"], "environment": {"PATH": "/bin"}, "wait-for-websocket": False}
    operation = await client.send(api.instance_exec_post(name, body=body))
    assert operation is not None
    return operation.id


async def test_wait_returns_the_final_state(client: AsyncLXDClient, lab: Lab, unique_name: str) -> None:
    operation = await client.instances.create({"name": unique_name, "source": image_source(lab)})
    assert not operation.is_done
    state = await operation.wait(timeout=60)
    assert state.status == "Success"
    assert operation.is_done
    assert operation.resources["instances"] == [f"/1.0/instances/{unique_name}"]


async def test_wait_for_what_has_ended(client: AsyncLXDClient, lab: Lab, unique_name: str) -> None:
    operation = await client.instances.create({"name": unique_name, "source": image_source(lab)})
    await client.operations.wait(operation.id)
    assert (await client.operations.wait(operation.id, timeout=30)).status == "Success"


@pytest.mark.parametrize("timeout", [1, 0.3, 0])
async def test_wait_timeout(client: AsyncLXDClient, running: str, timeout: float) -> None:
    id = await slow_operation(client, running)
    with pytest.raises(OperationTimeout) as caught:
        await client.operations.wait(id, timeout=timeout)
    assert caught.value.operation is not None
    assert caught.value.operation.status == "Running"
    assert isinstance(caught.value, TimeoutError)


async def test_failure(client: AsyncLXDClient, running: str) -> None:
    request = api.instance_exec_post(
        running, body={"command": ["/no/such/command"], "wait-for-websocket": False}
    )
    operation = await client.start(request)
    with pytest.raises(OperationFailed, match="not found") as caught:
        await operation.wait(timeout=30)
    assert caught.value.operation is not None
    assert caught.value.operation.metadata["return"] == 127
    assert operation.status == "Failure"


async def test_an_operation_that_nobody_knows(client: AsyncLXDClient) -> None:
    with pytest.raises(OperationNotFound, match="forgets"):
        await client.operations.wait("11111111-2222-3333-4444-555555555555")


async def test_progress(client: AsyncLXDClient, lab: Lab, unique_name: str) -> None:
    reports: list[Progress] = []
    operation = await client.instances.create({"name": unique_name, "source": image_source(lab)})
    state = await operation.wait(timeout=60, progress=reports.append)
    assert state.status == "Success"
    assert all("unpack" in report.stage for report in reports)


async def test_progress_of_an_operation_in_a_project(lab: Lab, project: str, unique_name: str) -> None:
    async with AsyncLXDClient(lab.socket, project=project) as client:
        operation = await client.instances.create({"name": unique_name, "source": {"type": "none"}})
        state = await operation.wait(timeout=60, progress=lambda _: None)
        assert state.status == "Success"
        await (await client.instances.delete(unique_name)).wait(timeout=30)


async def test_list_and_get(client: AsyncLXDClient, running: str) -> None:
    id = await slow_operation(client, running)
    links = await client.operations.list()
    assert id in {link.id for link in links}
    assert id in {operation.id for operation in await client.operations.list(recursion=1)}
    link = next(link for link in links if link.id == id)
    assert (await resolve(link)).id == (await client.operations.get(id)).id == id
    running_ones = (F.description == "Executing command") & (F.status == "Running")
    assert id in {operation.id for operation in await client.operations.list(1, filter=running_ones)}
    assert id in {link.id for link in await client.operations.list(filter=running_ones)}
    assert id not in {link.id for link in await client.operations.list(filter=~running_ones)}


async def test_parts_are_not_told_of(client: AsyncLXDClient) -> None:
    with pytest.raises(ExtensionMissing, match="bulk_operations"):
        await client.operations.list(2)


async def test_cancel_what_cannot_be(client: AsyncLXDClient, running: str) -> None:
    id = await slow_operation(client, running)
    with pytest.raises(BadRequest):
        await client.operations.cancel(id)


async def test_a_token_is_not_waited_for_but_cancelled(client: AsyncLXDClient) -> None:
    operation = await client.start(
        certificates_api.certificates_post(body={"type": "client", "name": "x", "token": True})
    )
    assert operation.metadata["secret"]
    assert operation.metadata["secret"] not in repr(operation)
    with pytest.raises(LXDError, match="never ends"):
        await operation.wait()
    await operation.cancel()
    # LXD tells so for five seconds, then it knows nothing of it.
    with pytest.raises(OperationCancelled):
        await client.operations.wait(operation.id, timeout=30)


async def test_many_waits_leave_room_for_requests(lab: Lab, running: str) -> None:
    async with AsyncLXDClient(lab.socket, connections=2) as client:
        ids = [await slow_operation(client, running) for _ in range(6)]

        async def wait(id: str) -> str:
            with pytest.raises(OperationTimeout):
                await client.operations.wait(id, timeout=2)
            return "timed out"

        async def ask() -> str:
            for _ in range(20):
                await client.server.get()
            return "answered"

        answers = await together(*(partial(wait, id) for id in ids), ask)
        assert answers.count("timed out") == 6
