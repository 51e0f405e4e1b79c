"""What type checkers make of launching, states, snapshots and edits: never run, only checked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_type

from dateutil.relativedelta import relativedelta
from lxd_api import models

from lxd import AsyncLXDClient
from lxd._async.instances.snapshots import AsyncInstanceSnapshotLink, AsyncSnapshotOperation
from lxd._async.operations import AsyncOperation
from lxd.entities.instances import InstanceAction
from lxd.entities.operations import Progress


async def launching(client: AsyncLXDClient, told: list[Progress]) -> None:
    instances = client.instances
    assert_type(await instances.launch("c1", "ubuntu:24.04"), models.Instance)
    assert_type(
        await instances.launch(
            None,
            models.InstanceSource(type="none"),
            type="virtual-machine",
            config={"limits.cpu": 2, "security.nesting": True, "user.x": None},
            devices={"eth0": {"type": "nic", "mtu": 1400}},
            progress=told.append,
        ),
        models.Instance,
    )
    assert_type(await instances.rebuild("c1", None), AsyncOperation)
    assert_type(await instances.publish("c1", aliases=("a", "b"), expires_at=timedelta(days=1)), str)


async def states(client: AsyncLXDClient) -> None:
    instances = client.instances
    assert_type(await instances.start("c1"), AsyncOperation)
    assert_type(await instances.start("c1").wait(), models.Operation)
    assert_type(await instances.stop("c1", timeout=5).wait(timeout=2.5), models.Operation)
    assert_type(await instances.update_state_of_all(action="freeze"), AsyncOperation)
    await instances.update_states(["c1", "c2"], action=InstanceAction.STOP, wait_timeout=0.5)
    assert_type(await instances.wait_ready("c1"), models.InstanceState)
    assert_type(await instances.wait_for_agent("c1"), models.InstanceState)
    assert_type(await instances.wait_for_ip("c1", family=4), list[str])


async def snapshots(client: AsyncLXDClient, recursion: int) -> None:
    area = client.instances.snapshots
    assert_type(await area.list("c1"), list[models.InstanceSnapshot])
    assert_type(await area.list("c1", 0), list[AsyncInstanceSnapshotLink])
    assert_type(
        await area.list("c1", recursion), list[AsyncInstanceSnapshotLink] | list[models.InstanceSnapshot]
    )
    taking = await area.create("c1", expires_at=relativedelta(months=1))
    assert_type(taking, AsyncSnapshotOperation)
    assert_type(taking.snapshot, str)
    assert_type(await taking.wait(), models.Operation)
    assert_type(await area.create("c1", "s1", expires_at=datetime.now()).wait(), models.Operation)
    assert_type(await area.copy("c1", "s1", None), AsyncOperation)


async def edits(client: AsyncLXDClient) -> None:
    async with client.instances.edit("c1") as instance:
        assert_type(instance, models.Instance)
    async with client.instances.metadata.edit("c1") as metadata:
        assert_type(metadata, models.ImageMetadata)
    async with client.instances.uefi_vars.edit("c1") as variables:
        assert_type(variables, models.InstanceUEFIVars)
    async with client.instances.snapshots.edit("c1", "s1") as snapshot:
        assert_type(snapshot, models.InstanceSnapshot)
    assert_type(await client.instances.edit("c1").apply(lambda found: found.config.clear()), models.Instance)


async def details(client: AsyncLXDClient) -> None:
    assert_type(await client.instances.logs.list("c1"), list[str])
    assert_type(await client.instances.logs.get("c1", "lxc.log"), bytes)
    assert_type(await client.instances.templates.list("c1"), list[str])
    assert_type(await client.instances.templates.get("c1", "x"), bytes)
    assert_type(await client.instances.metadata.get("c1"), models.ImageMetadata)
    async with client.instances.logs.stream("c1", "lxc.log") as content:
        async for chunk in content:
            assert_type(chunk, bytes)
