# Written by scripts/unasync.py from tests/integration/_async/test_instances.py. Change that, and run `make sync`.

"""Instances, against a real LXD."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lab import Lab

from lxd import LXDClient
from lxd.entities.instances import InstanceAction, InstanceSource, InstancesPost
from lxd.errors import BadRequest, NotFound, OperationFailed

from ..support import image_source
from ._io import resolve, together


def test_life_of_a_container(client: LXDClient, lab: Lab, unique_name: str) -> None:
    created = client.instances.create({"name": unique_name, "source": image_source(lab)})
    created.wait(timeout=60)
    started = client.instances.update_state(unique_name, action=InstanceAction.START)
    client.operations.wait(started.id, timeout=30)
    assert (client.instances.get(unique_name)).status == "Running"
    stopped = client.instances.update_state(unique_name, action=InstanceAction.STOP, force=True)
    client.operations.wait(stopped.id)
    deleted = client.instances.delete(unique_name)
    deleted.wait()
    with pytest.raises(NotFound):
        client.instances.get(unique_name)


def test_create_from_a_model(local: LXDClient, lab: Lab, unique_name: str) -> None:
    source = InstanceSource(type="image", alias=lab.image)
    body = InstancesPost(name=unique_name, description="from a model", source=source)
    (local.instances.create(body)).wait(timeout=60)
    assert (local.instances.get(unique_name)).description == "from a model"


def test_config_values_need_not_be_strings(local: LXDClient, lab: Lab, unique_name: str) -> None:
    config = {"limits.processes": 500, "security.nesting": True, "user.empty": None}
    operation = local.instances.create({"name": unique_name, "source": image_source(lab), "config": config})
    operation.wait(timeout=60)
    got = (local.instances.get(unique_name)).config
    assert (got["limits.processes"], got["security.nesting"]) == ("500", "true")


def test_links_can_be_resolved_again_and_again(client: LXDClient, container: str) -> None:
    links = client.instances.list(recursion=0)
    link = next(link for link in links if link.name == container)
    first = resolve(link)
    second = resolve(link)
    assert first.name == second.name == container


def test_many_links_at_once(client: LXDClient, make_name: Callable[[], str], lab: Lab) -> None:
    names = {make_name() for _ in range(3)}
    for name in names:
        lab.request("POST", "/1.0/instances", {"name": name, "source": {"type": "none"}})
    links = [link for link in client.instances.list(recursion=0) if link.name in names]
    instances = together(*(link.fetch for link in links))
    assert {instance.name for instance in instances} == names


def test_recursion_1_is_the_default(client: LXDClient, container: str) -> None:
    instance = next(i for i in client.instances.list() if i.name == container)
    assert instance.status == "Stopped"
    assert instance.created_at is not None


def test_recursion_2_has_state_and_snapshots(client: LXDClient, running: str, lab: Lab) -> None:
    lab.request("POST", f"/1.0/instances/{running}/snapshots", {"name": "snap0"})
    instance = next(i for i in client.instances.list(recursion=2) if i.name == running)
    assert instance.state is not None
    assert instance.state.pid > 0
    assert [snapshot.name for snapshot in instance.snapshots] == ["snap0"]


def test_get_with_state(client: LXDClient, running: str) -> None:
    instance = client.instances.get(running, recursion=1)
    assert instance.state is not None
    assert instance.state.processes > 0


def test_filter(client: LXDClient, make_name: Callable[[], str], lab: Lab) -> None:
    wanted, other = make_name(), make_name()
    for name in (wanted, other):
        lab.request("POST", "/1.0/instances", {"name": name, "source": {"type": "none"}})
    assert [i.name for i in client.instances.list(filter=f"name eq {wanted}")] == [wanted]


def test_get_state(client: LXDClient, running: str) -> None:
    state = client.instances.get_state(running)
    assert state.status == "Running"
    assert "lo" in state.network


def test_update_configuration_keeps_what_was_read(client: LXDClient, container: str) -> None:
    before = client.instances.get(container)
    before.config["limits.processes"] = "123"
    (client.instances.update_configuration(container, before)).wait(timeout=30)
    after = client.instances.get(container)
    assert after.config == before.config


def test_update_configuration_unsets_what_is_not_given(client: LXDClient, container: str) -> None:
    instance = client.instances.get(container)
    volatile = {key: value for key, value in instance.config.items() if key.startswith("volatile.")}
    body = {"architecture": instance.architecture, "profiles": ["default"], "config": volatile}
    (client.instances.update_configuration(container, body)).wait(timeout=30)
    assert "image.os" not in (client.instances.get(container)).config


def test_update_configuration_subset(client: LXDClient, container: str) -> None:
    before = client.instances.get(container)
    changed = client.instances.update_configuration_subset(
        container, {"description": "changed", "config": {"limits.processes": 77}}
    )
    assert changed.is_done
    after = client.instances.get(container)
    assert after.description == "changed"
    assert after.config == {**before.config, "limits.processes": "77"}


def test_rename(client: LXDClient, container: str, make_name: Callable[[], str]) -> None:
    new = make_name()
    (client.instances.rename(container, new)).wait(timeout=30)
    assert new in {i.name for i in client.instances.list()}


def test_delete_refuses_a_running_one(client: LXDClient, running: str) -> None:
    with pytest.raises(BadRequest, match="running"):
        client.instances.delete(running)


def test_force_delete(client: LXDClient, running: str) -> None:
    (client.instances.delete(running, force=True)).wait(timeout=60)
    with pytest.raises(NotFound):
        client.instances.get(running)


def test_force_delete_of_a_stopped_one(local: LXDClient, container: str) -> None:
    (local.instances.delete(container, force=True)).wait(timeout=60)
    with pytest.raises(NotFound):
        local.instances.get(container)


@pytest.mark.parametrize("action", ["freeze", "restart", "stop"])
def test_actions_by_name(local: LXDClient, running: str, action: str) -> None:
    operation = local.instances.update_state(running, action=InstanceAction(action), force=True)
    operation.wait(timeout=60)
    expected = {"freeze": "Frozen", "restart": "Running", "stop": "Stopped"}[action]
    assert (local.instances.get(running)).status == expected
    if action == "freeze":
        (local.instances.update_state(running, action="unfreeze")).wait(timeout=30)


@pytest.mark.parametrize("name", ["a/b", "a?b", "a#b", "a%b", "ä", "..", "a b"])
def test_odd_names_are_told_as_what_they_are(local: LXDClient, name: str) -> None:
    with pytest.raises((NotFound, BadRequest, ValueError)) as caught:
        local.instances.get(name)
    assert name in str(caught.value) or "/1.0/instances/a" in str(caught.value) or "%" in str(caught.value)


def test_create_with_nonsense(client: LXDClient, unique_name: str) -> None:
    with pytest.raises(BadRequest):
        client.instances.create({"name": unique_name, "source": {"type": "nonsense"}})


def test_create_from_a_missing_image(client: LXDClient, unique_name: str) -> None:
    body = {"name": unique_name, "source": {"type": "image", "alias": "nope"}}
    with pytest.raises((NotFound, OperationFailed)):  # at once, or in the background
        client.instances.create(body).wait()
