# Written by scripts/unasync.py from tests/integration/_async/test_snapshots.py. Change that, and run `make sync`.

"""Snapshots, against a real LXD."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from dateutil.relativedelta import relativedelta
from lab import Lab

from lxd import LXDClient
from lxd.errors import BadRequest, Conflict, NotFound, OperationFailed

from ._io import resolve, together


def names(client: LXDClient, instance: str) -> list[str]:
    return [snapshot.name for snapshot in client.instances.snapshots.list(instance)]


def test_life_of_a_snapshot(client: LXDClient, container: str) -> None:
    snapshots = client.instances.snapshots
    taking = snapshots.create(container, "s1")
    taking.wait(timeout=30)
    assert taking.snapshot == "s1"
    assert (snapshots.get(container, "s1")).created_at is not None
    snapshots.rename(container, "s1", "s2").wait(timeout=30)
    assert names(client, container) == ["s2"]
    snapshots.delete(container, "s2").wait(timeout=30)
    assert names(client, container) == []


def test_links(client: LXDClient, container: str) -> None:
    client.instances.snapshots.create(container, "s1").wait(timeout=30)
    (link,) = client.instances.snapshots.list(container, 0)
    assert (link.instance, link.name) == (container, "s1")
    assert (resolve(link)).name == "s1"


def test_names_of_lxds_choice(client: LXDClient, running: str) -> None:
    taken = []
    for _ in range(3):
        taking = client.instances.snapshots.create(running)
        taking.wait(timeout=30)
        taken.append(taking.snapshot)
    assert taken == ["snap0", "snap1", "snap2"]


def test_names_by_the_instances_pattern(client: LXDClient, lab: Lab, container: str) -> None:
    lab.request("PATCH", f"/1.0/instances/{container}", {"config": {"snapshots.pattern": "daily-%d"}})
    taking = client.instances.snapshots.create(container)
    taking.wait(timeout=30)
    assert taking.snapshot == "daily-0"


@pytest.mark.parametrize(
    "expiry", [timedelta(days=2), relativedelta(days=2), datetime.now(UTC) + timedelta(days=2)]
)
def test_expiry(local: LXDClient, container: str, expiry: timedelta | relativedelta | datetime) -> None:
    snapshots = local.instances.snapshots
    snapshots.create(container, "s1", expires_at=expiry).wait(timeout=30)
    expires_at = (snapshots.get(container, "s1")).expires_at
    assert expires_at is not None
    assert abs(expires_at - datetime.now(UTC) - timedelta(days=2)) < timedelta(hours=1)
    snapshots.update_configuration(container, "s1", expires_at=None).wait(timeout=30)
    assert (snapshots.get(container, "s1")).expires_at is None
    with snapshots.edit(container, "s1") as snapshot:
        snapshot.expires_at = datetime(2100, 1, 1, tzinfo=UTC)
    assert (snapshots.get(container, "s1")).expires_at == datetime(2100, 1, 1, tzinfo=UTC)


def test_restoring(client: LXDClient, lab: Lab, running: str) -> None:
    lab.execute(running, "sh", "-c", "echo before >/root/x")
    client.instances.snapshots.create(running, "s1").wait(timeout=30)
    lab.execute(running, "sh", "-c", "echo after >/root/x")
    client.instances.snapshots.restore(running, "s1").wait(timeout=60)
    assert lab.execute(running, "cat", "/root/x") == "before\n"


def test_a_new_instance_of_one(
    client: LXDClient, lab: Lab, container: str, make_name: Callable[[], str]
) -> None:
    lab.request("PATCH", f"/1.0/instances/{container}", {"config": {"user.x": "1"}})
    client.instances.snapshots.create(container, "s1").wait(timeout=30)
    new = make_name()
    client.instances.snapshots.copy(container, "s1", new, config={"user.y": 2}).wait(timeout=60)
    instance = client.instances.get(new)
    assert (instance.config["user.x"], instance.config["user.y"]) == ("1", "2")
    assert names(client, new) == []
    client.instances.start(new).wait(timeout=60)


def test_a_new_instance_in_another_project(
    local: LXDClient, lab: Lab, container: str, project: str, unique_name: str
) -> None:
    local.instances.snapshots.create(container, "s1").wait(timeout=30)
    copy = local.instances.snapshots.copy(container, "s1", "copied", project="default", new_project=project)
    copy.wait(timeout=60)
    lab.remove("copied", project)


def test_several_at_once(local: LXDClient, container: str) -> None:
    def take(name: str) -> None:
        local.instances.snapshots.create(container, name).wait(timeout=60)

    together(*(partial(take, f"s{number}") for number in range(3)))
    assert sorted(names(local, container)) == ["s0", "s1", "s2"]


@pytest.mark.parametrize("name", ["a/b", "a?b", "a%b", "a b"])
def test_names_that_are_none(local: LXDClient, container: str, name: str) -> None:
    with pytest.raises((BadRequest, OperationFailed, ValueError)):
        local.instances.snapshots.create(container, name).wait(timeout=30)
    assert names(local, container) == []


@pytest.mark.parametrize("name", ["a/b", "a?b", "a b"])
def test_getting_names_that_are_none(local: LXDClient, container: str, name: str) -> None:
    with pytest.raises((NotFound, BadRequest)):
        local.instances.snapshots.get(container, name)


@pytest.mark.parametrize("name", ["a#b", "schnappschuß"])
def test_odd_names(client: LXDClient, container: str, name: str) -> None:
    snapshots = client.instances.snapshots
    snapshots.create(container, name).wait(timeout=30)
    assert names(client, container) == [name]
    assert (snapshots.get(container, name)).name == name
    snapshots.rename(container, name, "plain").wait(timeout=30)
    snapshots.rename(container, "plain", name).wait(timeout=30)
    snapshots.delete(container, name).wait(timeout=30)
    assert names(client, container) == []


def test_a_taken_name(client: LXDClient, container: str) -> None:
    client.instances.snapshots.create(container, "s1").wait(timeout=30)
    with pytest.raises((Conflict, OperationFailed), match="already exists"):
        client.instances.snapshots.create(container, "s1").wait(timeout=30)


def test_what_is_missing(client: LXDClient, container: str) -> None:
    snapshots = client.instances.snapshots
    with pytest.raises(NotFound):
        snapshots.get(container, "nope")
    with pytest.raises(NotFound):
        snapshots.delete(container, "nope")
    with pytest.raises(NotFound):
        snapshots.rename(container, "nope", "other")
    with pytest.raises(NotFound):
        snapshots.copy(container, "nope", "other")
    with pytest.raises((NotFound, OperationFailed)):
        snapshots.restore(container, "nope").wait(timeout=30)
