"""Snapshots: what each call sends, and what it makes of the answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta

from lxd import AsyncLXDClient
from lxd.errors import Conflict, ExtensionMissing, NotFound, OperationFailed
from lxd.filters import F
from tests import envelopes
from tests.envelopes import WAIT, operation, sync
from tests.fakes import FakeLXD

C1 = "/1.0/instances/c1"
SNAPSHOTS = f"{C1}/snapshots"
S1 = f"{SNAPSHOTS}/s1"
TAKE = f"POST {SNAPSHOTS}"


async def test_snapshots_are_listed(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {SNAPSHOTS}", sync([{"name": "s1"}]))
    (snapshot,) = await client.instances.snapshots.list("c1", project="p")
    assert snapshot.name == "s1"
    assert lxd.calls == [f"GET {SNAPSHOTS}?recursion=1&project=p"]


async def test_links_fetch_their_snapshot(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {SNAPSHOTS}", sync([f"{SNAPSHOTS}/a%20b?project=q", S1]))
    lxd.on(f"GET {SNAPSHOTS}/a%20b", sync({"name": "a b"}))
    lxd.on(f"GET {S1}", sync({"name": "s1"}))
    links = await client.instances.snapshots.list("c1", 0, project="p")
    assert [(link.instance, link.name) for link in links] == [("c1", "a b"), ("c1", "s1")]
    assert [(await link.fetch()).name for link in links] == ["a b", "s1"]
    assert [call.partition("?")[2] for call in lxd.calls[1:]] == ["project=q", "project=p"]


async def test_snapshots_are_picked_here(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {SNAPSHOTS}", sync([{"name": "s1"}, {"name": "a b", "stateful": True}]))
    found = await client.instances.snapshots.list("c1", filter=F.stateful == True)  # noqa: E712
    assert [snapshot.name for snapshot in found] == ["a b"]
    (link,) = await client.instances.snapshots.list("c1", 0, filter=F.name == "a b", project="p")
    assert (link.url, link.instance, link.project) == (f"{SNAPSHOTS}/a%20b?project=p", "c1", "p")
    assert lxd.calls == [f"GET {SNAPSHOTS}?recursion=1", f"GET {SNAPSHOTS}?recursion=1&project=p"]


async def test_a_snapshot_is_got(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {S1}", sync({"name": "s1", "expires_at": "0001-01-01T00:00:00Z"}))
    snapshot = await client.instances.snapshots.get("c1", "s1")
    assert (snapshot.name, snapshot.expires_at) == ("s1", None)


@pytest.mark.parametrize("name", ["", ".", ".."])
async def test_a_name_that_would_be_another_endpoint_is_refused(client: AsyncLXDClient, name: str) -> None:
    with pytest.raises(ValueError):
        await client.instances.snapshots.get("c1", name)


async def test_one_is_taken(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(TAKE, envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    taking = await client.instances.snapshots.create("c1", "s1", project="p")
    assert taking.snapshot == "s1"
    await taking.wait(timeout=5)
    assert taking.snapshot == "s1"
    assert lxd.body(TAKE) == {"name": "s1", "stateful": False}
    assert lxd.sent(TAKE).url.params["project"] == "p"


async def test_taking_one_can_be_waited_for_in_one_line(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(TAKE, envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    assert (await client.instances.snapshots.create("c1", "s1").wait()).status == "Success"


@pytest.mark.parametrize(
    "told",
    [
        {"metadata": {"entity_url": f"{SNAPSHOTS}/snap7?project=p"}},
        {"resources": {"instances": [C1], "instances_snapshots": [f"{SNAPSHOTS}/snap7"]}},
    ],
)
async def test_a_name_of_lxds_choice_is_known_at_once(
    client: AsyncLXDClient, lxd: FakeLXD, told: dict[str, Any]
) -> None:
    lxd.on(TAKE, envelopes.started(**told))
    assert (await client.instances.snapshots.create("c1")).snapshot == "snap7"
    assert lxd.body(TAKE) == {"stateful": False}


async def test_where_the_operation_does_not_tell_it_is_looked_up(
    client: AsyncLXDClient, lxd: FakeLXD
) -> None:
    lxd.on(TAKE, envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(200)))
    listed = [
        {"name": "snap0", "created_at": "2026-01-01T00:00:00Z"},
        {"name": "snap2", "created_at": "2026-01-02T03:04:09Z"},
        {"name": "snap1", "created_at": "2026-01-02T03:04:05.2Z"},
    ]
    lxd.on(f"GET {SNAPSHOTS}", sync(listed))
    taking = await client.instances.snapshots.create("c1", project="p")
    assert taking.snapshot == ""
    await taking.wait()
    assert taking.snapshot == "snap1"
    assert lxd.calls[-1] == f"GET {SNAPSHOTS}?recursion=1&project=p"


async def test_one_that_fails_is_not_looked_up(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(TAKE, envelopes.started())
    lxd.on(f"GET {WAIT}", sync(operation(400, err="disk full")))
    with pytest.raises(OperationFailed, match="disk full"):
        await client.instances.snapshots.create("c1").wait()
    assert lxd.count(f"GET {SNAPSHOTS}") == 0


async def test_a_server_that_takes_it_at_once(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(TAKE, sync())
    taking = await client.instances.snapshots.create("c1", "s1")
    assert taking.is_done
    assert (await taking.wait()).status == "Success"


async def test_it_expires_at_a_moment(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(TAKE, envelopes.started())
    await client.instances.snapshots.create("c1", "s1", expires_at=datetime(2100, 1, 1, tzinfo=UTC))
    assert lxd.body(TAKE)["expires_at"].startswith("2100-01-01T00:00:00")


@pytest.mark.parametrize("expiry", [timedelta(days=30), relativedelta(days=30)])
async def test_it_expires_some_time_from_now(
    client: AsyncLXDClient, lxd: FakeLXD, expiry: timedelta | relativedelta
) -> None:
    lxd.on(TAKE, envelopes.started())
    await client.instances.snapshots.create("c1", "s1", expires_at=expiry)
    sent = datetime.fromisoformat(lxd.body(TAKE)["expires_at"])
    assert timedelta(days=29) < sent - datetime.now(UTC) <= timedelta(days=30)


async def test_it_does_not_expire_at_once(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    with pytest.raises(ValueError, match="expire at once"):
        await client.instances.snapshots.create("c1", "s1", expires_at=timedelta(days=-1))
    assert lxd.calls == []


async def test_a_name_that_lxd_could_not_delete_again(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    with pytest.raises(ValueError, match="could not delete it"):
        await client.instances.snapshots.create("c1", "50%25")
    with pytest.raises(ValueError, match="could not delete it"):
        await client.instances.snapshots.rename("c1", "s1", "50%25")
    assert lxd.calls == []


async def test_all_volumes(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", sync(envelopes.server("instance_snapshots_multi_volume")))
    lxd.on(TAKE, envelopes.started())
    lxd.on(f"PUT {C1}", envelopes.started())
    lxd.on(f"DELETE {S1}", envelopes.started())
    await client.instances.snapshots.create("c1", "s1", disk_volumes="all-exclusive")
    await client.instances.snapshots.restore("c1", "s1", disk_volumes="all-exclusive")
    await client.instances.snapshots.delete("c1", "s1", disk_volumes="all-exclusive")
    assert lxd.body(TAKE)["disk_volumes_mode"] == "all-exclusive"
    assert lxd.body(f"PUT {C1}")["restore_disk_volumes_mode"] == "all-exclusive"
    assert lxd.sent(f"DELETE {S1}").url.params["disk-volumes"] == "all-exclusive"


async def test_an_old_server_knows_the_root_disk_only(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", sync(envelopes.server()))
    with pytest.raises(ExtensionMissing, match="instance_snapshots_multi_volume"):
        await client.instances.snapshots.create("c1", "s1", disk_volumes="all-exclusive")


@pytest.mark.parametrize(("code", "kind"), [(404, NotFound), (409, Conflict)])
async def test_what_lxd_refuses(
    client: AsyncLXDClient, lxd: FakeLXD, code: int, kind: type[Exception]
) -> None:
    lxd.on(TAKE, envelopes.error(code, "no"))
    with pytest.raises(kind):
        await client.instances.snapshots.create("c1", "s1")


async def test_one_is_deleted(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"DELETE {S1}", envelopes.started())
    await client.instances.snapshots.delete("c1", "s1", project="p")
    assert lxd.calls == [f"DELETE {S1}?project=p"]


async def test_one_is_renamed(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"POST {S1}", envelopes.started())
    await client.instances.snapshots.rename("c1", "s1", "s2")
    assert lxd.body(f"POST {S1}") == {"name": "s2"}


async def test_its_expiry_is_changed(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PUT {S1}", envelopes.started())
    await client.instances.snapshots.update_configuration(
        "c1", "s1", expires_at=datetime(2100, 1, 1, tzinfo=UTC)
    )
    assert lxd.body(f"PUT {S1}")["expires_at"].startswith("2100-01-01T00:00:00")


async def test_it_expires_never(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PUT {S1}", envelopes.started())
    await client.instances.snapshots.update_configuration("c1", "s1", expires_at=None)
    # LXD takes null for nothing said.
    assert lxd.body(f"PUT {S1}") == {"expires_at": "0001-01-01T00:00:00Z"}


async def test_it_is_edited_to_expire_never(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {S1}", sync({"name": "s1", "expires_at": "2100-01-01T00:00:00Z"}))
    lxd.on(f"PUT {S1}", sync())
    async with client.instances.snapshots.edit("c1", "s1") as snapshot:
        snapshot.expires_at = None
    assert lxd.body(f"PUT {S1}") == {"expires_at": "0001-01-01T00:00:00Z"}


async def test_its_expiry_is_edited(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {S1}", sync({"name": "s1", "expires_at": "0001-01-01T00:00:00Z"}))
    lxd.on(f"PUT {S1}", sync())
    async with client.instances.snapshots.edit("c1", "s1") as snapshot:
        snapshot.expires_at = datetime(2100, 1, 1, tzinfo=UTC)
    assert lxd.body(f"PUT {S1}")["expires_at"].startswith("2100-01-01T00:00:00")


async def test_one_is_restored(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"PUT {C1}", envelopes.started())
    await client.instances.snapshots.restore("c1", "s1", stateful=True, project="p")
    assert lxd.body(f"PUT {C1}") == {"restore": "s1", "stateful": True}
    assert lxd.sent(f"PUT {C1}").url.params["project"] == "p"


async def test_one_becomes_a_new_instance(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {S1}", sync({"name": "s1", "config": {"limits.cpu": "1"}, "profiles": ["default"]}))
    lxd.on("POST /1.0/instances", envelopes.started())
    await client.instances.snapshots.copy(
        "c1", "s1", "c2", config={"limits.cpu": 2}, project="p", new_project="q", target="n1"
    )
    body = lxd.body("POST /1.0/instances")
    assert (body["name"], body["config"], body["profiles"]) == ("c2", {"limits.cpu": "2"}, ["default"])
    assert body["source"] == {"type": "copy", "source": "c1/s1", "project": "p"}
    assert dict(lxd.sent("POST /1.0/instances").url.params) == {"project": "q", "target": "n1"}


async def test_a_copy_of_a_missing_one(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on(f"GET {S1}", envelopes.error(404, "Snapshot not found"))
    with pytest.raises(NotFound):
        await client.instances.snapshots.copy("c1", "s1", "c2")
    assert lxd.count("POST /1.0/instances") == 0
