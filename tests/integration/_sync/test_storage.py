# Written by scripts/unasync.py from tests/integration/_async/test_storage.py. Change that, and run `make sync`.

"""Storage pools, volumes and their snapshots, against a real LXD."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from lab import Lab

from lxd import LXDClient
from lxd.errors import (
    BadRequest,
    Conflict,
    ExtensionMissing,
    LXDAPIError,
    LXDError,
    NotFound,
    PreconditionFailed,
)
from lxd.filters import F

from ..support import inside
from ._io import resolve

VOLUMES = "/1.0/storage-pools/default/volumes/custom"

# Pools


def test_life_of_a_pool(client: LXDClient, unique_name: str) -> None:
    pools = client.storage_pools
    client.storage_pools.create(
        {"name": unique_name, "driver": "dir", "config": {"rsync.bwlimit": "10MB"}}
    ).wait()
    assert (client.storage_pools.get(unique_name)).config["rsync.bwlimit"] == "10MB"
    assert [pool.name for pool in client.storage_pools.list(filter=F.name == unique_name)] == [unique_name]
    links = {link.name: link for link in client.storage_pools.list(0)}
    assert (resolve(links[unique_name])).driver == "dir"
    client.storage_pools.update_configuration_subset(unique_name, {"description": "new"}).wait()
    with client.storage_pools.edit(unique_name) as pool:
        pool.config["rsync.compression"] = "false"
    found = pools.get(unique_name)
    assert (found.description, found.config["rsync.compression"]) == ("new", "false")
    changed = {key: value for key, value in found.config.items() if key == "source"}
    client.storage_pools.update_configuration(unique_name, {"config": changed}).wait()
    assert (pools.get(unique_name)).config == changed
    client.storage_pools.delete(unique_name).wait()
    with pytest.raises(NotFound):
        client.storage_pools.get(unique_name)


def test_how_full_a_pool_is(client: LXDClient) -> None:
    space = (client.storage_pools.get_resources("default")).space
    assert space is not None
    assert 0 < space.used < space.total


def test_a_server_without_buckets(local: LXDClient) -> None:
    with pytest.raises(ExtensionMissing, match=r"'storage_buckets', which the server \(LXD 5.0.2\)"):
        local.storage_pools.buckets.list("default")


# Volumes


def test_life_of_a_volume(client: LXDClient, make_volume_name: Callable[[], str]) -> None:
    name, new = make_volume_name(), make_volume_name()
    client.storage_pools.volumes.create("default", {"name": name, "config": {"user.x": 1}}).wait()
    found = client.storage_pools.volumes.get("default", name)
    assert (found.type, found.content_type, found.config["user.x"]) == ("custom", "filesystem", "1")
    client.storage_pools.volumes.update_configuration_subset(
        "default", name, {"config": {"user.y": True}}
    ).wait()
    with client.storage_pools.volumes.edit("default", name) as volume:
        volume.description = "new"
        del volume.config["user.x"]
    found = client.storage_pools.volumes.get("default", name)
    assert (found.description, found.config.get("user.x"), found.config["user.y"]) == ("new", None, "true")
    client.storage_pools.volumes.update_configuration("default", name, {"config": {}}).wait()
    assert "user.y" not in (client.storage_pools.volumes.get("default", name)).config
    client.storage_pools.volumes.rename("default", name, new).wait()
    with pytest.raises(NotFound):
        client.storage_pools.volumes.get("default", name)
    client.storage_pools.volumes.delete("default", new).wait()
    with pytest.raises(NotFound):
        client.storage_pools.volumes.delete("default", new).wait()


def test_a_block_volume(local: LXDClient, volume_name: str) -> None:
    block = {"name": volume_name, "content_type": "block", "config": {"size": "16MiB"}}
    local.storage_pools.volumes.create("default", block).wait()
    assert (local.storage_pools.volumes.get("default", volume_name)).content_type == "block"
    blocks = local.storage_pools.volumes.list("default", filter=F.content_type == "block")
    assert [each.name for each in blocks] == [volume_name]


def test_volumes_that_are_refused(local: LXDClient, volume: str) -> None:
    with pytest.raises(Conflict):
        local.storage_pools.volumes.create("default", {"name": volume}).wait()
    with pytest.raises(BadRequest):
        local.storage_pools.volumes.create("default", {"name": "a/b"}).wait()
    with pytest.raises(NotFound):
        local.storage_pools.volumes.create("missing", {"name": "v"}).wait()
    with pytest.raises(LXDAPIError):
        local.storage_pools.volumes.create("default", {"name": "v", "config": {"none.such": "1"}}).wait()


def test_volumes_of_instances(client: LXDClient, container: str, lab: Lab) -> None:
    found = client.storage_pools.volumes.list("default", type="container", filter=F.name == container)
    assert [(each.name, each.type) for each in found] == [(container, "container")]
    got = client.storage_pools.volumes.get("default", container, type="container")
    assert got.used_by == [f"/1.0/instances/{container}"]
    images = client.storage_pools.volumes.list("default", 0, type="image")
    assert all(link.type == "image" for link in images)


def test_links_to_volumes_and_snapshots(client: LXDClient, volume: str, lab: Lab) -> None:
    snapshots = f"/1.0/storage-pools/default/volumes/custom/{volume}/snapshots"
    lab.request("POST", snapshots, {"name": "s0"})
    found = client.storage_pools.volumes.list("default", 0, filter=F.name.matches(f"{volume}.*"))
    links = {link.name: link for link in found}
    assert links.keys() == {volume, f"{volume}/s0"}
    for name, link in links.items():
        fetched = resolve(link)
        assert (fetched.name, fetched.type, link.pool) == (name, "custom", "default")


def test_a_server_that_cannot_list_all_pools(local: LXDClient) -> None:
    with pytest.raises(ExtensionMissing, match="storage_volumes_all"):
        local.storage_pools.volumes.list()


def test_volumes_of_a_project(client: LXDClient, unique_name: str, lab: Lab) -> None:
    lab.request(
        "POST", "/1.0/projects", {"name": unique_name, "config": {"features.storage.volumes": "true"}}
    )
    try:
        client.storage_pools.volumes.create("default", {"name": "mine"}, project=unique_name).wait()
        scoped = client.with_scope(project=unique_name)
        assert [each.name for each in scoped.storage_pools.volumes.list("default", type="custom")] == ["mine"]
        everywhere = client.storage_pools.volumes.list("default", 0, type="custom", all_projects=True)
        assert ("mine", unique_name) in [(link.name, link.project) for link in everywhere]
        scoped.storage_pools.volumes.delete("default", "mine").wait()
    finally:
        lab.request("DELETE", f"/1.0/projects/{unique_name}")


def test_edits_at_the_same_time(local: LXDClient, volume: str, lab: Lab) -> None:
    url = f"/1.0/storage-pools/default/volumes/custom/{volume}"
    with local.storage_pools.volumes.edit("default", volume) as found:
        lab.request("PATCH", url, {"config": {"user.theirs": "1"}})
        found.config["user.ours"] = "1"
    config = (local.storage_pools.volumes.get("default", volume)).config
    assert (config["user.ours"], config["user.theirs"]) == ("1", "1")

    def edit() -> None:
        with local.storage_pools.volumes.edit("default", volume) as found:
            lab.request("PATCH", url, {"config": {"user.x": "theirs"}})
            found.config["user.x"] = "ours"

    with pytest.raises(PreconditionFailed, match=r"user\.x"):
        edit()


def test_the_state_of_a_volume(far: Lab) -> None:
    far.request("POST", VOLUMES, {"name": "full", "config": {"size": "64MiB"}})
    with LXDClient(far.socket) as client:
        state = client.storage_pools.volumes.get_state("default", "full")
        assert state.usage is not None
        assert state.usage.used > 0
    far.request("DELETE", f"{VOLUMES}/full")


def test_a_driver_that_cannot_tell_the_state(local: LXDClient, volume: str) -> None:
    assert (local.storage_pools.volumes.get_state("default", volume)).usage is None


# Snapshots


def test_life_of_a_snapshot(client: LXDClient, volume: str, lab: Lab) -> None:
    snapshots = client.storage_pools.volumes.snapshots
    file = inside(lab, volume) / "file"
    file.write_text("before")
    taken = client.storage_pools.volumes.snapshots.create(
        "default", volume, "s0", expires_at=timedelta(hours=3)
    )
    taken.wait(timeout=30)
    assert taken.snapshot == "s0"
    (found,) = client.storage_pools.volumes.snapshots.list("default", volume)
    assert found.expires_at is not None
    assert timedelta(hours=2) < found.expires_at - datetime.now(UTC) < timedelta(hours=4)

    file.write_text("after")
    client.storage_pools.volumes.snapshots.restore("default", volume, "s0").wait()
    assert file.read_text() == "before"

    client.storage_pools.volumes.snapshots.rename("default", volume, "s0", "s1").wait(timeout=30)
    (link,) = client.storage_pools.volumes.snapshots.list("default", volume, 0)
    assert link.name == "s1"
    assert (resolve(link)).name == "s1"
    client.storage_pools.volumes.snapshots.update_configuration(
        "default", volume, "s1", {"description": "new"}
    ).wait()
    got = snapshots.get("default", volume, "s1")
    assert (got.description, got.expires_at) == ("new", None)
    later = datetime(2531, 1, 2, tzinfo=UTC)
    client.storage_pools.volumes.snapshots.update_configuration_subset(
        "default", volume, "s1", {"expires_at": later}
    ).wait()
    got = client.storage_pools.volumes.snapshots.get("default", volume, "s1")
    assert (got.description, got.expires_at) == ("new", later)
    with client.storage_pools.volumes.snapshots.edit("default", volume, "s1") as edited:
        edited.description = "edited"
    got = client.storage_pools.volumes.snapshots.get("default", volume, "s1")
    assert (got.description, got.expires_at) == ("edited", later)
    client.storage_pools.volumes.snapshots.delete("default", volume, "s1").wait(timeout=30)
    with pytest.raises(NotFound):
        client.storage_pools.volumes.snapshots.get("default", volume, "s1")


def test_snapshots_whose_names_lxd_chooses(local: LXDClient, volume: str, lab: Lab) -> None:
    names = []
    for _ in range(3):
        taken = local.storage_pools.volumes.snapshots.create("default", volume)
        taken.wait(timeout=30)
        names.append(taken.snapshot)
    assert names == ["snap0", "snap1", "snap2"]
    # What LXD itself chooses next is what the client would have.
    lab.request("POST", f"/1.0/storage-pools/default/volumes/custom/{volume}/snapshots", {})
    found = {each.name for each in local.storage_pools.volumes.snapshots.list("default", volume)}
    assert found == {f"{volume}/snap{number}" for number in range(4)}


def test_snapshots_that_are_refused(local: LXDClient, volume: str) -> None:
    snapshots = local.storage_pools.volumes.snapshots
    snapshots.create("default", volume, "s0").wait()
    with pytest.raises(Conflict):
        snapshots.create("default", volume, "s0").wait()
    with pytest.raises(NotFound):
        snapshots.create("default", "missing", "s0").wait()
    with pytest.raises(ValueError, match="expire"):
        snapshots.create("default", volume, "s1", expires_at=timedelta(0))
    with pytest.raises(LXDError):
        snapshots.restore("default", volume, "missing").wait()
