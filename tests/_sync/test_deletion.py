# Written by scripts/unasync.py from tests/_async/test_deletion.py. Change that, and run `make sync`.

"""Deleting instances, also running ones, on old servers and new."""

from __future__ import annotations

import pytest

from lxd import LXDClient
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


def test_deleting_gives_the_operation(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {C1}", envelopes.started())
    assert (client.instances.delete("c1")).id == envelopes.ID


def test_deleting_asks_nothing_else(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {C1}", envelopes.started())
    client.instances.delete("c1", project="p")
    assert lxd.calls == [f"DELETE {C1}?project=p"]


def test_a_running_instance_is_not_deleted_without_force(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {C1}", envelopes.error(400, "Instance is running"))
    with pytest.raises(BadRequest, match="running"):
        client.instances.delete("c1")


def test_a_new_server_does_it_in_one_go(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("instance_force_delete")))
    lxd.on(f"DELETE {C1}", envelopes.started())
    client.instances.delete("c1", force=True)
    assert lxd.calls == ["GET /1.0", f"DELETE {C1}?force=true"]


def test_on_an_old_server_it_is_stopped_first(client: LXDClient, old: FakeLXD) -> None:
    client.instances.delete("c1", force=True)
    paths = [call.partition("?")[0] for call in old.calls]
    assert paths[-3:] == [f"PUT {C1}/state", f"GET {envelopes.WAIT}", f"DELETE {C1}"]


def test_on_an_old_server_it_is_stopped_by_force(client: LXDClient, old: FakeLXD) -> None:
    client.instances.delete("c1", force=True)
    assert old.body(f"PUT {C1}/state") == {"action": "stop", "force": True, "stateful": False}


def test_an_old_server_is_not_sent_what_it_does_not_know(client: LXDClient, old: FakeLXD) -> None:
    client.instances.delete("c1", force=True)
    assert old.calls[-1] == f"DELETE {C1}"


@pytest.mark.parametrize("status", ["Stopped", "Error"])
def test_on_an_old_server_what_does_not_run_is_just_deleted(
    client: LXDClient, old: FakeLXD, status: str
) -> None:
    old.on(f"GET {C1}", envelopes.sync({"name": "c1", "status": status}))
    client.instances.delete("c1", force=True)
    assert old.count(f"PUT {C1}/state") == 0


def test_all_steps_are_in_the_same_project(client: LXDClient, old: FakeLXD) -> None:
    client.instances.delete("c1", force=True, project="p")
    about = [call for call in old.calls if C1 in call]
    assert [call for call in about if not call.endswith("?project=p")] == []


def test_one_that_stopped_by_itself_meanwhile_is_deleted(client: LXDClient, old: FakeLXD) -> None:
    old.on(f"PUT {C1}/state", envelopes.error(400, "The instance is already stopped"))
    assert (client.instances.delete("c1", force=True)).id == envelopes.ID


def test_one_that_is_gone_after_stopping_is_not_missed(client: LXDClient, old: FakeLXD) -> None:
    # An ephemeral instance is deleted by LXD as soon as it stops.
    old.on(f"DELETE {C1}", envelopes.error(404, "Instance not found"))
    assert (client.instances.delete("c1", force=True)).is_done


def test_one_that_cannot_be_stopped_is_not_deleted(client: LXDClient, old: FakeLXD) -> None:
    old.on(f"GET {envelopes.WAIT}", envelopes.sync(envelopes.operation(400, err="stuck")))
    old.on(f"DELETE {C1}", envelopes.error(400, "Instance is running"))
    with pytest.raises(BadRequest, match="Instance is running"):
        client.instances.delete("c1", force=True)


def test_who_may_not_stop_it_is_told_so(client: LXDClient, old: FakeLXD) -> None:
    old.on(f"PUT {C1}/state", envelopes.error(403, "not authorized"))
    with pytest.raises(Forbidden):
        client.instances.delete("c1", force=True)
