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
