"""Instances, against a real LXD."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.entities.instances import InstanceAction, InstanceSource, InstancesPost
from lxd.errors import BadRequest, NotFound, OperationFailed

from ..support import image_source
from ._io import resolve, together


async def test_life_of_a_container(client: AsyncLXDClient, lab: Lab, unique_name: str) -> None:
    created = await client.instances.create({"name": unique_name, "source": image_source(lab)})
    await created.wait(timeout=60)
    started = await client.instances.update_state(unique_name, action=InstanceAction.START)
    await client.operations.wait(started.id, timeout=30)
    assert (await client.instances.get(unique_name)).status == "Running"
    stopped = await client.instances.update_state(unique_name, action=InstanceAction.STOP, force=True)
    await client.operations.wait(stopped.id)
    deleted = await client.instances.delete(unique_name)
    await deleted.wait()
    with pytest.raises(NotFound):
        await client.instances.get(unique_name)


async def test_create_from_a_model(local: AsyncLXDClient, lab: Lab, unique_name: str) -> None:
    source = InstanceSource(type="image", alias=lab.image)
    body = InstancesPost(name=unique_name, description="from a model", source=source)
    await (await local.instances.create(body)).wait(timeout=60)
    assert (await local.instances.get(unique_name)).description == "from a model"


async def test_config_values_need_not_be_strings(local: AsyncLXDClient, lab: Lab, unique_name: str) -> None:
    config = {"limits.processes": 500, "security.nesting": True, "user.empty": None}
    operation = await local.instances.create(
        {"name": unique_name, "source": image_source(lab), "config": config}
    )
    await operation.wait(timeout=60)
    got = (await local.instances.get(unique_name)).config
    assert (got["limits.processes"], got["security.nesting"]) == ("500", "true")


async def test_links_can_be_resolved_again_and_again(client: AsyncLXDClient, container: str) -> None:
    links = await client.instances.list(recursion=0)
    link = next(link for link in links if link.name == container)
    first = await resolve(link)
    second = await resolve(link)
    assert first.name == second.name == container


async def test_many_links_at_once(client: AsyncLXDClient, make_name: Callable[[], str], lab: Lab) -> None:
    names = {make_name() for _ in range(3)}
    for name in names:
        lab.request("POST", "/1.0/instances", {"name": name, "source": {"type": "none"}})
    links = [link for link in await client.instances.list(recursion=0) if link.name in names]
    instances = await together(*(link.fetch for link in links))
    assert {instance.name for instance in instances} == names


async def test_recursion_1_is_the_default(client: AsyncLXDClient, container: str) -> None:
    instance = next(i for i in await client.instances.list() if i.name == container)
    assert instance.status == "Stopped"
    assert instance.created_at is not None


async def test_recursion_2_has_state_and_snapshots(client: AsyncLXDClient, running: str, lab: Lab) -> None:
    lab.request("POST", f"/1.0/instances/{running}/snapshots", {"name": "snap0"})
    instance = next(i for i in await client.instances.list(recursion=2) if i.name == running)
    assert instance.state is not None
    assert instance.state.pid > 0
    assert [snapshot.name for snapshot in instance.snapshots] == ["snap0"]


async def test_get_with_state(client: AsyncLXDClient, running: str) -> None:
    instance = await client.instances.get(running, recursion=1)
    assert instance.state is not None
    assert instance.state.processes > 0


async def test_filter(client: AsyncLXDClient, make_name: Callable[[], str], lab: Lab) -> None:
    wanted, other = make_name(), make_name()
    for name in (wanted, other):
        lab.request("POST", "/1.0/instances", {"name": name, "source": {"type": "none"}})
    assert [i.name for i in await client.instances.list(filter=f"name eq {wanted}")] == [wanted]


async def test_get_state(client: AsyncLXDClient, running: str) -> None:
    state = await client.instances.get_state(running)
    assert state.status == "Running"
    assert "lo" in state.network


async def test_update_configuration_keeps_what_was_read(client: AsyncLXDClient, container: str) -> None:
    before = await client.instances.get(container)
    before.config["limits.processes"] = "123"
    await (await client.instances.update_configuration(container, before)).wait(timeout=30)
    after = await client.instances.get(container)
    assert after.config == before.config


async def test_update_configuration_unsets_what_is_not_given(client: AsyncLXDClient, container: str) -> None:
    instance = await client.instances.get(container)
    volatile = {key: value for key, value in instance.config.items() if key.startswith("volatile.")}
    body = {"architecture": instance.architecture, "profiles": ["default"], "config": volatile}
    await (await client.instances.update_configuration(container, body)).wait(timeout=30)
    assert "image.os" not in (await client.instances.get(container)).config


async def test_update_configuration_subset(client: AsyncLXDClient, container: str) -> None:
    before = await client.instances.get(container)
    changed = await client.instances.update_configuration_subset(
        container, {"description": "changed", "config": {"limits.processes": 77}}
    )
    assert changed.is_done
    after = await client.instances.get(container)
    assert after.description == "changed"
    assert after.config == {**before.config, "limits.processes": "77"}


async def test_rename(client: AsyncLXDClient, container: str, make_name: Callable[[], str]) -> None:
    new = make_name()
    await (await client.instances.rename(container, new)).wait(timeout=30)
    assert new in {i.name for i in await client.instances.list()}


async def test_delete_refuses_a_running_one(client: AsyncLXDClient, running: str) -> None:
    with pytest.raises(BadRequest, match="running"):
        await client.instances.delete(running)


async def test_force_delete(client: AsyncLXDClient, running: str) -> None:
    await (await client.instances.delete(running, force=True)).wait(timeout=60)
    with pytest.raises(NotFound):
        await client.instances.get(running)


async def test_force_delete_of_a_stopped_one(local: AsyncLXDClient, container: str) -> None:
    await (await local.instances.delete(container, force=True)).wait(timeout=60)
    with pytest.raises(NotFound):
        await local.instances.get(container)


@pytest.mark.parametrize("action", ["freeze", "restart", "stop"])
async def test_actions_by_name(local: AsyncLXDClient, running: str, action: str) -> None:
    operation = await local.instances.update_state(running, action=InstanceAction(action), force=True)
    await operation.wait(timeout=60)
    expected = {"freeze": "Frozen", "restart": "Running", "stop": "Stopped"}[action]
    assert (await local.instances.get(running)).status == expected
    if action == "freeze":
        await (await local.instances.update_state(running, action="unfreeze")).wait(timeout=30)


@pytest.mark.parametrize("name", ["a/b", "a?b", "a#b", "a%b", "ä", "..", "a b"])
async def test_odd_names_are_told_as_what_they_are(local: AsyncLXDClient, name: str) -> None:
    with pytest.raises((NotFound, BadRequest, ValueError)) as caught:
        await local.instances.get(name)
    assert name in str(caught.value) or "/1.0/instances/a" in str(caught.value) or "%" in str(caught.value)


async def test_create_with_nonsense(client: AsyncLXDClient, unique_name: str) -> None:
    with pytest.raises(BadRequest):
        await client.instances.create({"name": unique_name, "source": {"type": "nonsense"}})


async def test_create_from_a_missing_image(client: AsyncLXDClient, unique_name: str) -> None:
    body = {"name": unique_name, "source": {"type": "image", "alias": "nope"}}
    with pytest.raises((NotFound, OperationFailed)):  # at once, or in the background
        await client.instances.create(body).wait()
