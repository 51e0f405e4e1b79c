# Written by scripts/unasync.py from tests/_async/test_snapshots.py. Change that, and run `make sync`.

"""Snapshots: what each call sends, and what it makes of the answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta

from lxd import LXDClient
from lxd.errors import Conflict, ExtensionMissing, NotFound, OperationFailed
from lxd.filters import F
from tests import envelopes
from tests.envelopes import WAIT, operation, sync
from tests.fakes import FakeLXD

C1 = "/1.0/instances/c1"
SNAPSHOTS = f"{C1}/snapshots"
S1 = f"{SNAPSHOTS}/s1"
TAKE = f"POST {SNAPSHOTS}"


def test_snapshots_are_listed(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {SNAPSHOTS}", sync([{"name": "s1"}]))
    (snapshot,) = client.instances.snapshots.list("c1", project="p")
    assert snapshot.name == "s1"
    assert lxd.calls == [f"GET {SNAPSHOTS}?recursion=1&project=p"]


def test_links_fetch_their_snapshot(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {SNAPSHOTS}", sync([f"{SNAPSHOTS}/a%20b?project=q", S1]))
    lxd.on(f"GET {SNAPSHOTS}/a%20b", sync({"name": "a b"}))
    lxd.on(f"GET {S1}", sync({"name": "s1"}))
    links = client.instances.snapshots.list("c1", 0, project="p")
    assert [(link.instance, link.name) for link in links] == [("c1", "a b"), ("c1", "s1")]
    assert [(link.fetch()).name for link in links] == ["a b", "s1"]
    assert [call.partition("?")[2] for call in lxd.calls[1:]] == ["project=q", "project=p"]


def test_snapshots_are_picked_here(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {SNAPSHOTS}", sync([{"name": "s1"}, {"name": "a b", "stateful": True}]))
    found = client.instances.snapshots.list("c1", filter=F.stateful == True)  # noqa: E712
    assert [snapshot.name for snapshot in found] == ["a b"]
    (link,) = client.instances.snapshots.list("c1", 0, filter=F.name == "a b", project="p")
    assert (link.url, link.instance, link.project) == (f"{SNAPSHOTS}/a%20b?project=p", "c1", "p")
    assert lxd.calls == [f"GET {SNAPSHOTS}?recursion=1", f"GET {SNAPSHOTS}?recursion=1&project=p"]


def test_a_snapshot_is_got(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {S1}", sync({"name": "s1", "expires_at": "0001-01-01T00:00:00Z"}))
    snapshot = client.instances.snapshots.get("c1", "s1")
    assert (snapshot.name, snapshot.expires_at) == ("s1", None)


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_a_name_that_would_be_another_endpoint_is_refused(client: LXDClient, name: str) -> None:
    with pytest.raises(ValueError):
        client.instances.snapshots.get("c1", name)


def test_one_is_taken(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(TAKE, envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    taking = client.instances.snapshots.create("c1", "s1", project="p")
    assert taking.snapshot == "s1"
    taking.wait(timeout=5)
    assert taking.snapshot == "s1"
    assert lxd.body(TAKE) == {"name": "s1", "stateful": False}
    assert lxd.sent(TAKE).url.params["project"] == "p"


def test_taking_one_can_be_waited_for_in_one_line(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(TAKE, envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    assert (client.instances.snapshots.create("c1", "s1").wait()).status == "Success"


@pytest.mark.parametrize(
    "told",
    [
        {"metadata": {"entity_url": f"{SNAPSHOTS}/snap7?project=p"}},
        {"resources": {"instances": [C1], "instances_snapshots": [f"{SNAPSHOTS}/snap7"]}},
    ],
)
def test_a_name_of_lxds_choice_is_known_at_once(
    client: LXDClient, lxd: FakeLXD, told: dict[str, Any]
) -> None:
    lxd.on(TAKE, envelopes.started(**told))
    assert (client.instances.snapshots.create("c1")).snapshot == "snap7"
    assert lxd.body(TAKE) == {"stateful": False}


def test_where_the_operation_does_not_tell_it_is_looked_up(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(TAKE, envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    listed = [
        {"name": "snap0", "created_at": "2026-01-01T00:00:00Z"},
        {"name": "snap2", "created_at": "2026-01-02T03:04:09Z"},
        {"name": "snap1", "created_at": "2026-01-02T03:04:05.2Z"},
    ]
    lxd.on(f"GET {SNAPSHOTS}", sync(listed))
    taking = client.instances.snapshots.create("c1", project="p")
    assert taking.snapshot == ""
    taking.wait()
    assert taking.snapshot == "snap1"
    assert lxd.calls[-1] == f"GET {SNAPSHOTS}?recursion=1&project=p"


def test_one_that_fails_is_not_looked_up(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(TAKE, envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(400, err="disk full")))
    with pytest.raises(OperationFailed, match="disk full"):
        client.instances.snapshots.create("c1").wait()
    assert lxd.count(f"GET {SNAPSHOTS}") == 0


def test_a_server_that_takes_it_at_once(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(TAKE, sync())
    taking = client.instances.snapshots.create("c1", "s1")
    assert taking.is_done
    assert (taking.wait()).status == "Success"


def test_it_expires_at_a_moment(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(TAKE, envelopes.started())
    client.instances.snapshots.create("c1", "s1", expires_at=datetime(2100, 1, 1, tzinfo=UTC))
    assert lxd.body(TAKE)["expires_at"].startswith("2100-01-01T00:00:00")


@pytest.mark.parametrize("expiry", [timedelta(days=30), relativedelta(days=30)])
def test_it_expires_some_time_from_now(
    client: LXDClient, lxd: FakeLXD, expiry: timedelta | relativedelta
) -> None:
    lxd.on(TAKE, envelopes.started())
    client.instances.snapshots.create("c1", "s1", expires_at=expiry)
    sent = datetime.fromisoformat(lxd.body(TAKE)["expires_at"])
    assert timedelta(days=29) < sent - datetime.now(UTC) <= timedelta(days=30)


def test_it_does_not_expire_at_once(client: LXDClient, lxd: FakeLXD) -> None:
    with pytest.raises(ValueError, match="expire at once"):
        client.instances.snapshots.create("c1", "s1", expires_at=timedelta(days=-1))
    assert lxd.calls == []


def test_a_name_that_lxd_could_not_delete_again(client: LXDClient, lxd: FakeLXD) -> None:
    with pytest.raises(ValueError, match="could not delete it"):
        client.instances.snapshots.create("c1", "50%25")
    with pytest.raises(ValueError, match="could not delete it"):
        client.instances.snapshots.rename("c1", "s1", "50%25")
    assert lxd.calls == []


def test_all_volumes(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", sync(envelopes.server("instance_snapshots_multi_volume")))
    lxd.on(TAKE, envelopes.started())
    lxd.on(f"PUT {C1}", envelopes.started())
    lxd.on(f"DELETE {S1}", envelopes.started())
    client.instances.snapshots.create("c1", "s1", disk_volumes="all-exclusive")
    client.instances.snapshots.restore("c1", "s1", disk_volumes="all-exclusive")
    client.instances.snapshots.delete("c1", "s1", disk_volumes="all-exclusive")
    assert lxd.body(TAKE)["disk_volumes_mode"] == "all-exclusive"
    assert lxd.body(f"PUT {C1}")["restore_disk_volumes_mode"] == "all-exclusive"
    assert lxd.sent(f"DELETE {S1}").url.params["disk-volumes"] == "all-exclusive"


def test_an_old_server_knows_the_root_disk_only(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", sync(envelopes.server()))
    with pytest.raises(ExtensionMissing, match="instance_snapshots_multi_volume"):
        client.instances.snapshots.create("c1", "s1", disk_volumes="all-exclusive")


@pytest.mark.parametrize(("code", "kind"), [(404, NotFound), (409, Conflict)])
def test_what_lxd_refuses(client: LXDClient, lxd: FakeLXD, code: int, kind: type[Exception]) -> None:
    lxd.on(TAKE, envelopes.error(code, "no"))
    with pytest.raises(kind):
        client.instances.snapshots.create("c1", "s1")


def test_one_is_deleted(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {S1}", envelopes.started())
    client.instances.snapshots.delete("c1", "s1", project="p")
    assert lxd.calls == [f"DELETE {S1}?project=p"]


def test_one_is_renamed(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {S1}", envelopes.started())
    client.instances.snapshots.rename("c1", "s1", "s2")
    assert lxd.body(f"POST {S1}") == {"name": "s2"}


def test_its_expiry_is_changed(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PUT {S1}", envelopes.started())
    client.instances.snapshots.update_configuration("c1", "s1", expires_at=datetime(2100, 1, 1, tzinfo=UTC))
    assert lxd.body(f"PUT {S1}")["expires_at"].startswith("2100-01-01T00:00:00")


def test_it_expires_never(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PUT {S1}", envelopes.started())
    client.instances.snapshots.update_configuration("c1", "s1", expires_at=None)
    # LXD takes null for nothing said.
    assert lxd.body(f"PUT {S1}") == {"expires_at": "0001-01-01T00:00:00Z"}


def test_it_is_edited_to_expire_never(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {S1}", sync({"name": "s1", "expires_at": "2100-01-01T00:00:00Z"}))
    lxd.on(f"PUT {S1}", sync())
    with client.instances.snapshots.edit("c1", "s1") as snapshot:
        snapshot.expires_at = None
    assert lxd.body(f"PUT {S1}") == {"expires_at": "0001-01-01T00:00:00Z"}


def test_its_expiry_is_edited(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {S1}", sync({"name": "s1", "expires_at": "0001-01-01T00:00:00Z"}))
    lxd.on(f"PUT {S1}", sync())
    with client.instances.snapshots.edit("c1", "s1") as snapshot:
        snapshot.expires_at = datetime(2100, 1, 1, tzinfo=UTC)
    assert lxd.body(f"PUT {S1}")["expires_at"].startswith("2100-01-01T00:00:00")


def test_one_is_restored(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PUT {C1}", envelopes.started())
    client.instances.snapshots.restore("c1", "s1", stateful=True, project="p")
    assert lxd.body(f"PUT {C1}") == {"restore": "s1", "stateful": True}
    assert lxd.sent(f"PUT {C1}").url.params["project"] == "p"


def test_one_becomes_a_new_instance(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {S1}", sync({"name": "s1", "config": {"limits.cpu": "1"}, "profiles": ["default"]}))
    lxd.on("POST /1.0/instances", envelopes.started())
    client.instances.snapshots.copy(
        "c1", "s1", "c2", config={"limits.cpu": 2}, project="p", new_project="q", target="n1"
    )
    body = lxd.body("POST /1.0/instances")
    assert (body["name"], body["config"], body["profiles"]) == ("c2", {"limits.cpu": "2"}, ["default"])
    assert body["source"] == {"type": "copy", "source": "c1/s1", "project": "p"}
    assert dict(lxd.sent("POST /1.0/instances").url.params) == {"project": "q", "target": "n1"}


def test_a_copy_of_a_missing_one(client: LXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {S1}", envelopes.error(404, "Snapshot not found"))
    with pytest.raises(NotFound):
        client.instances.snapshots.copy("c1", "s1", "c2")
    assert lxd.count("POST /1.0/instances") == 0
