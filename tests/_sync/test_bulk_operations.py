# Written by scripts/unasync.py from tests/_async/test_bulk_operations.py. Change that, and run `make sync`.

"""Operations of many parts, as servers with the API extension bulk_operations have them.

The answers are written after ``lxd/operations.go`` and ``lxd/operations/operations.go`` of LXD 6.9.
"""

from __future__ import annotations

import httpx
import pytest

from lxd import LXDClient
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


def test_a_part_that_fails_fails_the_whole(client: LXDClient, stopping: FakeLXD) -> None:
    operation = client.instances.update_state_of_all(action="stop")
    with pytest.raises(OperationFailed, match=FAILED) as caught:
        operation.wait()
    assert "children tells what became of each" in (caught.value.hint or "")
    assert operation.is_done


def test_what_became_of_each_part(client: LXDClient, stopping: FakeLXD) -> None:
    operation = client.instances.update_state_of_all(action="stop")
    with pytest.raises(OperationFailed):
        operation.wait()
    children = operation.get_children()
    assert [(child.id, child.status, child.err) for child in children] == [
        ("c1", "Success", ""),
        ("c2", "Failure", "The instance is already stopped"),
    ]
    assert stopping.calls[-1] == f"GET {OPERATION}?recursion=1"


def test_what_is_done_at_once_has_no_parts(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("PUT /1.0/instances", envelopes.sync())
    operation = client.instances.update_state_of_all(action="stop")
    assert operation.get_children() == []


def test_an_operation_is_got_with_its_parts(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("bulk_operations")))
    lxd.on(f"GET {OPERATION}", envelopes.sync(envelopes.operation(children=CHILDREN)))
    operation = client.operations.get(ID, recursion=1)
    assert [child.id for child in operation.children] == ["c1", "c2"]


def test_operations_are_listed_with_their_parts(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("bulk_operations")))
    groups = {"running": [envelopes.operation(children=CHILDREN)], "success": [envelopes.operation(200)]}
    lxd.on("GET /1.0/operations", envelopes.sync(groups))
    found = client.operations.list(2, project="p")
    assert [len(operation.children) for operation in found] == [2, 0]
    assert lxd.calls[-1] == "GET /1.0/operations?recursion=2&project=p"


@pytest.mark.parametrize("call", ["list", "get"])
def test_a_server_without_parts(client: LXDClient, lxd: FakeLXD, call: str) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    with pytest.raises(ExtensionMissing, match="bulk_operations"):
        (client.operations.list(2) if call == "list" else client.operations.get(ID, 1))
    assert lxd.calls == ["GET /1.0"]


def test_a_filter(client: LXDClient, lxd: FakeLXD) -> None:
    groups = {"running": [envelopes.operation()], "failure": [envelopes.operation(400, id="f")]}
    lxd.on("GET /1.0/operations", envelopes.sync(groups))
    assert [each.id for each in client.operations.list(1, filter=F.status == "Failure")] == ["f"]
    assert [link.id for link in client.operations.list(0, filter="status eq Failure")] == ["f"]


def test_on_the_newest(newest: LXDClient) -> None:
    (operation,) = newest.operations.list(2)
    assert operation.children
