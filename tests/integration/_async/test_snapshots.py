"""Snapshots, against a real LXD."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from dateutil.relativedelta import relativedelta
from lab import Lab

from lxd import AsyncLXDClient
from lxd.errors import BadRequest, Conflict, NotFound, OperationFailed

from ._io import resolve, together


async def names(client: AsyncLXDClient, instance: str) -> list[str]:
    return [snapshot.name for snapshot in await client.instances.snapshots.list(instance)]


async def test_life_of_a_snapshot(client: AsyncLXDClient, container: str) -> None:
    snapshots = client.instances.snapshots
    taking = await snapshots.create(container, "s1")
    await taking.wait(timeout=30)
    assert taking.snapshot == "s1"
    assert (await snapshots.get(container, "s1")).created_at is not None
    await snapshots.rename(container, "s1", "s2").wait(timeout=30)
    assert await names(client, container) == ["s2"]
    await snapshots.delete(container, "s2").wait(timeout=30)
    assert await names(client, container) == []


async def test_links(client: AsyncLXDClient, container: str) -> None:
    await client.instances.snapshots.create(container, "s1").wait(timeout=30)
    (link,) = await client.instances.snapshots.list(container, 0)
    assert (link.instance, link.name) == (container, "s1")
    assert (await resolve(link)).name == "s1"


async def test_names_of_lxds_choice(client: AsyncLXDClient, running: str) -> None:
    taken = []
    for _ in range(3):
        taking = await client.instances.snapshots.create(running)
        await taking.wait(timeout=30)
        taken.append(taking.snapshot)
    assert taken == ["snap0", "snap1", "snap2"]


async def test_names_by_the_instances_pattern(client: AsyncLXDClient, lab: Lab, container: str) -> None:
    lab.request("PATCH", f"/1.0/instances/{container}", {"config": {"snapshots.pattern": "daily-%d"}})
    taking = await client.instances.snapshots.create(container)
    await taking.wait(timeout=30)
    assert taking.snapshot == "daily-0"


@pytest.mark.parametrize(
    "expiry", [timedelta(days=2), relativedelta(days=2), datetime.now(UTC) + timedelta(days=2)]
)
async def test_expiry(
    local: AsyncLXDClient, container: str, expiry: timedelta | relativedelta | datetime
) -> None:
    snapshots = local.instances.snapshots
    await snapshots.create(container, "s1", expires_at=expiry).wait(timeout=30)
    expires_at = (await snapshots.get(container, "s1")).expires_at
    assert expires_at is not None
    assert abs(expires_at - datetime.now(UTC) - timedelta(days=2)) < timedelta(hours=1)
    await snapshots.update_configuration(container, "s1", expires_at=None).wait(timeout=30)
    assert (await snapshots.get(container, "s1")).expires_at is None
    async with snapshots.edit(container, "s1") as snapshot:
        snapshot.expires_at = datetime(2100, 1, 1, tzinfo=UTC)
    assert (await snapshots.get(container, "s1")).expires_at == datetime(2100, 1, 1, tzinfo=UTC)


async def test_restoring(client: AsyncLXDClient, lab: Lab, running: str) -> None:
    lab.execute(running, "sh", "-c", "echo before >/root/x")
    await client.instances.snapshots.create(running, "s1").wait(timeout=30)
    lab.execute(running, "sh", "-c", "echo after >/root/x")
    await client.instances.snapshots.restore(running, "s1").wait(timeout=60)
    assert lab.execute(running, "cat", "/root/x") == "before\n"


async def test_a_new_instance_of_one(
    client: AsyncLXDClient, lab: Lab, container: str, make_name: Callable[[], str]
) -> None:
    lab.request("PATCH", f"/1.0/instances/{container}", {"config": {"user.x": "1"}})
    await client.instances.snapshots.create(container, "s1").wait(timeout=30)
    new = make_name()
    await client.instances.snapshots.copy(container, "s1", new, config={"user.y": 2}).wait(timeout=60)
    instance = await client.instances.get(new)
    assert (instance.config["user.x"], instance.config["user.y"]) == ("1", "2")
    assert await names(client, new) == []
    await client.instances.start(new).wait(timeout=60)


async def test_a_new_instance_in_another_project(
    local: AsyncLXDClient, lab: Lab, container: str, project: str, unique_name: str
) -> None:
    await local.instances.snapshots.create(container, "s1").wait(timeout=30)
    copy = local.instances.snapshots.copy(container, "s1", "copied", project="default", new_project=project)
    await copy.wait(timeout=60)
    lab.remove("copied", project)


async def test_several_at_once(local: AsyncLXDClient, container: str) -> None:
    async def take(name: str) -> None:
        await local.instances.snapshots.create(container, name).wait(timeout=60)

    await together(*(partial(take, f"s{number}") for number in range(3)))
    assert sorted(await names(local, container)) == ["s0", "s1", "s2"]


@pytest.mark.parametrize("name", ["a/b", "a?b", "a%b", "a b"])
async def test_names_that_are_none(local: AsyncLXDClient, container: str, name: str) -> None:
    with pytest.raises((BadRequest, OperationFailed, ValueError)):
        await local.instances.snapshots.create(container, name).wait(timeout=30)
    assert await names(local, container) == []


@pytest.mark.parametrize("name", ["a/b", "a?b", "a b"])
async def test_getting_names_that_are_none(local: AsyncLXDClient, container: str, name: str) -> None:
    with pytest.raises((NotFound, BadRequest)):
        await local.instances.snapshots.get(container, name)


@pytest.mark.parametrize("name", ["a#b", "schnappschuß"])
async def test_odd_names(client: AsyncLXDClient, container: str, name: str) -> None:
    snapshots = client.instances.snapshots
    await snapshots.create(container, name).wait(timeout=30)
    assert await names(client, container) == [name]
    assert (await snapshots.get(container, name)).name == name
    await snapshots.rename(container, name, "plain").wait(timeout=30)
    await snapshots.rename(container, "plain", name).wait(timeout=30)
    await snapshots.delete(container, name).wait(timeout=30)
    assert await names(client, container) == []


async def test_a_taken_name(client: AsyncLXDClient, container: str) -> None:
    await client.instances.snapshots.create(container, "s1").wait(timeout=30)
    with pytest.raises((Conflict, OperationFailed), match="already exists"):
        await client.instances.snapshots.create(container, "s1").wait(timeout=30)


async def test_what_is_missing(client: AsyncLXDClient, container: str) -> None:
    snapshots = client.instances.snapshots
    with pytest.raises(NotFound):
        await snapshots.get(container, "nope")
    with pytest.raises(NotFound):
        await snapshots.delete(container, "nope")
    with pytest.raises(NotFound):
        await snapshots.rename(container, "nope", "other")
    with pytest.raises(NotFound):
        await snapshots.copy(container, "nope", "other")
    with pytest.raises((NotFound, OperationFailed)):
        await snapshots.restore(container, "nope").wait(timeout=30)
