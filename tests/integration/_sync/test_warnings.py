# Written by scripts/unasync.py from tests/integration/_async/test_warnings.py. Change that, and run `make sync`.

"""What LXD noticed, against a real LXD."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from lab import Lab

from lxd import LXDClient
from lxd.errors import BadRequest, NotFound
from lxd.filters import F

from ._io import resolve


@pytest.fixture
def message(lab: Lab) -> Iterator[str]:
    """What a new warning says; LXD makes it for its own tests."""
    message = f"seen {os.urandom(4).hex()}"
    warning = {
        "project": "default",
        "type_code": 1,
        "entity_type_code": -1,
        "entity_id": -1,
        "message": message,
    }
    lab.request("POST", "/internal/testing/warnings", warning)
    yield message
    for warning in lab.request("GET", "/1.0/warnings?recursion=1"):
        if warning["last_message"] == message:
            lab.request("DELETE", f"/1.0/warnings/{warning['uuid']}")


def test_life_of_a_warning(client: LXDClient, message: str) -> None:
    (found,) = client.warnings.list(filter=F.last_message == message)
    assert (found.status, found.severity, found.count) == ("new", "low", 1)
    (link,) = client.warnings.list(0, filter=F.last_message == message)
    assert (resolve(link)).last_message == message
    client.warnings.acknowledge(found.uuid)
    assert (client.warnings.get(found.uuid)).status == "acknowledged"
    client.warnings.update_configuration(found.uuid, {"status": "new"}).wait()
    assert (client.warnings.get(found.uuid)).status == "new"
    client.warnings.update_configuration_subset(found.uuid, {"status": "acknowledged"}).wait()
    assert (client.warnings.get(found.uuid)).status == "acknowledged"
    with pytest.raises(BadRequest):
        client.warnings.update_configuration(found.uuid, {"status": "ignored"}).wait()
    client.warnings.delete(found.uuid).wait()
    with pytest.raises(NotFound):
        client.warnings.get(found.uuid)


def test_a_filter_picks(local: LXDClient, message: str) -> None:
    assert message in [warning.last_message for warning in local.warnings.list()]
    found = local.warnings.list(filter=(F.last_message == message) & (F.status == "resolved"))
    assert found == []
    found = local.warnings.list(filter=(F.last_message == message) & ~(F.status == "resolved"))
    assert [warning.last_message for warning in found] == [message]


def test_by_how_often_they_came(local: LXDClient, message: str) -> None:
    for filter in (F.count == 1, "count eq 1"):
        assert message in [warning.last_message for warning in local.warnings.list(filter=filter)]
    links = local.warnings.list(0, filter=(F.count == 1) & (F.last_message == message))
    assert [(resolve(link)).last_message for link in links] == [message]
    assert local.warnings.list(filter=(F.count != 1) & (F.last_message == message)) == []


def test_those_of_the_server(local: LXDClient, lab: Lab, unique_name: str) -> None:
    lab.request("POST", "/1.0/projects", {"name": unique_name})
    lab.request(
        "POST",
        "/internal/testing/warnings",
        {"type_code": 1, "entity_type_code": -1, "entity_id": -1, "message": unique_name},
    )
    try:
        inside = local.with_scope(project=unique_name)
        assert inside.warnings.list() == []
        mine = F.last_message == unique_name
        (found,) = inside.warnings.list(all_projects=True, filter=mine)
        assert [each.uuid for each in inside.with_scope(project=None).warnings.list(filter=mine)] == [
            found.uuid
        ]
        local.warnings.delete(found.uuid).wait()
    finally:
        lab.request("DELETE", f"/1.0/projects/{unique_name}")
