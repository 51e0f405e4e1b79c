"""Storage pools: what is sent, and both ways in which servers answer."""

from __future__ import annotations

from lxd import AsyncLXDClient
from lxd.filters import F
from tests.standin import StandIn

POOLS = "/1.0/storage-pools"
ONE = f"{POOLS}/fast"


async def test_they_are_listed(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {POOLS}", [{"name": "fast", "driver": "zfs"}, {"name": "slow", "driver": "dir"}])
    found = await newest.storage_pools.list(filter=F.driver == "dir", entitlements=["can_edit"])
    assert [pool.name for pool in found] == ["slow"]
    assert standin.calls == [f"GET {POOLS}?recursion=1&with-access-entitlements=can_edit"]


async def test_links(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {POOLS}", [ONE])
    standin.on(f"GET {ONE}", {"name": "fast"})
    (link,) = await newest.storage_pools.list(0)
    assert (await link.fetch()).name == "fast"


async def test_one_is_got(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "fast", "status": "Created"})
    assert (await newest.storage_pools.get("fast", target="m1")).status == "Created"
    assert standin.calls == [f"GET {ONE}?target=m1"]


async def test_creating_one_on_each_member(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.create(
        {"name": "fast", "driver": "zfs", "config": {"source": "/dev/sdb"}}, target="m1"
    ).wait()
    assert standin.calls == [f"POST {POOLS}?target=m1"]
    assert standin.body(f"POST {POOLS}") == {
        "name": "fast",
        "driver": "zfs",
        "config": {"source": "/dev/sdb"},
    }


async def test_replacing(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.update_configuration("fast", {"config": {"rsync.compression": False}}).wait()
    assert standin.body(f"PUT {ONE}") == {"config": {"rsync.compression": "false"}}


async def test_changing(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.update_configuration_subset("fast", {"description": "x"}, target="m1").wait()
    assert standin.calls == [f"PATCH {ONE}?target=m1"]


async def test_editing(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "fast", "config": {"size": "1GiB"}})
    async with newest.storage_pools.edit("fast") as pool:
        pool.config["size"] = "2GiB"
    assert standin.sent(f"PUT {ONE}").headers["If-Match"] == "abc"
    assert standin.body(f"PUT {ONE}")["config"] == {"size": "2GiB"}


async def test_deleting(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.delete("fast").wait()
    assert standin.calls == [f"DELETE {ONE}"]


async def test_how_full_it_is(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}/resources", {"space": {"used": 1, "total": 3}})
    resources = await newest.storage_pools.get_resources("fast", target="m1")
    assert resources.space is not None
    assert (resources.space.used, resources.space.total) == (1, 3)
    assert standin.calls == [f"GET {ONE}/resources?target=m1"]
