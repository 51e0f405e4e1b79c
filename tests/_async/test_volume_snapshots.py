"""Snapshots of volumes: what is sent, and both ways in which servers answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from lxd import AsyncLXDClient
from lxd.filters import F
from tests import envelopes
from tests.fakes import FakeLXD
from tests.standin import StandIn

VOLUME = "/1.0/storage-pools/fast/volumes/custom/data"
SNAPSHOTS = f"{VOLUME}/snapshots"
ONE = f"{SNAPSHOTS}/s0"


async def test_they_are_listed(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {SNAPSHOTS}", [{"name": "data/s0"}, {"name": "data/s1", "description": "x"}])
    found = await newest.storage_pools.volumes.snapshots.list("fast", "data", filter=F.description == "x")
    assert [snapshot.name for snapshot in found] == ["data/s1"]
    assert standin.calls == [f"GET {SNAPSHOTS}?recursion=1"]


async def test_links(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {SNAPSHOTS}", [ONE])
    standin.on(f"GET {ONE}", {"name": "s0"})
    (link,) = await newest.storage_pools.volumes.snapshots.list("fast", "data", 0, project="p")
    assert (await link.fetch()).name == "s0"
    assert standin.calls[-1] == f"GET {ONE}?project=p"


async def test_links_by_a_filter(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {SNAPSHOTS}", [{"name": "data/s0"}, {"name": "data/s1"}])
    links = await newest.storage_pools.volumes.snapshots.list("fast", "data", 0, filter=F.name == "data/s0")
    assert [link.url for link in links] == [ONE]


async def test_one_is_got(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "s0", "expires_at": "2031-01-02T00:00:00Z"})
    found = await newest.storage_pools.volumes.snapshots.get("fast", "data", "s0", target="m1")
    assert found.expires_at == datetime(2031, 1, 2, tzinfo=UTC)


async def test_creating(newest: AsyncLXDClient, standin: StandIn) -> None:
    operation = await newest.storage_pools.volumes.snapshots.create(
        "fast", "data", "s0", description="x", expires_at=datetime(2531, 1, 2, tzinfo=UTC), project="p"
    )
    assert operation.snapshot == "s0"
    await operation.wait()
    assert standin.calls == [f"POST {SNAPSHOTS}?project=p"]
    assert standin.body(f"POST {SNAPSHOTS}") == {
        "name": "s0",
        "description": "x",
        "expires_at": "2531-01-02T00:00:00+00:00",
    }


async def test_a_name_that_lxd_could_not_delete(newest: AsyncLXDClient, standin: StandIn) -> None:
    with pytest.raises(ValueError, match="%"):
        await newest.storage_pools.volumes.snapshots.create("fast", "data", "100%")
    assert standin.calls == []


async def test_replacing(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.volumes.snapshots.update_configuration(
        "fast", "data", "s0", {"description": "x"}
    ).wait()
    assert standin.body(f"PUT {ONE}") == {"description": "x"}


async def test_changing(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.volumes.snapshots.update_configuration_subset(
        "fast", "data", "s0", {"description": "x"}
    ).wait()
    assert standin.body(f"PATCH {ONE}") == {"description": "x"}


async def test_editing(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "s0", "expires_at": None})
    async with newest.storage_pools.volumes.snapshots.edit("fast", "data", "s0") as snapshot:
        snapshot.expires_at = datetime(2531, 1, 2, tzinfo=UTC)
    assert standin.sent(f"PUT {ONE}").headers["If-Match"] == "abc"
    assert standin.body(f"PUT {ONE}")["expires_at"] == "2531-01-02T00:00:00+00:00"


async def test_restoring(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.volumes.snapshots.restore("fast", "data", "s0", project="p").wait()
    assert standin.calls == [f"PUT {VOLUME}?project=p"]
    assert standin.body(f"PUT {VOLUME}") == {"restore": "s0"}


async def test_renaming(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.volumes.snapshots.rename("fast", "data", "s0", "s1").wait()
    assert standin.body(f"POST {ONE}") == {"name": "s1"}


async def test_deleting(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.volumes.snapshots.delete("fast", "data", "s0").wait()
    assert standin.calls == [f"DELETE {ONE}"]


# Names that LXD chooses


def served(lxd: FakeLXD, extensions: tuple[str, ...], **operation: Any) -> None:
    """Lets a server take snapshots."""
    lxd.on("GET /1.0", envelopes.sync(envelopes.server(*extensions)))
    lxd.on(f"POST {SNAPSHOTS}", envelopes.started(**operation))
    lxd.on(f"GET {envelopes.WAIT}", envelopes.sync(envelopes.operation(200, **operation)))


async def test_a_server_that_tells_its_choice_at_once(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    served(lxd, ("storage_volumes_created_at",), metadata={"entity_url": f"{SNAPSHOTS}/snap7?project=p"})
    operation = await client.storage_pools.volumes.snapshots.create("fast", "data")
    assert operation.snapshot == "snap7"
    assert lxd.body(f"POST {SNAPSHOTS}") == {}


async def test_a_server_that_tells_only_when_it_took_which(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    served(lxd, ("storage_volumes_created_at",), created_at="2026-01-02T03:04:05Z")
    taken = {"data/old": "2026-01-02T03:04:04Z", "data/new": "2026-01-02T03:04:06Z"}
    listed = [{"name": name, "created_at": moment} for name, moment in taken.items()]
    lxd.on(f"GET {SNAPSHOTS}", envelopes.sync(listed))
    operation = await client.storage_pools.volumes.snapshots.create("fast", "data")
    assert operation.snapshot == ""
    await operation.wait()
    assert operation.snapshot == "new"


async def test_a_server_that_tells_nothing(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    served(lxd, ())
    listed = [{"name": "data/snap2"}, {"name": "data/snap10"}, {"name": "data/mine"}]
    lxd.on(f"GET {SNAPSHOTS}", envelopes.sync(listed))
    operation = await client.storage_pools.volumes.snapshots.create("fast", "data")
    assert operation.snapshot == "snap11"
    assert lxd.body(f"POST {SNAPSHOTS}") == {"name": "snap11"}
