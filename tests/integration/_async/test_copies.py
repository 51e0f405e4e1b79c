"""Copying and moving on one server, and between two that trust nobody but the client."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.entities.operations import Progress
from lxd.errors import (
    Conflict,
    ExtensionMissing,
    LXDAPIError,
    LXDError,
    MigrationFailed,
    NotFound,
    OperationTimeout,
)
from tests.cutting_proxy import CuttingProxy
from tests.leftovers import nothing_left

from ..support import https_options
from ._io import cancelled_when

MODES: list[Any] = ["pull", "push", "relay"]


@pytest.fixture(scope="module")
def far(lab: Lab) -> Iterator[Lab]:
    """Another server. Its storage pool has quotas, so that there is something to run into."""
    with Lab("far", pool="btrfs") as other:
        yield other


@pytest.fixture(params=["socket", "https"])
async def there(request: pytest.FixtureRequest, far: Lab) -> AsyncIterator[AsyncLXDClient]:
    """A client of it. The way to the first server is the other one of the two."""
    options = https_options(far) if request.param == "https" else {"endpoint": far.socket}
    async with AsyncLXDClient(**options) as client:
        yield client


@pytest.fixture
async def here(request: pytest.FixtureRequest, lab: Lab) -> AsyncIterator[AsyncLXDClient]:
    """A client of the first server."""
    over_https = "socket" in request.node.name
    options = https_options(lab) if over_https else {"endpoint": lab.socket}
    async with AsyncLXDClient(**options) as client:
        yield client


@pytest.fixture(scope="module")
def noisy(lab: Lab) -> Iterator[str]:
    """The name of a stopped container with a big file, and a snapshot without."""
    name = lab.launch("noisy2", config={"user.of": "the source"}, description="makes noise")
    lab.request("POST", f"/1.0/instances/{name}/snapshots", {"name": "quiet"})
    lab.execute(name, "sh", "-c", "head -c 40000000 /dev/urandom > /noise")
    lab.request("PUT", f"/1.0/instances/{name}/state", {"action": "stop", "force": True})
    yield name
    lab.remove(name)


@pytest.fixture
def arriving(far: Lab) -> Iterator[str]:
    """A name for what arrives on the other server; it is removed after the test."""
    yield "arrived"
    far.remove("arrived")


def running(*labs: Lab) -> list[str]:
    """The operations that are not over."""
    return [url for lab in labs for url in lab.request("GET", "/1.0/operations").get("running", [])]


def volumes(lab: Lab) -> list[str]:
    """What is in the storage pool, but images."""
    return [url for url in lab.request("GET", "/1.0/storage-pools/default/volumes") if "/image/" not in url]


def snapshots(lab: Lab, name: str) -> list[str]:
    """The names of an instance's snapshots."""
    return [url.rpartition("/")[2] for url in lab.request("GET", f"/1.0/instances/{name}/snapshots")]


# On one server


async def test_a_copy(client: AsyncLXDClient, noisy: str, lab: Lab, unique_name: str) -> None:
    source = await client.instances.get(noisy)
    seen: list[Progress] = []
    copy = await client.instances.copy(
        noisy, unique_name, config={"user.of": "the copy", "user.n": 1}, progress=seen.append
    )
    assert (copy.name, copy.status, copy.profiles) == (unique_name, "Stopped", source.profiles)
    assert copy.description == "makes noise"
    assert (copy.config["user.of"], copy.config["user.n"]) == ("the copy", "1")
    assert copy.config["volatile.base_image"] == source.config["volatile.base_image"]
    assert copy.config["volatile.uuid"] != source.config["volatile.uuid"]
    assert snapshots(lab, unique_name) == ["quiet"]


async def test_a_copy_without_snapshots(
    local: AsyncLXDClient, noisy: str, lab: Lab, unique_name: str
) -> None:
    await local.instances.copy(noisy, unique_name, instance_only=True)
    assert snapshots(lab, unique_name) == []


async def test_a_copy_of_a_snapshot(local: AsyncLXDClient, noisy: str, lab: Lab, unique_name: str) -> None:
    await local.instances.copy(f"{noisy}/quiet", unique_name, devices={"root": {"size": "1GiB"}})
    await (await local.instances.update_state(unique_name, action="start")).wait(timeout=30)
    assert "noise" not in lab.execute(unique_name, "ls", "/")
    assert (await local.instances.get(unique_name)).devices["root"]["size"] == "1GiB"


async def test_a_copy_whose_name_lxd_chooses(local: AsyncLXDClient, container: str, lab: Lab) -> None:
    copy = await local.instances.copy(container, profiles=["default"])
    assert copy.name != container
    lab.remove(copy.name)


async def test_a_copy_of_a_running_container(
    local: AsyncLXDClient, running: str, make_name: Callable[[], str]
) -> None:
    assert (await local.instances.copy(running, make_name())).status == "Stopped"
    assert (await local.instances.copy(running, make_name(), allow_inconsistent=True)).status == "Stopped"


async def test_copies_that_are_refused(local: AsyncLXDClient, container: str, unique_name: str) -> None:
    for source in ("missing", f"{container}/missing"):
        with pytest.raises(NotFound):
            await local.instances.copy(source, "target")
    with pytest.raises(NotFound):
        await local.instances.copy(container, "target", pool="missing")
    with pytest.raises(LXDError, match="exists"):
        await local.instances.copy(container, container)
    with pytest.raises(LXDAPIError):
        await local.instances.copy(container, "a name that is none")
    with pytest.raises(ValueError, match="name"):
        await local.instances.copy(container, refresh=True)


async def test_a_refresh(local: AsyncLXDClient, noisy: str, lab: Lab, unique_name: str) -> None:
    first = await local.instances.copy(f"{noisy}/quiet", unique_name, config={"user.of": "the copy"})
    again = await local.instances.copy(noisy, unique_name, refresh=True)
    assert again.config["volatile.uuid"] == first.config["volatile.uuid"]
    assert again.config["user.of"] == "the source"
    assert snapshots(lab, unique_name) == ["quiet"]


async def test_a_copy_into_another_project(
    client: AsyncLXDClient, container: str, project: str, lab: Lab
) -> None:
    copy = await client.instances.copy(container, project=project)
    assert (copy.name, copy.project) == (container, project)
    other = client.with_scope(project=project)
    back = await other.instances.copy(container, "back", to=client)
    assert back.project == "default"
    lab.remove("back")
    lab.remove(container, project)


async def test_a_move_to_another_name_pool_and_project(
    client: AsyncLXDClient, container: str, project: str, lab: Lab, make_name: Callable[[], str]
) -> None:
    new = make_name()
    before = await client.instances.get(container)
    assert (await client.instances.move(container, new)).name == new
    lab.request("POST", "/1.0/storage-pools", {"name": "other", "driver": "dir"})
    moved = await client.instances.move(new, container, pool="other", project=project)
    assert (moved.name, moved.project) == (container, project)
    assert moved.expanded_devices["root"]["pool"] == "other"
    assert moved.config["volatile.uuid"] == before.config["volatile.uuid"]
    back = await client.instances.move(container, source_project=project, project="default", pool="default")
    assert (back.name, back.project) == (container, "default")
    lab.request("DELETE", "/1.0/storage-pools/other")


async def test_moves_that_are_refused(local: AsyncLXDClient, container: str, lab: Lab) -> None:
    with pytest.raises(NotFound):
        await local.instances.move("missing", "target")
    with pytest.raises(ValueError, match="nothing"):
        await local.instances.move(container)
    with pytest.raises(ValueError, match="snapshot"):
        await local.instances.move(f"{container}/snap", "target")
    with pytest.raises(ExtensionMissing, match="instance_move_config"):
        await local.instances.move(container, "target", config={"user.a": 1})
    assert container in lab.instances()


# Between two servers


@pytest.mark.parametrize("mode", [*MODES, None])
async def test_a_copy_to_another_server(
    here: AsyncLXDClient,
    there: AsyncLXDClient,
    lab: Lab,
    far: Lab,
    noisy: str,
    arriving: str,
    mode: Any,
) -> None:
    with nothing_left():
        async with AsyncLXDClient(lab.socket) as client, AsyncLXDClient(far.socket) as other:
            await client.instances.copy(noisy, arriving, to=other, mode=mode, instance_only=True)
    far.remove(arriving)
    source = await here.instances.get(noisy)
    copy = await here.instances.copy(noisy, arriving, to=there, mode=mode)
    assert (copy.name, copy.status, copy.description) == (arriving, "Stopped", "makes noise")
    assert copy.config["volatile.uuid"] != source.config["volatile.uuid"]
    assert snapshots(far, arriving) == ["quiet"]
    await (await there.instances.update_state(arriving, action="start")).wait(timeout=30)
    lab.request("PUT", f"/1.0/instances/{noisy}/state", {"action": "start"})
    try:
        assert far.execute(arriving, "sha256sum", "/noise") == lab.execute(noisy, "sha256sum", "/noise")
    finally:
        lab.request("PUT", f"/1.0/instances/{noisy}/state", {"action": "stop", "force": True})
    assert running(lab, far) == []


@pytest.mark.parametrize("mode", MODES)
async def test_a_copy_of_a_snapshot_to_another_server(
    local: AsyncLXDClient, there: AsyncLXDClient, noisy: str, arriving: str, mode: Any
) -> None:
    copy = await local.instances.copy(f"{noisy}/quiet", arriving, to=there, mode=mode)
    assert (copy.name, copy.type) == (arriving, "container")


@pytest.mark.parametrize("mode", MODES)
async def test_a_refresh_of_a_copy_on_another_server(
    local: AsyncLXDClient, there: AsyncLXDClient, far: Lab, noisy: str, arriving: str, mode: Any
) -> None:
    first = await local.instances.copy(f"{noisy}/quiet", arriving, to=there)
    again = await local.instances.copy(noisy, arriving, to=there, refresh=True, mode=mode)
    assert again.config["volatile.uuid"] == first.config["volatile.uuid"]
    assert snapshots(far, arriving) == ["quiet"]
    await (await there.instances.update_state(arriving, action="start")).wait(timeout=30)
    with pytest.raises(LXDAPIError, match="running"):
        await local.instances.copy(noisy, arriving, to=there, refresh=True, mode=mode)
    assert (await there.instances.get(arriving)).status == "Running"


@pytest.mark.parametrize("mode", MODES)
async def test_a_copy_of_a_running_container_to_another_server(
    local: AsyncLXDClient, there: AsyncLXDClient, running: str, arriving: str, mode: Any
) -> None:
    copy = await local.instances.copy(running, arriving, to=there, mode=mode)
    assert copy.status == "Stopped"


async def test_a_live_copy_needs_criu(
    local: AsyncLXDClient, there: AsyncLXDClient, far: Lab, running: str, arriving: str
) -> None:
    with pytest.raises(LXDError, match="CRIU"):
        await local.instances.copy(running, arriving, to=there, live=True)
    assert far.instances() == []


@pytest.mark.parametrize("mode", MODES)
async def test_a_move_to_another_server(
    local: AsyncLXDClient,
    there: AsyncLXDClient,
    lab: Lab,
    far: Lab,
    container: str,
    arriving: str,
    mode: Any,
) -> None:
    before = await local.instances.get(container)
    moved = await local.instances.move(container, arriving, to=there, mode=mode)
    assert moved.config["volatile.uuid"] == before.config["volatile.uuid"]
    assert container not in lab.instances()
    assert far.instances() == [arriving]


async def test_what_cannot_be_moved_stays(
    local: AsyncLXDClient, there: AsyncLXDClient, lab: Lab, far: Lab, running: str
) -> None:
    with pytest.raises(LXDError, match="is running"):
        await local.instances.move(running, to=there)
    lab.request("PUT", f"/1.0/instances/{running}/state", {"action": "stop", "force": True})
    lab.request("PATCH", f"/1.0/instances/{running}", {"config": {"security.protection.delete": "true"}})
    with pytest.raises(LXDError, match="protected"):
        await local.instances.move(running, to=there)
    lab.request("PATCH", f"/1.0/instances/{running}", {"config": {"security.protection.delete": ""}})
    assert running in lab.instances()
    assert far.instances() == []


async def test_servers_that_do_not_listen(lab: Lab, far: Lab, noisy: str, arriving: str) -> None:
    addresses = [server.url.removeprefix("https://") for server in (lab, far)]
    async with AsyncLXDClient(lab.socket) as here, AsyncLXDClient(far.socket) as there:
        try:
            lab.request("PATCH", "/1.0", {"config": {"core.https_address": ""}})
            with pytest.raises(LXDError, match="source server does not listen"):
                await here.instances.copy(noisy, arriving, to=there, mode="pull")
            await here.instances.copy(noisy, arriving, to=there, instance_only=True)  # by push
            far.remove(arriving)
            far.request("PATCH", "/1.0", {"config": {"core.https_address": ""}})
            with pytest.raises(LXDError, match="target server does not listen"):
                await here.instances.copy(noisy, arriving, to=there, mode="push")
            await here.instances.copy(noisy, arriving, to=there, instance_only=True)  # by relay
        finally:
            for server, address in zip((lab, far), addresses, strict=True):
                server.request("PATCH", "/1.0", {"config": {"core.https_address": address}})


# Between two servers, in vain


@pytest.mark.parametrize("mode", MODES)
async def test_a_name_that_is_taken(
    here: AsyncLXDClient, there: AsyncLXDClient, lab: Lab, far: Lab, noisy: str, arriving: str, mode: Any
) -> None:
    far.request("POST", "/1.0/instances", {"name": arriving, "source": {"type": "none"}})
    with pytest.raises(Conflict):
        await here.instances.copy(noisy, arriving, to=there, mode=mode)
    assert far.instances() == [arriving]
    assert running(lab, far) == []


@pytest.mark.parametrize("mode", MODES)
async def test_the_cause_is_told(
    here: AsyncLXDClient, there: AsyncLXDClient, lab: Lab, far: Lab, noisy: str, mode: Any
) -> None:
    for call in (here.instances.copy, here.instances.move):
        # LXD sometimes loses its own words when the other side is the first to say something.
        with pytest.raises(MigrationFailed, match=r"at the target.*quota exceeded|neither server") as failed:
            await call(noisy, "vain", to=there, mode=mode, devices={"root": {"size": "8MiB"}})
        # Debian 13's LXD may take for done what it was sent in vain.
        assert failed.value.target is not None or mode != "pull"
        assert failed.value.source is not None
    assert noisy in lab.instances()
    assert (far.instances(), volumes(far), running(lab, far)) == ([], [], [])


async def test_what_is_not_there(local: AsyncLXDClient, there: AsyncLXDClient, noisy: str) -> None:
    with pytest.raises(NotFound):
        await local.instances.copy("missing", to=there)
    with pytest.raises(NotFound):
        await local.instances.copy(noisy, "vain", to=there, pool="missing")
    with pytest.raises(LXDError, match="missing"):
        await local.instances.copy(noisy, "vain", to=there, profiles=["missing"])


@pytest.mark.parametrize("mode", MODES)
async def test_a_copy_that_takes_too_long(
    here: AsyncLXDClient, there: AsyncLXDClient, lab: Lab, far: Lab, noisy: str, mode: Any
) -> None:
    with pytest.raises(OperationTimeout, match=r"after 0\.2 s and was broken off"):
        await here.instances.copy(noisy, "vain", to=there, mode=mode, timeout=0.2)
    assert (far.instances(), volumes(far), running(lab, far)) == ([], [], [])


@pytest.mark.parametrize("mode", MODES)
async def test_a_copy_that_is_cancelled(lab: Lab, far: Lab, noisy: str, mode: Any) -> None:
    def has_begun() -> bool:
        return bool(volumes(far))

    with nothing_left():
        async with AsyncLXDClient(lab.socket) as here, AsyncLXDClient(far.socket) as there:
            copy = here.instances.copy
            await cancelled_when(has_begun, lambda: copy(noisy, "vain", to=there, mode=mode))
    assert (far.instances(), volumes(far), running(lab, far)) == ([], [], [])


@pytest.mark.parametrize("side", ["source", "target"])
@pytest.mark.parametrize("kind", ["socket", "https"])
async def test_a_relay_that_is_cut(lab: Lab, far: Lab, noisy: str, side: str, kind: str) -> None:
    cut = lab if side == "source" else far
    direction: Any = "down" if side == "source" else "up"
    with nothing_left(), CuttingProxy(cut.url if kind == "https" else cut.socket) as proxy:
        options = {**(https_options(cut) if kind == "https" else {}), "endpoint": proxy.address}
        source = options if side == "source" else {"endpoint": lab.socket}
        target = options if side == "target" else {"endpoint": far.socket}
        async with AsyncLXDClient(**source) as here, AsyncLXDClient(**target) as there:
            proxy.cut_after(10_000_000, direction)
            with pytest.raises(MigrationFailed, match=r"stream '(fs|control)' to .* ended first") as failed:
                await here.instances.copy(noisy, "vain", to=there, mode="relay")
            assert failed.value.relay is not None
    assert (far.instances(), volumes(far), running(lab, far)) == ([], [], [])
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lxd relay")]


async def test_a_source_that_dies(far: Lab, arriving: str) -> None:
    with Lab("mortal") as mortal:
        mortal.launch("c1")
        mortal.execute("c1", "sh", "-c", "head -c 40000000 /dev/urandom > /noise")

        def kill(_: Progress) -> None:
            mortal.kill()

        async with AsyncLXDClient(mortal.socket) as here, AsyncLXDClient(far.socket) as there:
            with pytest.raises(LXDError):
                await here.instances.copy("c1", arriving, to=there, progress=kill)
    assert (far.instances(), volumes(far), running(far)) == ([], [], [])
