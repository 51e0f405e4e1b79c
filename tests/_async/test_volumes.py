"""Storage volumes: what is sent, and both ways in which servers answer."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from lxd import AsyncLXDClient
from lxd.errors import ExtensionMissing, ServerError
from lxd.filters import F
from tests import envelopes
from tests.fakes import FakeLXD
from tests.standin import StandIn

POOL = "/1.0/storage-pools/fast/volumes"
CUSTOM = f"{POOL}/custom"
ONE = f"{CUSTOM}/data"
ALL = "/1.0/storage-volumes"


async def test_they_are_listed(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {POOL}", [{"name": "data"}, {"name": "data/snap0"}])
    found = await newest.storage_pools.volumes.list("fast", entitlements=["can_edit"])
    assert [volume.name for volume in found] == ["data", "data/snap0"]
    assert standin.calls == [f"GET {POOL}?recursion=1&with-access-entitlements=can_edit"]


async def test_the_server_filters(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.volumes.list("fast", filter=F.content_type == "block", all_projects=True)
    await newest.storage_pools.volumes.list("fast", 0, filter=F.content_type == "block")
    assert [call.partition("filter=")[2] for call in standin.calls] == [
        "content_type eq ^(?-i)block$",
        "content_type eq ^(?-i)block$",
    ]


@pytest.mark.parametrize(
    ("pool", "path"), [("fast", f"{POOL}/virtual-machine"), (None, f"{ALL}/virtual-machine")]
)
async def test_of_one_kind(newest: AsyncLXDClient, standin: StandIn, pool: str | None, path: str) -> None:
    await newest.storage_pools.volumes.list(pool, type="virtual-machine", project="p", target="m1")
    await newest.storage_pools.volumes.list(pool, 0, type="virtual-machine")
    assert standin.calls == [f"GET {path}?recursion=1&project=p&target=m1", f"GET {path}"]


async def test_of_all_pools(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ALL}", [{"name": "data", "pool": "fast"}])
    (volume,) = await newest.storage_pools.volumes.list(all_projects=True)
    assert (volume.pool, volume.name) == ("fast", "data")
    assert standin.calls == [f"GET {ALL}?recursion=1&all-projects=true"]


async def test_links(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ALL}", [f"{ONE}?project=p&target=m1", f"{ONE}/snapshots/s%200"])
    standin.on(f"GET {ONE}", {"name": "data"})
    standin.on(f"GET {ONE}/snapshots/s%200", {"name": "s 0", "config": {"size": "1GiB"}})
    link, snapshot = await newest.storage_pools.volumes.list(recursion=0, all_projects=True)
    assert (link.pool, link.type, link.name, link.project) == ("fast", "custom", "data", "p")
    assert (await link.fetch()).name == "data"
    assert standin.calls[-1] == f"GET {ONE}?project=p&target=m1"
    assert (snapshot.name, snapshot.project) == ("data/s 0", "default")
    fetched = await snapshot.fetch()
    assert (fetched.name, fetched.pool, fetched.config) == ("data/s 0", "fast", {"size": "1GiB"})
    assert standin.calls[-1] == f"GET {ONE}/snapshots/s%200?project=default"


async def test_a_server_that_cannot_list_all_pools() -> None:
    older = StandIn(without=("storage_volumes_all",))
    async with AsyncLXDClient("/run/lxd.socket", transport=older.transport) as client:
        with pytest.raises(ExtensionMissing, match="'storage_volumes_all'"):
            await client.storage_pools.volumes.list()
    assert older.calls == []


async def test_one_is_got(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {POOL}/container/c1", {"name": "c1", "type": "container"})
    found = await newest.storage_pools.volumes.get("fast", "c1", type="container", entitlements=["can_edit"])
    assert found.type == "container"
    assert standin.calls == [f"GET {POOL}/container/c1?with-access-entitlements=can_edit"]


async def test_its_state(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}/state", {"usage": {"used": 3, "total": 9}})
    state = await newest.storage_pools.volumes.get_state("fast", "data", project="p")
    assert state.usage is not None
    assert (state.usage.used, state.usage.total) == (3, 9)
    assert standin.calls == [f"GET {ONE}/state?project=p"]


async def test_a_driver_that_cannot_tell_the_state(client: AsyncLXDClient, lxd: FakeLXD) -> None:
    lxd.on("GET /1.0", envelopes.sync(envelopes.server("storage_volume_state")))
    lxd.on(f"GET {ONE}/state", envelopes.error(500, "Not supported"), envelopes.error(500, "No space"))
    assert (await client.storage_pools.volumes.get_state("fast", "data")).usage is None
    with pytest.raises(ServerError, match="No space"):
        await client.storage_pools.volumes.get_state("fast", "data")


async def test_creating(newest: AsyncLXDClient, standin: StandIn) -> None:
    volume = {"name": "data", "content_type": "block", "config": {"size": 1024}}
    operation = await newest.storage_pools.volumes.create("fast", volume, project="p", target="m1")
    await operation.wait()
    assert operation.is_done
    assert standin.calls == [f"POST {POOL}?project=p&target=m1"]
    assert standin.body(f"POST {POOL}") == {**volume, "type": "custom", "config": {"size": "1024"}}


async def test_replacing(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.volumes.update_configuration(
        "fast", "data", {"config": {}, "description": ""}
    ).wait()
    assert standin.body(f"PUT {ONE}") == {"config": {}, "description": ""}


async def test_changing(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.volumes.update_configuration_subset(
        "fast", "c1", {"config": {"size": None}}, type="container"
    ).wait()
    assert standin.body(f"PATCH {POOL}/container/c1") == {"config": {"size": ""}}


async def test_editing(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "data", "type": "custom", "config": {"size": "1GiB"}})
    async with newest.storage_pools.volumes.edit("fast", "data", project="p") as volume:
        volume.config["size"] = "2GiB"
    assert standin.sent(f"PUT {ONE}").headers["If-Match"] == "abc"
    assert standin.body(f"PUT {ONE}")["config"] == {"size": "2GiB"}


async def test_renaming(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.volumes.rename("fast", "data", "old").wait()
    assert standin.body(f"POST {ONE}") == {"name": "old"}


async def test_deleting(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.storage_pools.volumes.delete("fast", "data", target="m1").wait()
    assert standin.calls == [f"DELETE {ONE}?target=m1"]


# Files


@pytest.mark.parametrize("kind", ["iso", "tar"])
async def test_a_volume_made_of_a_file(newest: AsyncLXDClient, standin: StandIn, kind: str) -> None:
    standin.on(f"GET {ONE}", {"name": "data"})
    volumes = newest.storage_pools.volumes
    if kind == "iso":
        made = await volumes.import_iso("fast", io.BytesIO(b"what is in it"), "data", project="p")
    else:
        made = await volumes.import_tar("fast", io.BytesIO(b"what is in it"), "data", project="p")
    assert made.name == "data"
    sent = standin.sent(f"POST {CUSTOM}")
    assert sent.content == b"what is in it"
    assert (sent.headers["X-LXD-name"], sent.headers["X-LXD-type"]) == ("data", kind)
    assert standin.calls == [f"POST {CUSTOM}?project=p", f"GET {ONE}?project=p"]


@pytest.mark.parametrize(
    ("kind", "extension"), [("iso", "custom_volume_iso"), ("tar", "import_custom_volume_tar")]
)
async def test_a_server_that_knows_no_such_files(kind: str, extension: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    older = StandIn(without=(extension,))
    async with AsyncLXDClient("/run/lxd.socket", transport=older.transport) as client:
        volumes = client.storage_pools.volumes
        with pytest.raises(ExtensionMissing, match=f"'{extension}'"):
            await (volumes.import_iso if kind == "iso" else volumes.import_tar)(
                "fast", tmp_path / "file", "data"
            )
    assert older.calls == []
