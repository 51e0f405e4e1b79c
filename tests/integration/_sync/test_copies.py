# Written by scripts/unasync.py from tests/integration/_async/test_copies.py. Change that, and run `make sync`.

"""Copying and moving on one server, and between two that trust nobody but the client."""

from __future__ import annotations

import threading
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
def there(request: pytest.FixtureRequest, far: Lab) -> Iterator[LXDClient]:
    """A client of it. The way to the first server is the other one of the two."""
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


def test_a_copy(client: LXDClient, noisy: str, lab: Lab, unique_name: str) -> None:
    source = client.instances.get(noisy)
    seen: list[Progress] = []
    copy = client.instances.copy(
        noisy, unique_name, config={"user.of": "the copy", "user.n": 1}, progress=seen.append
    )
    assert (copy.name, copy.status, copy.profiles) == (unique_name, "Stopped", source.profiles)
    assert copy.description == "makes noise"
    assert (copy.config["user.of"], copy.config["user.n"]) == ("the copy", "1")
    assert copy.config["volatile.base_image"] == source.config["volatile.base_image"]
    assert copy.config["volatile.uuid"] != source.config["volatile.uuid"]
    assert snapshots(lab, unique_name) == ["quiet"]


def test_a_copy_without_snapshots(local: LXDClient, noisy: str, lab: Lab, unique_name: str) -> None:
    local.instances.copy(noisy, unique_name, instance_only=True)
    assert snapshots(lab, unique_name) == []


def test_a_copy_of_a_snapshot(local: LXDClient, noisy: str, lab: Lab, unique_name: str) -> None:
    local.instances.copy(f"{noisy}/quiet", unique_name, devices={"root": {"size": "1GiB"}})
    (local.instances.update_state(unique_name, action="start")).wait(timeout=30)
    assert "noise" not in lab.execute(unique_name, "ls", "/")
    assert (local.instances.get(unique_name)).devices["root"]["size"] == "1GiB"


def test_a_copy_whose_name_lxd_chooses(local: LXDClient, container: str, lab: Lab) -> None:
    copy = local.instances.copy(container, profiles=["default"])
    assert copy.name != container
    lab.remove(copy.name)


def test_a_copy_of_a_running_container(local: LXDClient, running: str, make_name: Callable[[], str]) -> None:
    assert (local.instances.copy(running, make_name())).status == "Stopped"
    assert (local.instances.copy(running, make_name(), allow_inconsistent=True)).status == "Stopped"


def test_copies_that_are_refused(local: LXDClient, container: str, unique_name: str) -> None:
    for source in ("missing", f"{container}/missing"):
        with pytest.raises(NotFound):
            local.instances.copy(source, "target")
    with pytest.raises(NotFound):
        local.instances.copy(container, "target", pool="missing")
    with pytest.raises(LXDError, match="exists"):
        local.instances.copy(container, container)
    with pytest.raises(LXDAPIError):
        local.instances.copy(container, "a name that is none")
    with pytest.raises(ValueError, match="name"):
        local.instances.copy(container, refresh=True)


def test_a_refresh(local: LXDClient, noisy: str, lab: Lab, unique_name: str) -> None:
    first = local.instances.copy(f"{noisy}/quiet", unique_name, config={"user.of": "the copy"})
    again = local.instances.copy(noisy, unique_name, refresh=True)
    assert again.config["volatile.uuid"] == first.config["volatile.uuid"]
    assert again.config["user.of"] == "the source"
    assert snapshots(lab, unique_name) == ["quiet"]


def test_a_copy_into_another_project(client: LXDClient, container: str, project: str, lab: Lab) -> None:
    copy = client.instances.copy(container, project=project)
    assert (copy.name, copy.project) == (container, project)
    other = client.with_scope(project=project)
    back = other.instances.copy(container, "back", to=client)
    assert back.project == "default"
    lab.remove("back")
    lab.remove(container, project)


def test_a_move_to_another_name_pool_and_project(
    client: LXDClient, container: str, project: str, lab: Lab, make_name: Callable[[], str]
) -> None:
    new = make_name()
    before = client.instances.get(container)
    assert (client.instances.move(container, new)).name == new
    lab.request("POST", "/1.0/storage-pools", {"name": "other", "driver": "dir"})
    moved = client.instances.move(new, container, pool="other", project=project)
    assert (moved.name, moved.project) == (container, project)
    assert moved.expanded_devices["root"]["pool"] == "other"
    assert moved.config["volatile.uuid"] == before.config["volatile.uuid"]
    back = client.instances.move(container, source_project=project, project="default", pool="default")
    assert (back.name, back.project) == (container, "default")
    lab.request("DELETE", "/1.0/storage-pools/other")


def test_moves_that_are_refused(local: LXDClient, container: str, lab: Lab) -> None:
    with pytest.raises(NotFound):
        local.instances.move("missing", "target")
    with pytest.raises(ValueError, match="nothing"):
        local.instances.move(container)
    with pytest.raises(ValueError, match="snapshot"):
        local.instances.move(f"{container}/snap", "target")
    with pytest.raises(ExtensionMissing, match="instance_move_config"):
        local.instances.move(container, "target", config={"user.a": 1})
    assert container in lab.instances()


# Between two servers


@pytest.mark.parametrize("mode", [*MODES, None])
def test_a_copy_to_another_server(
    here: LXDClient,
    there: LXDClient,
    lab: Lab,
    far: Lab,
    noisy: str,
    arriving: str,
    mode: Any,
) -> None:
    with nothing_left():
        with LXDClient(lab.socket) as client, LXDClient(far.socket) as other:
            client.instances.copy(noisy, arriving, to=other, mode=mode, instance_only=True)
    far.remove(arriving)
    source = here.instances.get(noisy)
    copy = here.instances.copy(noisy, arriving, to=there, mode=mode)
    assert (copy.name, copy.status, copy.description) == (arriving, "Stopped", "makes noise")
    assert copy.config["volatile.uuid"] != source.config["volatile.uuid"]
    assert snapshots(far, arriving) == ["quiet"]
    (there.instances.update_state(arriving, action="start")).wait(timeout=30)
    lab.request("PUT", f"/1.0/instances/{noisy}/state", {"action": "start"})
    try:
        assert far.execute(arriving, "sha256sum", "/noise") == lab.execute(noisy, "sha256sum", "/noise")
    finally:
        lab.request("PUT", f"/1.0/instances/{noisy}/state", {"action": "stop", "force": True})
    assert running(lab, far) == []


@pytest.mark.parametrize("mode", MODES)
def test_a_copy_of_a_snapshot_to_another_server(
    local: LXDClient, there: LXDClient, noisy: str, arriving: str, mode: Any
) -> None:
    copy = local.instances.copy(f"{noisy}/quiet", arriving, to=there, mode=mode)
    assert (copy.name, copy.type) == (arriving, "container")


@pytest.mark.parametrize("mode", MODES)
def test_a_refresh_of_a_copy_on_another_server(
    local: LXDClient, there: LXDClient, far: Lab, noisy: str, arriving: str, mode: Any
) -> None:
    first = local.instances.copy(f"{noisy}/quiet", arriving, to=there)
    again = local.instances.copy(noisy, arriving, to=there, refresh=True, mode=mode)
    assert again.config["volatile.uuid"] == first.config["volatile.uuid"]
    assert snapshots(far, arriving) == ["quiet"]
    (there.instances.update_state(arriving, action="start")).wait(timeout=30)
    with pytest.raises(LXDAPIError, match="running"):
        local.instances.copy(noisy, arriving, to=there, refresh=True, mode=mode)
    assert (there.instances.get(arriving)).status == "Running"


@pytest.mark.parametrize("mode", MODES)
def test_a_copy_of_a_running_container_to_another_server(
    local: LXDClient, there: LXDClient, running: str, arriving: str, mode: Any
) -> None:
    copy = local.instances.copy(running, arriving, to=there, mode=mode)
    assert copy.status == "Stopped"


def test_a_live_copy_needs_criu(
    local: LXDClient, there: LXDClient, far: Lab, running: str, arriving: str
) -> None:
    with pytest.raises(LXDError, match="CRIU"):
        local.instances.copy(running, arriving, to=there, live=True)
    assert far.instances() == []


@pytest.mark.parametrize("mode", MODES)
def test_a_move_to_another_server(
    local: LXDClient,
    there: LXDClient,
    lab: Lab,
    far: Lab,
    container: str,
    arriving: str,
    mode: Any,
) -> None:
    before = local.instances.get(container)
    moved = local.instances.move(container, arriving, to=there, mode=mode)
    assert moved.config["volatile.uuid"] == before.config["volatile.uuid"]
    assert container not in lab.instances()
    assert far.instances() == [arriving]


def test_what_cannot_be_moved_stays(
    local: LXDClient, there: LXDClient, lab: Lab, far: Lab, running: str
) -> None:
    with pytest.raises(LXDError, match="is running"):
        local.instances.move(running, to=there)
    lab.request("PUT", f"/1.0/instances/{running}/state", {"action": "stop", "force": True})
    lab.request("PATCH", f"/1.0/instances/{running}", {"config": {"security.protection.delete": "true"}})
    with pytest.raises(LXDError, match="protected"):
        local.instances.move(running, to=there)
    lab.request("PATCH", f"/1.0/instances/{running}", {"config": {"security.protection.delete": ""}})
    assert running in lab.instances()
    assert far.instances() == []


def test_servers_that_do_not_listen(lab: Lab, far: Lab, noisy: str, arriving: str) -> None:
    addresses = [server.url.removeprefix("https://") for server in (lab, far)]
    with LXDClient(lab.socket) as here, LXDClient(far.socket) as there:
        try:
            lab.request("PATCH", "/1.0", {"config": {"core.https_address": ""}})
            with pytest.raises(LXDError, match="source server does not listen"):
                here.instances.copy(noisy, arriving, to=there, mode="pull")
            here.instances.copy(noisy, arriving, to=there, instance_only=True)  # by push
            far.remove(arriving)
            far.request("PATCH", "/1.0", {"config": {"core.https_address": ""}})
            with pytest.raises(LXDError, match="target server does not listen"):
                here.instances.copy(noisy, arriving, to=there, mode="push")
            here.instances.copy(noisy, arriving, to=there, instance_only=True)  # by relay
        finally:
            for server, address in zip((lab, far), addresses, strict=True):
                server.request("PATCH", "/1.0", {"config": {"core.https_address": address}})


# Between two servers, in vain


@pytest.mark.parametrize("mode", MODES)
def test_a_name_that_is_taken(
    here: LXDClient, there: LXDClient, lab: Lab, far: Lab, noisy: str, arriving: str, mode: Any
) -> None:
    far.request("POST", "/1.0/instances", {"name": arriving, "source": {"type": "none"}})
    with pytest.raises(Conflict):
        here.instances.copy(noisy, arriving, to=there, mode=mode)
    assert far.instances() == [arriving]
    assert running(lab, far) == []


@pytest.mark.parametrize("mode", MODES)
def test_the_cause_is_told(
    here: LXDClient, there: LXDClient, lab: Lab, far: Lab, noisy: str, mode: Any
) -> None:
    for call in (here.instances.copy, here.instances.move):
        # LXD sometimes loses its own words when the other side is the first to say something.
        with pytest.raises(MigrationFailed, match=r"at the target.*quota exceeded|neither server") as failed:
            call(noisy, "vain", to=there, mode=mode, devices={"root": {"size": "8MiB"}})
        # Debian 13's LXD may take for done what it was sent in vain.
        assert failed.value.target is not None or mode != "pull"
        assert failed.value.source is not None
    assert noisy in lab.instances()
    assert (far.instances(), volumes(far), running(lab, far)) == ([], [], [])


def test_what_is_not_there(local: LXDClient, there: LXDClient, noisy: str) -> None:
    with pytest.raises(NotFound):
        local.instances.copy("missing", to=there)
    with pytest.raises(NotFound):
        local.instances.copy(noisy, "vain", to=there, pool="missing")
    with pytest.raises(LXDError, match="missing"):
        local.instances.copy(noisy, "vain", to=there, profiles=["missing"])


@pytest.mark.parametrize("mode", MODES)
def test_a_copy_that_takes_too_long(
    here: LXDClient, there: LXDClient, lab: Lab, far: Lab, noisy: str, mode: Any
) -> None:
    with pytest.raises(OperationTimeout, match=r"after 0\.2 s and was broken off"):
        here.instances.copy(noisy, "vain", to=there, mode=mode, timeout=0.2)
    assert (far.instances(), volumes(far), running(lab, far)) == ([], [], [])


@pytest.mark.parametrize("mode", MODES)
def test_a_copy_that_is_cancelled(lab: Lab, far: Lab, noisy: str, mode: Any) -> None:
    def has_begun() -> bool:
        return bool(volumes(far))

    with nothing_left():
        with LXDClient(lab.socket) as here, LXDClient(far.socket) as there:
            copy = here.instances.copy
            cancelled_when(has_begun, lambda: copy(noisy, "vain", to=there, mode=mode))
    assert (far.instances(), volumes(far), running(lab, far)) == ([], [], [])


@pytest.mark.parametrize("side", ["source", "target"])
@pytest.mark.parametrize("kind", ["socket", "https"])
def test_a_relay_that_is_cut(lab: Lab, far: Lab, noisy: str, side: str, kind: str) -> None:
    cut = lab if side == "source" else far
    direction: Any = "down" if side == "source" else "up"
    with nothing_left(), CuttingProxy(cut.url if kind == "https" else cut.socket) as proxy:
        options = {**(https_options(cut) if kind == "https" else {}), "endpoint": proxy.address}
        source = options if side == "source" else {"endpoint": lab.socket}
        target = options if side == "target" else {"endpoint": far.socket}
        with LXDClient(**source) as here, LXDClient(**target) as there:
            proxy.cut_after(10_000_000, direction)
            with pytest.raises(MigrationFailed, match=r"stream '(fs|control)' to .* ended first") as failed:
                here.instances.copy(noisy, "vain", to=there, mode="relay")
            assert failed.value.relay is not None
    assert (far.instances(), volumes(far), running(lab, far)) == ([], [], [])
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lxd relay")]


def test_a_source_that_dies(far: Lab, arriving: str) -> None:
    with Lab("mortal") as mortal:
        mortal.launch("c1")
        mortal.execute("c1", "sh", "-c", "head -c 40000000 /dev/urandom > /noise")

        def kill(_: Progress) -> None:
            mortal.kill()

        with LXDClient(mortal.socket) as here, LXDClient(far.socket) as there:
            with pytest.raises(LXDError):
                here.instances.copy("c1", arriving, to=there, progress=kill)
    assert (far.instances(), volumes(far), running(far)) == ([], [], [])
