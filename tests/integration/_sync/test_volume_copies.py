# Written by scripts/unasync.py from tests/integration/_async/test_volume_copies.py. Change that, and run `make sync`.

"""Copying and moving volumes on one server, and between two that trust nobody but the client."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from lab import Lab

from lxd import LXDClient
from lxd.entities.operations import Progress
from lxd.errors import (
    Conflict,
    ExtensionMissing,
    LXDAPIError,
    LXDError,
    MigrationFailed,
    NotFound,
    OperationError,
    OperationTimeout,
)
from tests.cutting_proxy import CuttingProxy
from tests.leftovers import nothing_left

from ..support import https_options, inside, operations_under_way, remove_volumes, volumes
from ._io import cancelled_when

MODES: list[Any] = ["pull", "push", "relay"]
VOLUMES = "/1.0/storage-pools/default/volumes/custom"
BIG = 40_000_000


@pytest.fixture(params=["socket", "https"])
def there(request: pytest.FixtureRequest, far: Lab) -> Iterator[LXDClient]:
    """A client of the other server. The way to the first one is the other one of the two."""
    options = https_options(far) if request.param == "https" else {"endpoint": far.socket}
    with LXDClient(**options) as client:
        yield client


@pytest.fixture
def here(request: pytest.FixtureRequest, lab: Lab) -> Iterator[LXDClient]:
    """A client of the first server."""
    over_https = "socket" in request.node.name
    options = https_options(lab) if over_https else {"endpoint": lab.socket}
    with LXDClient(**options) as client:
        yield client


@pytest.fixture(scope="module")
def noisy(lab: Lab) -> Iterator[str]:
    """The name of a volume with a big file in it, and a snapshot without."""
    lab.request("POST", VOLUMES, {"name": "noisy2", "description": "makes noise", "config": {"user.x": "1"}})
    lab.request("POST", f"{VOLUMES}/noisy2/snapshots", {"name": "quiet"})
    inside(lab, "noisy2").joinpath("noise").write_bytes(os.urandom(BIG))
    yield "noisy2"
    remove_volumes(lab, "noisy2")


@pytest.fixture
def arriving(far: Lab) -> Iterator[str]:
    """A name for what arrives on the other server; it is removed after the test."""
    yield "arrived"
    remove_volumes(far, "arrived")


def noise(lab: Lab, volume: str, pool: str = "default") -> str:
    """The hash of the big file in a volume."""
    return hashlib.sha256(inside(lab, volume, pool).joinpath("noise").read_bytes()).hexdigest()


def noise_there(client: LXDClient, volume: str) -> str:
    """The hash of the big file in a volume of any storage driver's."""
    file = io.BytesIO()
    client.storage_pools.volumes.backups.export("default", volume, file, compression="none", volume_only=True)
    file.seek(0)
    with tarfile.open(fileobj=file) as archive:
        member = archive.extractfile("backup/volume/noise")
        assert member is not None
        return hashlib.sha256(member.read()).hexdigest()


def snapshots(client: LXDClient, volume: str, pool: str = "default") -> list[str]:
    """The names of a volume's snapshots."""
    return [link.name for link in client.storage_pools.volumes.snapshots.list(pool, volume, 0)]


# On one server


def test_a_copy(client: LXDClient, noisy: str, lab: Lab, volume_name: str) -> None:
    seen: list[Progress] = []
    copy = client.storage_pools.volumes.copy(
        "default", noisy, volume_name, config={"user.x": None, "user.y": 2}, progress=seen.append
    )
    assert (copy.name, copy.description, copy.config["user.y"]) == (volume_name, "makes noise", "2")
    assert "user.x" not in copy.config
    assert noise(lab, volume_name) == noise(lab, noisy)
    assert snapshots(client, volume_name) == ["quiet"]


def test_a_copy_without_snapshots_in_another_pool(
    local: LXDClient, noisy: str, other_pool: str, lab: Lab, volume_name: str
) -> None:
    local.storage_pools.volumes.copy("default", noisy, volume_name, pool=other_pool, volume_only=True)
    assert noise(lab, volume_name, other_pool) == noise(lab, noisy)
    assert snapshots(local, volume_name, other_pool) == []


def test_a_copy_of_a_snapshot(local: LXDClient, noisy: str, lab: Lab, volume_name: str) -> None:
    copy = local.storage_pools.volumes.copy("default", f"{noisy}/quiet", volume_name, description="quiet")
    assert copy.description == "quiet"
    assert list(inside(lab, volume_name).iterdir()) == []


def test_a_refresh(local: LXDClient, noisy: str, lab: Lab, volume_name: str) -> None:
    local.storage_pools.volumes.copy("default", f"{noisy}/quiet", volume_name)
    local.storage_pools.volumes.copy("default", noisy, volume_name, refresh=True)
    assert noise(lab, volume_name) == noise(lab, noisy)


def test_copies_that_are_refused(local: LXDClient, noisy: str, volume: str, lab: Lab) -> None:
    before = volumes(lab)
    for source in ("missing", f"{noisy}/missing"):
        with pytest.raises(NotFound):
            local.storage_pools.volumes.copy("default", source, "target")
    with pytest.raises(NotFound):
        local.storage_pools.volumes.copy("default", noisy, "target", pool="missing")
    with pytest.raises(Conflict):
        local.storage_pools.volumes.copy("default", noisy, volume)
    with pytest.raises(LXDAPIError):
        local.storage_pools.volumes.copy("default", noisy, "a/b")
    assert volumes(lab) == before


def test_a_copy_that_is_cancelled(noisy: str, lab: Lab) -> None:
    before = volumes(lab)

    def is_copying() -> bool:
        return bool(operations_under_way(lab)) or any("cancelled" in url for url in volumes(lab))

    with nothing_left():
        with LXDClient(lab.socket) as client:
            copy = client.storage_pools.volumes.copy
            cancelled_when(is_copying, lambda: copy("default", noisy, "cancelled"))
    assert volumes(lab) == before


@pytest.fixture
def own_project(lab: Lab) -> Iterator[str]:
    """A project with volumes of its own."""
    name = f"p{os.urandom(4).hex()}"
    lab.request("POST", "/1.0/projects", {"name": name, "config": {"features.storage.volumes": "true"}})
    yield name
    for url in lab.request("GET", f"{VOLUMES}?project={name}"):
        if "/snapshots/" not in url:
            lab.request("DELETE", url)
    lab.request("DELETE", f"/1.0/projects/{name}")


def test_copies_between_projects(client: LXDClient, noisy: str, own_project: str) -> None:
    copy = client.storage_pools.volumes.copy("default", noisy, project=own_project)
    assert (copy.name, copy.config["user.x"]) == (noisy, "1")
    mine = client.with_scope(project=own_project)
    assert snapshots(mine, noisy) == ["quiet"]
    again = mine.storage_pools.volumes.copy("default", noisy, "again")
    assert again.name == "again"


def test_moves_on_one_server(
    client: LXDClient,
    lab: Lab,
    other_pool: str,
    own_project: str,
    make_volume_name: Callable[[], str],
) -> None:
    name, new = make_volume_name(), make_volume_name()
    lab.request("POST", VOLUMES, {"name": name, "config": {"user.x": "1"}})
    inside(lab, name).joinpath("noise").write_bytes(b"loud")
    moved = client.storage_pools.volumes.move("default", name, new)
    assert moved.name == new
    moved = client.storage_pools.volumes.move("default", new, name, pool=other_pool)
    assert (moved.name, moved.config["user.x"]) == (name, "1")
    assert inside(lab, name, other_pool).joinpath("noise").read_bytes() == b"loud"
    moved = client.storage_pools.volumes.move(other_pool, name, pool="default", project=own_project)
    assert moved.name == name
    with pytest.raises(NotFound):
        client.storage_pools.volumes.get(other_pool, name)
    back = client.storage_pools.volumes.move(
        "default", name, new, source_project=own_project, project="default"
    )
    assert back.config["user.x"] == "1"
    assert inside(lab, new).joinpath("noise").read_bytes() == b"loud"


def test_moves_that_are_refused(local: LXDClient, noisy: str, volume: str) -> None:
    with pytest.raises(Conflict):
        local.storage_pools.volumes.move("default", volume, noisy)
    with pytest.raises(NotFound):
        local.storage_pools.volumes.move("default", volume, pool="missing")
    with pytest.raises(NotFound):
        local.storage_pools.volumes.move("default", "missing", "new")
    with pytest.raises(ValueError, match="nothing"):
        local.storage_pools.volumes.move("default", volume)


# From one server to another


@pytest.mark.parametrize("mode", [*MODES, None])
def test_a_copy_to_another_server(
    here: LXDClient, there: LXDClient, noisy: str, arriving: str, lab: Lab, mode: Any
) -> None:
    copy = here.storage_pools.volumes.copy("default", noisy, arriving, to=there, mode=mode)
    assert (copy.name, copy.description, copy.config["user.x"]) == (arriving, "makes noise", "1")
    assert snapshots(there, arriving) == ["quiet"]
    assert noise_there(there, arriving) == noise(lab, noisy)


@pytest.mark.parametrize("mode", MODES)
def test_a_copy_without_snapshots_to_another_server(
    here: LXDClient, there: LXDClient, volume: str, arriving: str, lab: Lab, mode: Any
) -> None:
    lab.request("POST", f"{VOLUMES}/{volume}/snapshots", {"name": "quiet"})
    here.storage_pools.volumes.copy("default", volume, arriving, to=there, mode=mode, volume_only=True)
    assert snapshots(there, arriving) == []


@pytest.mark.parametrize("mode", MODES)
def test_a_move_to_another_server(
    here: LXDClient, there: LXDClient, volume: str, arriving: str, lab: Lab, mode: Any
) -> None:
    inside(lab, volume).joinpath("noise").write_bytes(b"loud")
    moved = here.storage_pools.volumes.move("default", volume, arriving, to=there, mode=mode)
    assert moved.name == arriving
    assert noise_there(there, arriving) == hashlib.sha256(b"loud").hexdigest()
    with pytest.raises(NotFound):
        here.storage_pools.volumes.get("default", volume)


def test_a_block_volume_to_another_server(
    local: LXDClient, far: Lab, volume_name: str, arriving: str
) -> None:
    block = {"name": volume_name, "content_type": "block", "config": {"size": "4MiB"}}
    local.storage_pools.volumes.create("default", block).wait()
    with LXDClient(far.socket) as there:
        copy = local.storage_pools.volumes.copy("default", volume_name, arriving, to=there)
        assert copy.content_type == "block"


def test_a_refresh_on_another_server(local: LXDClient, far: Lab, noisy: str, arriving: str, lab: Lab) -> None:
    with LXDClient(far.socket) as there:
        far.request("POST", VOLUMES, {"name": arriving})
        local.storage_pools.volumes.copy("default", noisy, arriving, to=there, refresh=True)
        assert noise_there(there, arriving) == noise(lab, noisy)


def test_a_snapshot_alone_to_another_server(local: LXDClient, far: Lab, noisy: str) -> None:
    before = volumes(far)
    with LXDClient(far.socket) as there:
        with pytest.raises(ExtensionMissing, match="storage_api_remote_volume_snapshot_copy"):
            local.storage_pools.volumes.copy("default", f"{noisy}/quiet", "arrived", to=there)
    assert volumes(far) == before


@pytest.mark.parametrize("mode", MODES)
def test_a_copy_under_a_name_that_is_taken(
    local: LXDClient, far: Lab, noisy: str, arriving: str, lab: Lab, mode: Any
) -> None:
    far.request("POST", VOLUMES, {"name": arriving})
    with LXDClient(far.socket) as there:
        with pytest.raises(Conflict):
            local.storage_pools.volumes.copy("default", noisy, arriving, to=there, mode=mode)
    assert arriving in [url.rpartition("/")[2] for url in volumes(far)]
    assert operations_under_way(lab) == operations_under_way(far) == []


@pytest.mark.parametrize("mode", MODES)
def test_a_copy_that_does_not_fit(local: LXDClient, far: Lab, noisy: str, lab: Lab, mode: Any) -> None:
    before = volumes(far)
    with LXDClient(far.socket) as there:
        with pytest.raises(MigrationFailed):
            local.storage_pools.volumes.copy(
                "default", noisy, "arrived", to=there, mode=mode, config={"size": "8MiB"}
            )
    assert volumes(far) == before
    assert operations_under_way(lab) == operations_under_way(far) == []


@pytest.mark.parametrize("mode", MODES)
def test_a_copy_that_takes_too_long(local: LXDClient, far: Lab, noisy: str, lab: Lab, mode: Any) -> None:
    before = volumes(far)
    with LXDClient(far.socket) as there:
        with pytest.raises(OperationTimeout):
            local.storage_pools.volumes.copy("default", noisy, "arrived", to=there, mode=mode, timeout=0.01)
    assert volumes(far) == before
    assert operations_under_way(lab) == operations_under_way(far) == []


def test_a_relayed_copy_that_is_cut(local: LXDClient, far: Lab, noisy: str, lab: Lab) -> None:
    before = volumes(far)
    with CuttingProxy(far.socket) as proxy:
        with LXDClient(proxy.address) as there:
            proxy.cut_after(BIG // 2, direction="up")
            with pytest.raises(LXDError):
                local.storage_pools.volumes.copy("default", noisy, "arrived", to=there, mode="relay")
    assert volumes(far) == before
    assert operations_under_way(lab) == operations_under_way(far) == []


def test_a_volume_in_use_is_not_moved_away(
    local: LXDClient, far: Lab, volume: str, container: str, lab: Lab
) -> None:
    disk = {"type": "disk", "pool": "default", "source": volume, "path": "/data"}
    lab.request("PATCH", f"/1.0/instances/{container}", {"devices": {"data": disk}})
    with LXDClient(far.socket) as there:
        with pytest.raises(LXDError, match="is used by") as caught:
            local.storage_pools.volumes.move("default", volume, to=there)
    assert caught.value.hint
    assert not isinstance(caught.value, OperationError)
    lab.remove(container)
