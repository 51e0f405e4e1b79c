"""Backups, exports and imports, against a real LXD."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from lab import Lab

from lxd import AsyncLXDClient
from lxd.entities.operations import Progress
from lxd.errors import BadRequest, LXDAPIError, LXDConnectionError, LXDError, NotFound, OperationError
from tests.cutting_proxy import CuttingProxy
from tests.leftovers import nothing_left

from ..support import https_options
from ._io import cancelled_when

BIG = 24 << 20
"""Bytes of noise in the container that is exported, so that there is something to cut."""


@pytest.fixture(scope="module")
def noisy(lab: Lab) -> Iterator[str]:
    """The name of a running container with a big file in it, and a snapshot without."""
    lab.launch("noisy")
    lab.request("POST", "/1.0/instances/noisy/snapshots", {"name": "quiet"})
    lab.execute("noisy", "sh", "-c", f"head -c {BIG} /dev/urandom > /noise")
    yield "noisy"
    lab.remove("noisy")


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
    lab.request("POST", f"/1.0/instances/{noisy}/backups", {"name": "b0", "compression_algorithm": "none"})
    yield "b0"
    lab.request("DELETE", f"/1.0/instances/{noisy}/backups/b0")


def backups_of(lab: Lab, name: str) -> list[Any]:
    """What backups the server has of an instance, files without an owner included."""
    files = list((lab.directory / "backups" / "instances").glob(f"{name}/*"))
    return [*lab.request("GET", f"/1.0/instances/{name}/backups"), *files]


async def test_life_of_a_backup(client: AsyncLXDClient, container: str) -> None:
    made = await client.instances.backups.create(container, "b0", expires_at=timedelta(hours=3))
    await made.wait(timeout=60)
    (backup,) = await client.instances.backups.list(container)
    assert backup.expires_at is not None
    assert timedelta(hours=2) < backup.expires_at - datetime.now(UTC) < timedelta(hours=4)
    await (await client.instances.backups.rename(container, "b0", "b1")).wait(timeout=30)
    (link,) = await client.instances.backups.list(container, recursion=0)
    assert (link.instance, link.name) == (container, "b1")
    assert (await link.fetch()).name == "b1"
    async with client.instances.backups.open(container, "b1") as content:
        assert content.length == len(await content.read())
    await (await client.instances.backups.delete(container, "b1")).wait(timeout=30)
    with pytest.raises(NotFound):
        await client.instances.backups.get(container, "b1")


async def test_a_backup_of_what_was_asked_for(local: AsyncLXDClient, noisy: str, lab: Lab) -> None:
    made = await local.instances.backups.create(
        noisy, "b0", expires_at=relativedelta(months=1), instance_only=True, compression="none"
    )
    await made.wait(timeout=60)
    backup = await local.instances.backups.get(noisy, "b0")
    assert backup.instance_only
    with pytest.raises(OperationError, match="already exists"):
        await (await local.instances.backups.create(noisy, "b0")).wait(timeout=30)
    await (await local.instances.backups.delete(noisy, "b0")).wait(timeout=30)
    assert backups_of(lab, noisy) == []


async def test_a_backup_that_cannot_be_made(local: AsyncLXDClient, container: str) -> None:
    with pytest.raises(NotFound):
        await local.instances.backups.create("missing")
    with pytest.raises(BadRequest, match="compression"):
        await local.instances.backups.create(container, "b0", compression="none-such")
    with pytest.raises(ValueError, match="expire"):
        await local.instances.backups.create(container, "b0", expires_at=datetime(2020, 1, 1))


async def test_export_and_import(
    client: AsyncLXDClient, noisy: str, lab: Lab, unique_name: str, tmp_path: Path
) -> None:
    path = tmp_path / "noisy.tar"
    path.write_text("what was there before")
    seen: list[Progress] = []
    size = await client.instances.backups.export(noisy, path, compression="none", progress=seen.append)
    assert path.stat().st_size == size > BIG
    assert (seen[-1].stage, seen[-1].percent, seen[-1].total) == ("download", 100, size)
    assert list(tmp_path.iterdir()) == [path]
    assert backups_of(lab, noisy) == []

    seen.clear()
    instance = await client.instances.backups.import_(
        path,
        unique_name,
        pool="default",
        config={"user.imported": True},
        progress=seen.append,
    )
    assert (instance.name, instance.status) == (unique_name, "Stopped")
    assert instance.config["user.imported"] == "true"
    assert seen[0].stage == "upload"
    assert [snapshot["name"] for snapshot in snapshots_of(lab, unique_name)] == ["quiet"]
    await (await client.instances.update_state(unique_name, action="start")).wait(timeout=30)
    assert lab.execute(unique_name, "sha256sum", "/noise") == lab.execute(noisy, "sha256sum", "/noise")


def snapshots_of(lab: Lab, name: str) -> list[dict[str, Any]]:
    """The snapshots of an instance."""
    found: list[dict[str, Any]] = lab.request("GET", f"/1.0/instances/{name}/snapshots?recursion=1")
    return found


async def test_export_into_an_open_file(local: AsyncLXDClient, noisy: str, lab: Lab) -> None:
    file = io.BytesIO()
    size = await local.instances.backups.export(noisy, file, compression="none", instance_only=True)
    assert len(file.getvalue()) == size > BIG
    assert backups_of(lab, noisy) == []


async def test_import_from_an_open_file(
    local: AsyncLXDClient, container: str, lab: Lab, make_name: Callable[[], str]
) -> None:
    file = io.BytesIO()
    await local.instances.backups.export(container, file)
    file.seek(0)
    name = make_name()
    assert (await local.instances.backups.import_(file, name)).name == name
    assert not file.closed


async def test_an_export_that_is_kept(local: AsyncLXDClient, container: str, tmp_path: Path) -> None:
    size = await local.instances.backups.export(container, tmp_path / "first", keep=True)
    (backup,) = await local.instances.backups.list(container)
    assert backup.expires_at is None
    again = await local.instances.backups.download(container, backup.name, tmp_path / "second")
    assert again == size
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


async def test_export_under_the_name_of_a_directory(
    local: AsyncLXDClient, container: str, tmp_path: Path, lab: Lab
) -> None:
    before = set(lab.request("GET", "/1.0/operations").get("success", ()))
    for path in (tmp_path, tmp_path / "missing" / "file", Path("/dev/null")):
        with pytest.raises(OSError, match=path.name):
            await local.instances.backups.export(container, path)
    after = set(lab.request("GET", "/1.0/operations").get("success", ()))
    assert after <= before  # the server was not even asked
    assert list(tmp_path.iterdir()) == []


async def test_export_of_nothing(client: AsyncLXDClient, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        await client.instances.backups.export("missing", tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


async def test_export_onto_a_full_disk(local: AsyncLXDClient, noisy: str, lab: Lab) -> None:
    class FullDisk:
        def write(self, data: bytes) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        await local.instances.backups.export(noisy, FullDisk(), compression="none")
    assert backups_of(lab, noisy) == []


async def test_import_of_what_is_no_backup(client: AsyncLXDClient, tmp_path: Path, lab: Lab) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(3_000_000))
    before = lab.instances()
    with pytest.raises(LXDAPIError):
        await client.instances.backups.import_(path, "broken")
    with pytest.raises(FileNotFoundError):
        await client.instances.backups.import_(tmp_path / "missing", "broken")
    assert lab.instances() == before


async def test_import_under_a_name_that_is_taken(
    local: AsyncLXDClient, container: str, tmp_path: Path
) -> None:
    await local.instances.backups.export(container, tmp_path / "file")
    with pytest.raises(LXDError, match="exists"):
        await local.instances.backups.import_(tmp_path / "file")
    assert (await local.instances.get(container)).status == "Stopped"


# Faults


async def test_a_download_goes_on_where_it_was_cut(
    frail: AsyncLXDClient,
    local: AsyncLXDClient,
    proxy: CuttingProxy,
    noisy: str,
    backup: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await local.instances.backups.download(noisy, backup, tmp_path / "whole")
    whole = hashlib.sha256((tmp_path / "whole").read_bytes()).hexdigest()
    with caplog.at_level(logging.INFO, "lxd"):
        proxy.cut_after(BIG // 3, connection=proxy.connections)  # the next one, and no other
        await frail.instances.backups.download(noisy, backup, tmp_path / "cut")
    assert hashlib.sha256((tmp_path / "cut").read_bytes()).hexdigest() == whole
    assert "trying again from byte" in caplog.text
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
        await frail.instances.backups.download(noisy, backup, tmp_path / "file", progress=refuse)
    assert list(tmp_path.iterdir()) == []


async def test_an_import_that_is_cut(
    frail: AsyncLXDClient,
    local: AsyncLXDClient,
    proxy: CuttingProxy,
    noisy: str,
    lab: Lab,
    tmp_path: Path,
) -> None:
    await local.instances.backups.export(noisy, tmp_path / "file", compression="none")
    before = lab.instances()
    proxy.cut_after(BIG // 2, direction="up")
    with pytest.raises(LXDConnectionError):
        await frail.instances.backups.import_(tmp_path / "file", "cut")
    assert lab.instances() == before


async def test_an_export_that_is_cancelled_while_it_is_packed(noisy: str, lab: Lab, tmp_path: Path) -> None:
    def is_packing() -> bool:
        return bool(lab.request("GET", f"/1.0/instances/{noisy}/backups"))

    with nothing_left():
        async with AsyncLXDClient(lab.socket) as client:
            export = client.instances.backups.export
            await cancelled_when(is_packing, lambda: export(noisy, tmp_path / "file", compression="gzip"))
    assert list(tmp_path.iterdir()) == []
    assert backups_of(lab, noisy) == []


async def test_an_export_that_is_interrupted_by_its_own_callback(
    noisy: str, lab: Lab, tmp_path: Path
) -> None:
    class Interrupt(BaseException):
        pass

    def interrupt(progress: Progress) -> None:
        if progress.stage == "download":
            raise Interrupt

    with nothing_left():
        async with AsyncLXDClient(lab.socket) as client:
            with pytest.raises(Interrupt):
                await client.instances.backups.export(
                    noisy, tmp_path / "file", compression="none", progress=interrupt
                )
    assert list(tmp_path.iterdir()) == []
    assert backups_of(lab, noisy) == []


async def test_a_server_that_dies_in_the_middle(tmp_path: Path) -> None:
    with Lab("mortal") as mortal:
        mortal.launch("c1")
        mortal.execute("c1", "sh", "-c", f"head -c {BIG} /dev/urandom > /noise")

        def kill(progress: Progress) -> None:
            if progress.stage == "download" and progress.processed and progress.processed < BIG:
                mortal.kill()

        async with AsyncLXDClient(mortal.socket) as client:
            with pytest.raises(LXDConnectionError):
                await client.instances.backups.export(
                    "c1", tmp_path / "file", compression="none", progress=kill
                )
            assert list(tmp_path.iterdir()) == []
            mortal.start()
            # Its copy is left, since nobody was there to delete it; the server itself will.
            (backup,) = await client.instances.backups.list("c1")
            assert backup.expires_at is not None
