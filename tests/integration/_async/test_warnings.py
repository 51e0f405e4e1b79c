"""What LXD noticed, against a real LXD."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from lab import Lab

from lxd import AsyncLXDClient
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


async def test_life_of_a_warning(client: AsyncLXDClient, message: str) -> None:
    (found,) = await client.warnings.list(filter=F.last_message == message)
    assert (found.status, found.severity, found.count) == ("new", "low", 1)
    (link,) = await client.warnings.list(0, filter=F.last_message == message)
    assert (await resolve(link)).last_message == message
    await client.warnings.acknowledge(found.uuid)
    assert (await client.warnings.get(found.uuid)).status == "acknowledged"
    await client.warnings.update_configuration(found.uuid, {"status": "new"}).wait()
    assert (await client.warnings.get(found.uuid)).status == "new"
    await client.warnings.update_configuration_subset(found.uuid, {"status": "acknowledged"}).wait()
    assert (await client.warnings.get(found.uuid)).status == "acknowledged"
    with pytest.raises(BadRequest):
        await client.warnings.update_configuration(found.uuid, {"status": "ignored"}).wait()
    await client.warnings.delete(found.uuid).wait()
    with pytest.raises(NotFound):
        await client.warnings.get(found.uuid)


async def test_a_filter_picks(local: AsyncLXDClient, message: str) -> None:
    assert message in [warning.last_message for warning in await local.warnings.list()]
    found = await local.warnings.list(filter=(F.last_message == message) & (F.status == "resolved"))
    assert found == []
    found = await local.warnings.list(filter=(F.last_message == message) & ~(F.status == "resolved"))
    assert [warning.last_message for warning in found] == [message]


async def test_by_how_often_they_came(local: AsyncLXDClient, message: str) -> None:
    for filter in (F.count == 1, "count eq 1"):
        assert message in [warning.last_message for warning in await local.warnings.list(filter=filter)]
    links = await local.warnings.list(0, filter=(F.count == 1) & (F.last_message == message))
    assert [(await resolve(link)).last_message for link in links] == [message]
    assert await local.warnings.list(filter=(F.count != 1) & (F.last_message == message)) == []


async def test_those_of_the_server(local: AsyncLXDClient, lab: Lab, unique_name: str) -> None:
    lab.request("POST", "/1.0/projects", {"name": unique_name})
    lab.request(
        "POST",
        "/internal/testing/warnings",
        {"type_code": 1, "entity_type_code": -1, "entity_id": -1, "message": unique_name},
    )
    try:
        inside = local.with_scope(project=unique_name)
        assert await inside.warnings.list() == []
        mine = F.last_message == unique_name
        (found,) = await inside.warnings.list(all_projects=True, filter=mine)
        assert [each.uuid for each in await inside.with_scope(project=None).warnings.list(filter=mine)] == [
            found.uuid
        ]
        await local.warnings.delete(found.uuid).wait()
    finally:
        lab.request("DELETE", f"/1.0/projects/{unique_name}")
