"""What is sent to copy and to move instances."""

from __future__ import annotations

from typing import Any

import pytest
from lxd_api import models

from lxd._core.copies import (
    copied_devices,
    copy_body,
    move_steps,
    refreshed,
    require_movable,
    split_snapshot,
)
from lxd.errors import LXDError

ROOT = {"type": "disk", "path": "/", "pool": "default"}
NIC = {"type": "nic", "network": "lxdbr0"}


def instance(**changes: Any) -> models.Instance:
    """An instance as LXD tells it."""
    data = {
        "name": "c1",
        "type": "container",
        "status": "Stopped",
        "architecture": "x86_64",
        "description": "the first",
        "profiles": ["default", "web"],
        "ephemeral": True,
        "config": {
            "limits.cpu": "2",
            "volatile.base_image": "abc",
            "volatile.uuid": "1234",
            "volatile.last_state.power": "STOPPED",
        },
        "devices": {"eth0": NIC},
        "expanded_devices": {"eth0": NIC, "root": ROOT},
        "expanded_config": {},
    }
    return models.Instance.from_dict({**data, **changes})


def body_of(source: models.Instance, **changes: Any) -> dict[str, Any]:
    """The body for a copy."""
    options: dict[str, Any] = {
        "type": "container",
        "config": None,
        "devices": {},
        "profiles": None,
        "ephemeral": False,
        "keep_volatile": False,
    }
    return copy_body(source, "c2", **{**options, **changes})


def test_names_of_snapshots() -> None:
    assert split_snapshot("c1") == ("c1", None)
    assert split_snapshot("c1/snap0") == ("c1", "snap0")


# Devices


def test_devices_as_they_are() -> None:
    assert copied_devices({"eth0": NIC}, {"eth0": NIC, "root": ROOT}, None, None) == {"eth0": NIC}


def test_a_device_of_a_profile_that_is_changed_becomes_the_copys_own() -> None:
    devices = copied_devices({}, {"root": ROOT}, {"root": {"size": "5GiB"}}, None)
    assert devices == {"root": {**ROOT, "size": "5GiB"}}


def test_keys_that_go_and_devices_that_go() -> None:
    own = {"root": {**ROOT, "size": "5GiB"}, "eth0": NIC}
    devices = copied_devices(own, own, {"root": {"size": None}, "eth0": None, "disk": {"n": 1}}, None)
    assert devices == {"root": ROOT, "eth0": {"type": "none"}, "disk": {"n": "1"}}


def test_the_pool_keeps_the_rest_of_the_root_disk() -> None:
    expanded = {"root": {**ROOT, "size": "5GiB"}}
    assert copied_devices({}, expanded, None, "fast") == {"root": {**ROOT, "size": "5GiB", "pool": "fast"}}


def test_the_pool_of_a_root_disk_with_another_name() -> None:
    own = {"system": ROOT, "data": {"type": "disk", "path": "/", "source": "/srv", "pool": "x"}}
    assert copied_devices(own, own, None, "fast")["system"]["pool"] == "fast"
    assert copied_devices({}, {}, None, "fast") == {"root": {"type": "disk", "path": "/", "pool": "fast"}}


# The body of a copy


def test_everything_is_said_outright() -> None:
    body = body_of(instance(), devices={"eth0": NIC})
    assert body == {
        "name": "c2",
        "type": "container",
        "architecture": "x86_64",
        "description": "the first",
        "config": {"limits.cpu": "2", "volatile.base_image": "abc"},
        "devices": {"eth0": NIC},
        "profiles": ["default", "web"],
        "ephemeral": False,
    }


def test_no_profiles_are_said_too() -> None:
    assert body_of(instance(), profiles=[])["profiles"] == []


def test_configuration_that_changes() -> None:
    config = body_of(instance(), config={"limits.cpu": None, "user.n": 1})["config"]
    assert (config["limits.cpu"], config["user.n"]) == ("", "1")


def test_what_is_moved_stays_the_same_machine() -> None:
    config = body_of(instance(), keep_volatile=True)["config"]
    assert config["volatile.uuid"] == "1234"
    assert "volatile.last_state.power" not in config


def test_a_copy_without_a_name() -> None:
    assert "name" not in copy_body(
        instance(),
        None,
        type="container",
        config=None,
        devices={},
        profiles=None,
        ephemeral=False,
        keep_volatile=False,
    )


def test_a_snapshot_has_no_description() -> None:
    snapshot = models.InstanceSnapshot.from_dict({"name": "snap0", "architecture": "x86_64"})
    body = copy_body(
        snapshot,
        "c2",
        type="container",
        config=None,
        devices={},
        profiles=None,
        ephemeral=False,
        keep_volatile=False,
    )
    assert (body["architecture"], body["description"]) == ("x86_64", "")


# Refreshing


def test_what_is_refreshed_keeps_what_lxd_keeps_of_it() -> None:
    target = instance(config={"limits.cpu": "8", "volatile.uuid": "5678"}, devices={})
    body = refreshed(body_of(instance(), devices={"eth0": NIC}), target)
    assert body["config"] == {"limits.cpu": "2", "volatile.uuid": "5678"}
    assert body["devices"] == {"eth0": NIC}


@pytest.mark.parametrize("own", [{"root": ROOT}, {}])
def test_what_is_refreshed_keeps_its_pool(own: dict[str, dict[str, str]]) -> None:
    target = instance(devices={"root": {**ROOT, "pool": "fast"}})
    body = refreshed(body_of(instance(), devices=own), target)
    assert body["devices"]["root"] == {**ROOT, "pool": "fast"}


# Moving


def steps(**changes: Any) -> list[tuple[str, str, dict[str, Any], str | None]]:
    """The requests of a move of c1 in project p."""
    options: dict[str, Any] = {
        "new_name": "c1",
        "new_project": "p",
        "pool": None,
        "member": None,
        "changes": {},
        "options": {"live": False},
        "at_once": False,
    }
    made = move_steps("c1", "p", **{**options, **changes})
    return [(step.name, step.project, step.body, step.member) for step in made]


def test_a_new_name_is_a_rename() -> None:
    assert steps(new_name="c2") == [("c1", "p", {"name": "c2"}, None)]


def test_nothing_to_move() -> None:
    with pytest.raises(ValueError, match="'c1'"):
        steps()


def test_live_is_always_said() -> None:
    assert steps(pool="fast")[0][2] == {"name": "c1", "migration": True, "live": False, "pool": "fast"}
    assert steps(member="n2", options={"live": True})[0][2]["live"] is True


def test_old_servers_look_at_one_thing_at_a_time() -> None:
    common = {"name": "c2", "migration": True, "live": False}
    assert steps(new_name="c2", pool="fast", new_project="q", member="n2") == [
        ("c1", "p", {**common, "pool": "fast"}, None),
        ("c2", "p", {**common, "project": "q"}, None),
        ("c2", "q", common, "n2"),
    ]


def test_new_servers_do_all_at_once() -> None:
    ((name, project, body, member),) = steps(
        new_name="c2",
        pool="fast",
        new_project="q",
        member="n2",
        changes={"config": {"a": "1"}, "devices": {"eth0": NIC}, "profiles": []},
        options={"live": False, "instance_only": True, "allow_inconsistent": False},
        at_once=True,
    )
    assert (name, project, member) == ("c1", "p", "n2")
    assert body == {
        "name": "c2",
        "migration": True,
        "live": False,
        "instance_only": True,
        "pool": "fast",
        "project": "q",
        "Config": {"a": "1"},
        "Devices": {"eth0": NIC},
        "Profiles": [],
    }


def test_what_may_be_deleted_afterwards() -> None:
    require_movable(instance(), live=False)
    require_movable(instance(status="Running"), live=True)


@pytest.mark.parametrize("status", ["Running", "Frozen"])
def test_what_still_writes(status: str) -> None:
    with pytest.raises(LXDError, match=f"is {status.lower()}"):
        require_movable(instance(status=status), live=False)


def test_what_is_protected() -> None:
    protected = instance(expanded_config={"security.protection.delete": "true"})
    with pytest.raises(LXDError, match="protected"):
        require_movable(protected, live=True)
