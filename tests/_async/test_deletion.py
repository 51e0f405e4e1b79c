"""Deleting instances, also running ones, on old servers and new."""

from __future__ import annotations

import pytest

from lxd import AsyncLXDClient
from lxd.errors import BadRequest, Forbidden
from tests import envelopes
from tests.fakes import FakeLXD

C1 = "/1.0/instances/c1"


@pytest.fixture
def old(lxd: FakeLXD) -> FakeLXD:
    """A server that cannot delete a running instance."""
    lxd.on("GET /1.0", envelopes.sync(envelopes.server()))
    lxd.on(f"GET {C1}", envelopes.sync({"name": "c1", "status": "Running"}))
    lxd.on(f"PUT {C1}/state", envelopes.started())
    lxd.on(f"GET {envelopes.WAIT}", envelopes.sync(envelopes.operation(200)))
    lxd.on(f"DELETE {C1}", envelopes.started())
    return lxd


async def test_deleting_gives_the_operation(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {C1}", envelopes.started())
    assert (await client.instances.delete("c1")).id == envelopes.ID


async def test_deleting_asks_nothing_else(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {C1}", envelopes.started())
    await client.instances.delete("c1", project="p")
    assert lxd.calls == [f"DELETE {C1}?project=p"]


async def test_a_running_instance_is_not_deleted_without_force(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {C1}", envelopes.error(400, "Instance is running"))
    with pytest.raises(BadRequest, match="running"):
        await client.instances.delete("c1")


async def test_a_new_server_does_it_in_one_go(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("instance_force_delete")))
    lxd.on(f"DELETE {C1}", envelopes.started())
    await client.instances.delete("c1", force=True)
    assert lxd.calls == ["GET /1.0", f"DELETE {C1}?force=true"]


async def test_on_an_old_server_it_is_stopped_first(client: AsyncLXDClient, old: FakeLXD) -> None:
    await client.instances.delete("c1", force=True)
    paths = [call.partition("?")[0] for call in old.calls]
    assert paths[-3:] == [f"PUT {C1}/state", f"GET {envelopes.WAIT}", f"DELETE {C1}"]


async def test_on_an_old_server_it_is_stopped_by_force(client: AsyncLXDClient, old: FakeLXD) -> None:
    await client.instances.delete("c1", force=True)
    assert old.body(f"PUT {C1}/state") == {"action": "stop", "force": True, "stateful": False}


async def test_an_old_server_is_not_sent_what_it_does_not_know(client: AsyncLXDClient, old: FakeLXD) -> None:
    await client.instances.delete("c1", force=True)
    assert old.calls[-1] == f"DELETE {C1}"


@pytest.mark.parametrize("status", ["Stopped", "Error"])
async def test_on_an_old_server_what_does_not_run_is_just_deleted(
    client: AsyncLXDClient, old: FakeLXD, status: str
) -> None:
    old.on(f"GET {C1}", envelopes.sync({"name": "c1", "status": status}))
    await client.instances.delete("c1", force=True)
    assert old.count(f"PUT {C1}/state") == 0


async def test_all_steps_are_in_the_same_project(client: AsyncLXDClient, old: FakeLXD) -> None:
    await client.instances.delete("c1", force=True, project="p")
    about = [call for call in old.calls if C1 in call]
    assert [call for call in about if not call.endswith("?project=p")] == []


async def test_one_that_stopped_by_itself_meanwhile_is_deleted(client: AsyncLXDClient, old: FakeLXD) -> None:
    old.on(f"PUT {C1}/state", envelopes.error(400, "The instance is already stopped"))
    assert (await client.instances.delete("c1", force=True)).id == envelopes.ID


async def test_one_that_is_gone_after_stopping_is_not_missed(client: AsyncLXDClient, old: FakeLXD) -> None:
    # An ephemeral instance is deleted by LXD as soon as it stops.
    old.on(f"DELETE {C1}", envelopes.error(404, "Instance not found"))
    assert (await client.instances.delete("c1", force=True)).is_done


async def test_one_that_cannot_be_stopped_is_not_deleted(client: AsyncLXDClient, old: FakeLXD) -> None:
    old.on(f"GET {envelopes.WAIT}", envelopes.sync(envelopes.operation(400, err="stuck")))
    old.on(f"DELETE {C1}", envelopes.error(400, "Instance is running"))
    with pytest.raises(BadRequest, match="Instance is running"):
        await client.instances.delete("c1", force=True)


async def test_who_may_not_stop_it_is_told_so(client: AsyncLXDClient, old: FakeLXD) -> None:
    old.on(f"PUT {C1}/state", envelopes.error(403, "not authorized"))
    with pytest.raises(Forbidden):
        await client.instances.delete("c1", force=True)
