"""Operations of many parts, as servers with the API extension bulk_operations have them.

The answers are written after ``lxd/operations.go`` and ``lxd/operations/operations.go`` of LXD 6.9.
"""

from __future__ import annotations

import httpx
import pytest

from lxd import AsyncLXDClient
from lxd.errors import ExtensionMissing, OperationFailed
from lxd.filters import F
from tests import envelopes
from tests.envelopes import ID, OPERATION, WAIT
from tests.fakes import FakeLXD

FAILED = "One or more child operations failed"
CHILDREN = [
    envelopes.operation(200, id="c1", resources={"instances": ["/1.0/instances/c1"]}),
    envelopes.operation(400, id="c2", err="The instance is already stopped", err_code=400),
]


@pytest.fixture
def stopping(lxd: FakeLXD) -> FakeLXD:
    """A server that stops all instances, one of which fails."""
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("bulk_operations")))
    lxd.on("PUT /1.0/instances", envelopes.started(description="Updating instances"))
    lxd.on(f"GET {WAIT}", httpx.Response(200, json=envelopes.error(400, FAILED)))
    lxd.on(
        f"GET {OPERATION}",
        envelopes.sync(envelopes.operation(400, err=FAILED, err_code=500)),
        envelopes.sync(envelopes.operation(400, err=FAILED, err_code=500, children=CHILDREN)),
    )
    return lxd


async def test_a_part_that_fails_fails_the_whole(client: AsyncLXDClient, stopping: FakeLXD) -> None:
    operation = await client.instances.update_state_of_all(action="stop")
    with pytest.raises(OperationFailed, match=FAILED) as caught:
        await operation.wait()
    assert "children tells what became of each" in (caught.value.hint or "")
    assert operation.is_done


async def test_what_became_of_each_part(client: AsyncLXDClient, stopping: FakeLXD) -> None:
    operation = await client.instances.update_state_of_all(action="stop")
    with pytest.raises(OperationFailed):
        await operation.wait()
    children = await operation.get_children()
    assert [(child.id, child.status, child.err) for child in children] == [
        ("c1", "Success", ""),
        ("c2", "Failure", "The instance is already stopped"),
    ]
    assert stopping.calls[-1] == f"GET {OPERATION}?recursion=1"


async def test_what_is_done_at_once_has_no_parts(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("PUT /1.0/instances", envelopes.sync())
    operation = await client.instances.update_state_of_all(action="stop")
    assert await operation.get_children() == []


async def test_an_operation_is_got_with_its_parts(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("bulk_operations")))
    lxd.on(f"GET {OPERATION}", envelopes.sync(envelopes.operation(children=CHILDREN)))
    operation = await client.operations.get(ID, recursion=1)
    assert [child.id for child in operation.children] == ["c1", "c2"]


async def test_operations_are_listed_with_their_parts(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("bulk_operations")))
    groups = {"running": [envelopes.operation(children=CHILDREN)], "success": [envelopes.operation(200)]}
    lxd.on("GET /1.0/operations", envelopes.sync(groups))
    found = await client.operations.list(2, project="p")
    assert [len(operation.children) for operation in found] == [2, 0]
    assert lxd.calls[-1] == "GET /1.0/operations?recursion=2&project=p"


@pytest.mark.parametrize("call", ["list", "get"])
async def test_a_server_without_parts(client: AsyncLXDClient, lxd: FakeLXD, call: str) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    with pytest.raises(ExtensionMissing, match="bulk_operations"):
        await (client.operations.list(2) if call == "list" else client.operations.get(ID, 1))
    assert lxd.calls == ["GET /1.0"]


async def test_a_filter(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    groups = {"running": [envelopes.operation()], "failure": [envelopes.operation(400, id="f")]}
    lxd.on("GET /1.0/operations", envelopes.sync(groups))
    assert [each.id for each in await client.operations.list(1, filter=F.status == "Failure")] == ["f"]
    assert [link.id for link in await client.operations.list(0, filter="status eq Failure")] == ["f"]


async def test_on_the_newest(newest: AsyncLXDClient) -> None:
    (operation,) = await newest.operations.list(2)
    assert operation.children
