# Written by scripts/unasync.py from tests/typing/_async/living_cases.py. Change that, and run `make sync`.

"""What type checkers make of launching, states, snapshots and edits: never run, only checked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_type

from dateutil.relativedelta import relativedelta
from lxd_api import models

from lxd import LXDClient
from lxd._sync.instances.snapshots import InstanceSnapshotLink, SnapshotOperation
from lxd._sync.operations import Operation
from lxd.entities.instances import InstanceAction
from lxd.entities.operations import Progress


def launching(client: LXDClient, told: list[Progress]) -> None:
    instances = client.instances
    assert_type(instances.launch("c1", "ubuntu:24.04"), models.Instance)
    assert_type(
        instances.launch(
            None,
            models.InstanceSource(type="none"),
            type="virtual-machine",
            config={"limits.cpu": 2, "security.nesting": True, "user.x": None},
            devices={"eth0": {"type": "nic", "mtu": 1400}},
            progress=told.append,
        ),
        models.Instance,
    )
    assert_type(instances.rebuild("c1", None), Operation)
    assert_type(instances.publish("c1", aliases=("a", "b"), expires_at=timedelta(days=1)), str)


def states(client: LXDClient) -> None:
    instances = client.instances
    assert_type(instances.start("c1"), Operation)
    assert_type(instances.start("c1").wait(), models.Operation)
    assert_type(instances.stop("c1", timeout=5).wait(timeout=2.5), models.Operation)
    assert_type(instances.update_state_of_all(action="freeze"), Operation)
    instances.update_states(["c1", "c2"], action=InstanceAction.STOP, wait_timeout=0.5)
    assert_type(instances.wait_ready("c1"), models.InstanceState)
    assert_type(instances.wait_for_agent("c1"), models.InstanceState)
    assert_type(instances.wait_for_ip("c1", family=4), list[str])


def snapshots(client: LXDClient, recursion: int) -> None:
    area = client.instances.snapshots
    assert_type(area.list("c1"), list[models.InstanceSnapshot])
    assert_type(area.list("c1", 0), list[InstanceSnapshotLink])
    assert_type(area.list("c1", recursion), list[InstanceSnapshotLink] | list[models.InstanceSnapshot])
    taking = area.create("c1", expires_at=relativedelta(months=1))
    assert_type(taking, SnapshotOperation)
    assert_type(taking.snapshot, str)
    assert_type(taking.wait(), models.Operation)
    assert_type(area.create("c1", "s1", expires_at=datetime.now()).wait(), models.Operation)
    assert_type(area.copy("c1", "s1", None), Operation)


def edits(client: LXDClient) -> None:
    with client.instances.edit("c1") as instance:
        assert_type(instance, models.Instance)
    with client.instances.metadata.edit("c1") as metadata:
        assert_type(metadata, models.ImageMetadata)
    with client.instances.uefi_vars.edit("c1") as variables:
        assert_type(variables, models.InstanceUEFIVars)
    with client.instances.snapshots.edit("c1", "s1") as snapshot:
        assert_type(snapshot, models.InstanceSnapshot)
    assert_type(client.instances.edit("c1").apply(lambda found: found.config.clear()), models.Instance)


def details(client: LXDClient) -> None:
    assert_type(client.instances.logs.list("c1"), list[str])
    assert_type(client.instances.logs.get("c1", "lxc.log"), bytes)
    assert_type(client.instances.templates.list("c1"), list[str])
    assert_type(client.instances.templates.get("c1", "x"), bytes)
    assert_type(client.instances.metadata.get("c1"), models.ImageMetadata)
    with client.instances.logs.stream("c1", "lxc.log") as content:
        for chunk in content:
            assert_type(chunk, bytes)
