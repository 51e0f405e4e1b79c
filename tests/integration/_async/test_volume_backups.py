"""Backups, exports and imports of volumes, against a real LXD."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.entities.operations import Progress
from lxd.errors import (
    ExtensionMissing,
    LXDAPIError,
    LXDConnectionError,
    LXDError,
    NotFound,
    OperationError,
)
from tests.cutting_proxy import CuttingProxy
from tests.leftovers import nothing_left

from ..support import https_options, inside, remove_volumes, volumes
from ._io import cancelled_when, resolve

BIG = 24 << 20
"""Bytes of noise in the volume that is exported, so that there is something to cut."""

VOLUMES = "/1.0/storage-pools/default/volumes/custom"


@pytest.fixture(scope="module")
def noisy(lab: Lab) -> Iterator[str]:
    """The name of a volume with a big file in it, and a snapshot without."""
    lab.request("POST", VOLUMES, {"name": "noisy", "description": "makes noise", "config": {"user.x": "1"}})
    lab.request("POST", f"{VOLUMES}/noisy/snapshots", {"name": "quiet"})
    inside(lab, "noisy").joinpath("noise").write_bytes(os.urandom(BIG))
    yield "noisy"
    remove_volumes(lab, "noisy")


@pytest.fixture(params=["socket", "https"])
async def frail(
    request: pytest.FixtureRequest, lab: Lab, proxy: CuttingProxy
) -> AsyncIterator[AsyncLXDClient]:
    """A client whose connections can be cut."""
    options = https_options(lab) if request.param == "https" else {}
    async with AsyncLXDClient(**{**options, "endpoint": proxy.address}) as client:
        yield client


@pytest.fixture
def proxy(request: pytest.FixtureRequest, lab: Lab) -> Iterator[CuttingProxy]:
    """What cuts them."""
    over_https = "https" in request.node.name
    with CuttingProxy(lab.url if over_https else lab.socket) as proxy:
        yield proxy


@pytest.fixture
def backup(noisy: str, lab: Lab) -> Iterator[str]:
    """The name of a backup of it."""
    lab.request("POST", f"{VOLUMES}/{noisy}/backups", {"name": "b0", "compression_algorithm": "none"})
    yield "b0"
    lab.request("DELETE", f"{VOLUMES}/{noisy}/backups/b0")


def backups_of(lab: Lab, volume: str) -> list[Any]:
    """What backups the server has of a volume, files without an owner included."""
    files = list((lab.directory / "backups" / "custom").glob(f"*/*{volume}/*"))
    return [*lab.request("GET", f"{VOLUMES}/{volume}/backups"), *files]


def noise(lab: Lab, volume: str) -> str:
    """The hash of the big file in a volume."""
    return hashlib.sha256(inside(lab, volume).joinpath("noise").read_bytes()).hexdigest()


async def test_life_of_a_backup(client: AsyncLXDClient, volume: str) -> None:
    made = await client.storage_pools.volumes.backups.create(
        "default", volume, "b0", expires_at=timedelta(hours=3)
    )
    await made.wait(timeout=60)
    (found,) = await client.storage_pools.volumes.backups.list("default", volume)
    assert found.expires_at is not None
    assert timedelta(hours=2) < found.expires_at - datetime.now(UTC) < timedelta(hours=4)
    await client.storage_pools.volumes.backups.rename("default", volume, "b0", "b1").wait(timeout=30)
    (link,) = await client.storage_pools.volumes.backups.list("default", volume, 0)
    assert link.name == "b1"
    assert (await resolve(link)).name.endswith("b1")
    async with client.storage_pools.volumes.backups.open("default", volume, "b1") as content:
        assert content.length == len(await content.read())
    await client.storage_pools.volumes.backups.delete("default", volume, "b1").wait(timeout=30)
    with pytest.raises(NotFound):
        await client.storage_pools.volumes.backups.get("default", volume, "b1")


async def test_backups_that_cannot_be_made(local: AsyncLXDClient, volume: str) -> None:
    with pytest.raises(NotFound):
        await local.storage_pools.volumes.backups.create("default", "missing")
    with pytest.raises(LXDError, match="compression"):
        await local.storage_pools.volumes.backups.create("default", volume, compression="none-such").wait()
    with pytest.raises(ValueError, match="expire"):
        await local.storage_pools.volumes.backups.create("default", volume, expires_at=datetime(2020, 1, 1))


async def test_export_and_import(
    client: AsyncLXDClient, noisy: str, lab: Lab, volume_name: str, tmp_path: Path
) -> None:
    path = tmp_path / "noisy.tar"
    path.write_text("what was there before")
    seen: list[Progress] = []
    size = await client.storage_pools.volumes.backups.export(
        "default", noisy, path, compression="none", progress=seen.append
    )
    assert path.stat().st_size == size > BIG
    assert (seen[-1].stage, seen[-1].percent, seen[-1].total) == ("download", 100, size)
    assert list(tmp_path.iterdir()) == [path]
    assert backups_of(lab, noisy) == []

    seen.clear()
    made = await client.storage_pools.volumes.backups.import_(
        "default", path, volume_name, progress=seen.append
    )
    assert (made.name, made.description, made.config["user.x"]) == (volume_name, "makes noise", "1")
    assert seen[0].stage == "upload"
    snapshots = await client.storage_pools.volumes.snapshots.list("default", volume_name)
    assert [snapshot.name for snapshot in snapshots] == [f"{volume_name}/quiet"]
    assert noise(lab, volume_name) == noise(lab, noisy)


async def test_through_pipes(
    local: AsyncLXDClient, noisy: str, lab: Lab, volume_name: str, tmp_path: Path
) -> None:
    backups = local.storage_pools.volumes.backups
    content = io.BytesIO()
    reading, writing = os.pipe()

    def read() -> None:
        with open(reading, "rb") as file:
            content.write(file.read())

    reader = threading.Thread(target=read)
    reader.start()
    with open(writing, "wb", buffering=0) as file:
        await backups.export("default", noisy, file, compression="none")
    reader.join()
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=[content.getvalue()])
    writer.start()
    await backups.import_("default", tmp_path / "pipe", volume_name)
    writer.join()
    assert noise(lab, volume_name) == noise(lab, noisy)


async def test_exports_of_volumes_of_the_same_name(
    local: AsyncLXDClient, noisy: str, other_pool: str, lab: Lab, tmp_path: Path
) -> None:
    # Names of backups clash across pools where those of the volumes are equal.
    lab.request("POST", f"/1.0/storage-pools/{other_pool}/volumes/custom", {"name": noisy})
    try:
        await local.storage_pools.volumes.backups.export("default", noisy, tmp_path / "one", keep=True)
        await local.storage_pools.volumes.backups.export(other_pool, noisy, tmp_path / "other", keep=True)
        for pool in ("default", other_pool):
            (kept,) = await local.storage_pools.volumes.backups.list(pool, noisy, 0)
            assert kept.name.startswith("export-")
            await local.storage_pools.volumes.backups.delete(pool, noisy, kept.name).wait(timeout=30)
    finally:
        lab.request("DELETE", f"/1.0/storage-pools/{other_pool}/volumes/custom/{noisy}")


async def test_an_export_of_what_is_there_now(local: AsyncLXDClient, noisy: str, lab: Lab) -> None:
    file = io.BytesIO()
    await local.storage_pools.volumes.backups.export(
        "default", noisy, file, compression="none", volume_only=True
    )
    file.seek(0)
    with tarfile.open(fileobj=file) as archive:
        member = archive.extractfile("backup/volume/noise")
        assert member is not None
        assert hashlib.sha256(member.read()).hexdigest() == noise(lab, noisy)
        assert not [name for name in archive.getnames() if "snapshots" in name]
    assert backups_of(lab, noisy) == []


async def test_a_block_volume_as_a_file(
    local: AsyncLXDClient, make_volume_name: Callable[[], str], lab: Lab
) -> None:
    name, again = make_volume_name(), make_volume_name()
    block = {"name": name, "content_type": "block", "config": {"size": "1MiB"}}
    await local.storage_pools.volumes.create("default", block).wait()
    file = io.BytesIO()
    await local.storage_pools.volumes.backups.export("default", name, file)
    file.seek(0)
    made = await local.storage_pools.volumes.backups.import_("default", file, again)
    assert made.content_type == "block"


async def test_exports_of_nothing(client: AsyncLXDClient, tmp_path: Path, lab: Lab, volume: str) -> None:
    with pytest.raises(NotFound):
        await client.storage_pools.volumes.backups.export("default", "missing", tmp_path / "file")
    with pytest.raises(OSError, match="missing"):
        await client.storage_pools.volumes.backups.export("default", volume, tmp_path / "missing" / "file")
    assert list(tmp_path.iterdir()) == []
    assert backups_of(lab, volume) == []


async def test_imports_that_are_refused(
    client: AsyncLXDClient, volume: str, tmp_path: Path, lab: Lab
) -> None:
    (tmp_path / "file").write_bytes(bytes(3_000_000))
    before = volumes(lab)
    with pytest.raises(LXDAPIError):
        await client.storage_pools.volumes.backups.import_("default", tmp_path / "file", "broken")
    await client.storage_pools.volumes.backups.export("default", volume, tmp_path / "file")
    with pytest.raises(OperationError):  # there is a volume of that name, and there still is afterwards
        await client.storage_pools.volumes.backups.import_("default", tmp_path / "file", volume)
    assert volumes(lab) == before


async def test_a_server_that_knows_no_iso_or_tar(local: AsyncLXDClient, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ExtensionMissing, match="custom_volume_iso"):
        await local.storage_pools.volumes.import_iso("default", tmp_path / "file", "v")
    with pytest.raises(ExtensionMissing, match="import_custom_volume_tar"):
        await local.storage_pools.volumes.import_tar("default", tmp_path / "file", "v")


# Faults


async def test_a_download_goes_on_where_it_was_cut(
    frail: AsyncLXDClient,
    local: AsyncLXDClient,
    proxy: CuttingProxy,
    noisy: str,
    backup: str,
    tmp_path: Path,
) -> None:
    backups = local.storage_pools.volumes.backups
    await backups.download("default", noisy, backup, tmp_path / "whole")
    proxy.cut_after(BIG // 3, connection=proxy.connections)  # the next one, and no other
    await frail.storage_pools.volumes.backups.download("default", noisy, backup, tmp_path / "cut")
    assert (tmp_path / "cut").read_bytes() == (tmp_path / "whole").read_bytes()
    assert proxy.connections > 1
    assert proxy.bytes["down"] < 1.5 * (tmp_path / "whole").stat().st_size


async def test_a_download_that_is_cut_for_good(
    frail: AsyncLXDClient, proxy: CuttingProxy, noisy: str, backup: str, tmp_path: Path
) -> None:
    def refuse(progress: Progress) -> None:
        if progress.processed:
            proxy.refuse()

    proxy.cut_after(BIG // 3)
    with pytest.raises(LXDConnectionError):
        await frail.storage_pools.volumes.backups.download(
            "default", noisy, backup, tmp_path / "file", progress=refuse
        )
    assert list(tmp_path.iterdir()) == []


async def test_an_import_that_is_cut(
    frail: AsyncLXDClient, local: AsyncLXDClient, proxy: CuttingProxy, noisy: str, lab: Lab, tmp_path: Path
) -> None:
    await local.storage_pools.volumes.backups.export("default", noisy, tmp_path / "file", compression="none")
    before = volumes(lab)
    proxy.cut_after(BIG // 2, direction="up")
    with pytest.raises(LXDConnectionError):
        await frail.storage_pools.volumes.backups.import_("default", tmp_path / "file", "cut")
    assert volumes(lab) == before


async def test_an_export_that_is_cancelled_while_it_is_packed(noisy: str, lab: Lab, tmp_path: Path) -> None:
    def is_packing() -> bool:
        return bool(lab.request("GET", f"{VOLUMES}/{noisy}/backups"))

    with nothing_left():
        async with AsyncLXDClient(lab.socket) as client:
            export = client.storage_pools.volumes.backups.export
            await cancelled_when(
                is_packing, lambda: export("default", noisy, tmp_path / "file", compression="gzip")
            )
    assert list(tmp_path.iterdir()) == []
    assert backups_of(lab, noisy) == []


async def test_an_import_that_takes_too_long_leaves_nothing(
    local: AsyncLXDClient, noisy: str, lab: Lab, tmp_path: Path
) -> None:
    await local.storage_pools.volumes.backups.export("default", noisy, tmp_path / "file", compression="gzip")
    before = volumes(lab)
    with pytest.raises(OperationError):
        await local.storage_pools.volumes.backups.import_("default", tmp_path / "file", "late", timeout=0.001)
    assert volumes(lab) == before
