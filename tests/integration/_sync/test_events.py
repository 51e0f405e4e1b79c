# Written by scripts/unasync.py from tests/integration/_async/test_events.py. Change that, and run `make sync`.

"""The server's events, from a real LXD."""

from __future__ import annotations

import pytest
from lab import Lab
from lxd_api.models import Operation

from lxd import LXDClient
from lxd.entities.server import LifecycleEvent, LoggingEvent, OperationEvent
from lxd.errors import Forbidden, LXDAPIError, LXDTimeout

from ..support import PROMPT


def test_operations_are_told(client: LXDClient, container: str) -> None:
    with client.server.get_events(type="operation") as events:
        operation = client.instances.update_state(container, action="start")
        statuses = []
        while "Success" not in statuses:
            event = events.receive(timeout=PROMPT)
            assert isinstance(event, OperationEvent)
            if event.metadata.id == operation.id:
                statuses.append(event.metadata.status)


def test_lifecycle_is_told(client: LXDClient, container: str) -> None:
    with client.server.get_events(type="lifecycle") as events:
        client.instances.update_configuration_subset(container, {"description": "x"})
        while True:
            event = events.receive(timeout=PROMPT)
            assert isinstance(event, LifecycleEvent)
            if event.metadata.source == f"/1.0/instances/{container}":
                break
    assert event.metadata.action == "instance-updated"
    assert event.project == "default"
    assert event.timestamp is not None


def test_iterating_needs_no_await(client: LXDClient) -> None:
    # Any request makes the server log something, opening the stream included.
    for event in client.server.get_events():
        assert isinstance(event, LoggingEvent | OperationEvent | LifecycleEvent)
        break


def test_several_types(local: LXDClient, container: str) -> None:
    seen: set[str] = set()
    with local.server.get_events(type=["operation", "lifecycle"]) as events:
        local.instances.update_state(container, action="start")
        while seen != {"operation", "lifecycle"}:
            seen.add((events.receive(timeout=PROMPT)).type)


def test_receive_timeout(client: LXDClient) -> None:
    with client.server.get_events(type="lifecycle") as events:
        with pytest.raises(LXDTimeout):
            events.receive(timeout=0.05)


def test_an_unknown_type_is_refused(client: LXDClient) -> None:
    # A bad request, says LXD from 5.1 on; an error of its own before.
    with pytest.raises(LXDAPIError, match="nonsense"):
        for _ in client.server.get_events(type="nonsense"):
            pass


def test_an_unknown_project_is_refused(client: LXDClient) -> None:
    with pytest.raises(LXDAPIError, match="not found"):
        client.server.get_events(project="nope").open()


def test_a_stranger_is_refused(lab: Lab) -> None:
    with LXDClient(lab.url, endpoint_cert_path=lab.server_cert) as stranger:
        with pytest.raises(Forbidden):
            stranger.server.get_events().open()


def test_events_of_a_project(lab: Lab, project: str, unique_name: str) -> None:
    with LXDClient(lab.socket, project=project) as client:
        with client.server.get_events(type="operation") as events:
            operation = client.instances.create({"name": unique_name, "source": {"type": "none"}})
            event = events.receive(timeout=PROMPT)
            assert isinstance(event.metadata, Operation)
            assert event.project == project
            operation.wait(timeout=30)
        (client.instances.delete(unique_name)).wait(timeout=30)


def test_events_of_all_projects(local: LXDClient, project: str, unique_name: str) -> None:
    with local.server.get_events(type="operation", all_projects=True) as events:
        inside = local.with_scope(project=project)
        (inside.instances.create({"name": unique_name, "source": {"type": "none"}})).wait(timeout=30)
        assert (events.receive(timeout=PROMPT)).project == project
    (inside.instances.delete(unique_name)).wait(timeout=30)
