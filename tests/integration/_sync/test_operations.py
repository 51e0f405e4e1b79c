# Written by scripts/unasync.py from tests/integration/_async/test_operations.py. Change that, and run `make sync`.

"""Background operations, against a real LXD."""

from __future__ import annotations

from functools import partial

import pytest
from lab import Lab
from lxd_api import certificates as certificates_api
from lxd_api import instances as api

from lxd import LXDClient
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


def slow_operation(client: LXDClient, name: str) -> str:
    """Starts an operation that takes longer than any test waits."""
    body = {"command": ["sleep", "600"], "environment": {"PATH": "/bin"}, "wait-for-websocket": False}
    operation = client.send(api.instance_exec_post(name, body=body))
    assert operation is not None
    return operation.id


def test_wait_returns_the_final_state(client: LXDClient, lab: Lab, unique_name: str) -> None:
    operation = client.instances.create({"name": unique_name, "source": image_source(lab)})
    assert not operation.is_done
    state = operation.wait(timeout=60)
    assert state.status == "Success"
    assert operation.is_done
    assert operation.resources["instances"] == [f"/1.0/instances/{unique_name}"]


def test_wait_for_what_has_ended(client: LXDClient, lab: Lab, unique_name: str) -> None:
    operation = client.instances.create({"name": unique_name, "source": image_source(lab)})
    client.operations.wait(operation.id)
    assert (client.operations.wait(operation.id, timeout=30)).status == "Success"


@pytest.mark.parametrize("timeout", [1, 0.3, 0])
def test_wait_timeout(client: LXDClient, running: str, timeout: float) -> None:
    id = slow_operation(client, running)
    with pytest.raises(OperationTimeout) as caught:
        client.operations.wait(id, timeout=timeout)
    assert caught.value.operation is not None
    assert caught.value.operation.status == "Running"
    assert isinstance(caught.value, TimeoutError)


def test_failure(client: LXDClient, running: str) -> None:
    request = api.instance_exec_post(
        running, body={"command": ["/no/such/command"], "wait-for-websocket": False}
    )
    operation = client.start(request)
    with pytest.raises(OperationFailed, match="not found") as caught:
        operation.wait(timeout=30)
    assert caught.value.operation is not None
    assert caught.value.operation.metadata["return"] == 127
    assert operation.status == "Failure"


def test_an_operation_that_nobody_knows(client: LXDClient) -> None:
    with pytest.raises(OperationNotFound, match="forgets"):
        client.operations.wait("11111111-2222-3333-4444-555555555555")


def test_progress(client: LXDClient, lab: Lab, unique_name: str) -> None:
    reports: list[Progress] = []
    operation = client.instances.create({"name": unique_name, "source": image_source(lab)})
    state = operation.wait(timeout=60, progress=reports.append)
    assert state.status == "Success"
    assert all("unpack" in report.stage for report in reports)


def test_progress_of_an_operation_in_a_project(lab: Lab, project: str, unique_name: str) -> None:
    with LXDClient(lab.socket, project=project) as client:
        operation = client.instances.create({"name": unique_name, "source": {"type": "none"}})
        state = operation.wait(timeout=60, progress=lambda _: None)
        assert state.status == "Success"
        (client.instances.delete(unique_name)).wait(timeout=30)


def test_list_and_get(client: LXDClient, running: str) -> None:
    id = slow_operation(client, running)
    links = client.operations.list()
    assert id in {link.id for link in links}
    assert id in {operation.id for operation in client.operations.list(recursion=1)}
    link = next(link for link in links if link.id == id)
    assert (resolve(link)).id == (client.operations.get(id)).id == id
    running_ones = (F.description == "Executing command") & (F.status == "Running")
    assert id in {operation.id for operation in client.operations.list(1, filter=running_ones)}
    assert id in {link.id for link in client.operations.list(filter=running_ones)}
    assert id not in {link.id for link in client.operations.list(filter=~running_ones)}


def test_parts_are_not_told_of(client: LXDClient) -> None:
    with pytest.raises(ExtensionMissing, match="bulk_operations"):
        client.operations.list(2)


def test_cancel_what_cannot_be(client: LXDClient, running: str) -> None:
    id = slow_operation(client, running)
    with pytest.raises(BadRequest):
        client.operations.cancel(id)


def test_a_token_is_not_waited_for_but_cancelled(client: LXDClient) -> None:
    operation = client.start(
        certificates_api.certificates_post(body={"type": "client", "name": "x", "token": True})
    )
    assert operation.metadata["secret"]
    assert operation.metadata["secret"] not in repr(operation)
    with pytest.raises(LXDError, match="never ends"):
        operation.wait()
    operation.cancel()
    # LXD tells so for five seconds, then it knows nothing of it.
    with pytest.raises(OperationCancelled):
        client.operations.wait(operation.id, timeout=30)


def test_many_waits_leave_room_for_requests(lab: Lab, running: str) -> None:
    with LXDClient(lab.socket, connections=2) as client:
        ids = [slow_operation(client, running) for _ in range(6)]

        def wait(id: str) -> str:
            with pytest.raises(OperationTimeout):
                client.operations.wait(id, timeout=2)
            return "timed out"

        def ask() -> str:
            for _ in range(20):
                client.server.get()
            return "answered"

        answers = together(*(partial(wait, id) for id in ids), ask)
        assert answers.count("timed out") == 6
