"""Launching, and images of instances, against a real LXD."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.entities.operations import Progress
from lxd.errors import (
    BadRequest,
    Conflict,
    ExtensionMissing,
    ImageNotFound,
    LXDError,
    NotFound,
    OperationFailed,
    RemoteNotFound,
    StartFailed,
)

from ._io import together


@pytest.fixture(autouse=True)
def remotes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where lxc would look for remotes: there is nothing yet."""
    monkeypatch.setenv("LXD_CONF", str(tmp_path))
    monkeypatch.setenv("LXD_GLOBAL_CONF", str(tmp_path / "global"))
    return tmp_path


@pytest.fixture
def images(lab: Lab) -> Iterator[None]:
    """Removes the images that a test makes."""
    before = set(lab.request("GET", "/1.0/images"))
    yield
    for url in set(lab.request("GET", "/1.0/images")) - before:
        lab.request("DELETE", url)


async def test_launching(client: AsyncLXDClient, lab: Lab, unique_name: str) -> None:
    told: list[Progress] = []
    instance = await client.instances.launch(
        unique_name,
        lab.image,
        config={"limits.processes": 500},
        description="launched",
        timeout=60,
        progress=told.append,
    )
    assert (instance.name, instance.status, instance.description) == (unique_name, "Running", "launched")
    assert instance.config["limits.processes"] == "500"


async def test_launching_without_a_name(client: AsyncLXDClient, lab: Lab) -> None:
    instance = await client.instances.launch(None, lab.image, start=False, timeout=60)
    try:
        assert instance.status == "Stopped"
    finally:
        lab.remove(instance.name)


@pytest.mark.parametrize("length", [8, 64])
async def test_launching_by_fingerprint(
    local: AsyncLXDClient, lab: Lab, unique_name: str, length: int
) -> None:
    instance = await local.instances.launch(unique_name, lab.fingerprint[:length], start=False)
    assert instance.config["volatile.base_image"] == lab.fingerprint


async def test_launching_from_a_source(local: AsyncLXDClient, unique_name: str) -> None:
    instance = await local.instances.launch(unique_name, {"type": "none"}, start=False)
    assert instance.status == "Stopped"


async def test_launching_several_at_once(
    client: AsyncLXDClient, lab: Lab, make_name: Callable[[], str]
) -> None:
    names = [make_name() for _ in range(3)]
    launched = await together(*(partial(client.instances.launch, name, lab.image) for name in names))
    assert [(instance.name, instance.status) for instance in launched] == [
        (name, "Running") for name in names
    ]


@pytest.mark.parametrize("image", ["nope", "beef", "0" * 64])
async def test_launching_from_a_missing_image(client: AsyncLXDClient, unique_name: str, image: str) -> None:
    with pytest.raises(ImageNotFound, match=image):
        await client.instances.launch(unique_name, image)


async def test_launching_from_a_missing_remote(local: AsyncLXDClient, unique_name: str) -> None:
    with pytest.raises(RemoteNotFound):
        await local.instances.launch(unique_name, "nope:busybox")


async def test_launching_twice(client: AsyncLXDClient, lab: Lab, container: str) -> None:
    with pytest.raises(Conflict, match="already exists"):
        await client.instances.launch(container, lab.image)


@pytest.mark.parametrize("name", ["a/b", "a?b", "a#b", "a%b", "ä", "a b", "-a"])
async def test_launching_under_an_odd_name(local: AsyncLXDClient, lab: Lab, name: str) -> None:
    with pytest.raises(BadRequest):
        await local.instances.launch(name, lab.image)


async def test_an_instance_that_cannot_start_stays(
    client: AsyncLXDClient, lab: Lab, unique_name: str
) -> None:
    device = {"type": "unix-char", "path": "/dev/nothing-of-that-name"}
    with pytest.raises(StartFailed, match=f"'{unique_name}' was made") as caught:
        await client.instances.launch(unique_name, lab.image, devices={"none": device})
    assert caught.value.name == unique_name
    assert (await client.instances.get(unique_name)).status == "Stopped"


@pytest.fixture
def full(lab: Lab, unique_name: str) -> Iterator[str]:
    """A project that takes no instance."""
    name = f"full-{unique_name}"
    config = {"features.profiles": "false", "features.images": "false", "limits.instances": "0"}
    lab.request("POST", "/1.0/projects", {"name": name, "config": config})
    yield name
    lab.request("DELETE", f"/1.0/projects/{name}")


async def test_a_full_project(client: AsyncLXDClient, lab: Lab, full: str, unique_name: str) -> None:
    with pytest.raises(LXDError, match="maximum"):
        await client.instances.launch(unique_name, lab.image, project=full)
    assert unique_name not in lab.instances()


async def test_launching_into_a_project(
    local: AsyncLXDClient, lab: Lab, project: str, unique_name: str
) -> None:
    instance = await local.instances.launch(unique_name, lab.image, project=project, ephemeral=True)
    assert (instance.project, instance.status) == (project, "Running")
    await local.instances.stop(unique_name, force=True, project=project).wait(timeout=60)
    with pytest.raises(NotFound):
        await local.instances.get(unique_name, project=project)


async def test_publishing_and_launching_from_that(
    client: AsyncLXDClient, lab: Lab, container: str, make_name: Callable[[], str], images: None
) -> None:
    alias = f"published/{container}"
    fingerprint = await client.instances.publish(
        container, aliases=[alias], properties={"release": 12}, compression="none", timeout=60
    )
    image = lab.request("GET", f"/1.0/images/{fingerprint}")
    assert image["properties"]["release"] == "12"
    assert [known["name"] for known in image["aliases"]] == [alias]
    instance = await client.instances.launch(make_name(), alias)
    assert instance.config["volatile.base_image"] == fingerprint


async def test_publishing_a_snapshot_of_a_running_one(
    local: AsyncLXDClient, lab: Lab, running: str, images: None
) -> None:
    await local.instances.snapshots.create(running, "s").wait(timeout=30)
    fingerprint = await local.instances.publish(f"{running}/s", compression="none")
    assert f"/1.0/images/{fingerprint}" in lab.request("GET", "/1.0/images")


async def test_publishing_a_running_one(client: AsyncLXDClient, running: str) -> None:
    with pytest.raises((BadRequest, OperationFailed), match="running"):
        await client.instances.publish(running)


async def test_publishing_a_missing_one(client: AsyncLXDClient, unique_name: str) -> None:
    with pytest.raises(LXDError):
        await client.instances.publish(unique_name)


async def test_publishing_under_a_taken_alias(client: AsyncLXDClient, lab: Lab, container: str) -> None:
    with pytest.raises(Conflict, match=lab.image):
        await client.instances.publish(container, aliases=[lab.image])


async def test_the_server_pulls_from_a_remote_with_its_certificate(
    local: AsyncLXDClient, lab: Lab, container: str, make_name: Callable[[], str], remotes: Path, images: None
) -> None:
    # Over its socket the server is not known to be the remote itself, and does pull.
    fingerprint = await local.instances.publish(
        container, aliases=[container], public=True, compression="none"
    )
    (remotes / "config.yml").write_text(f"remotes: {{here: {{addr: '{lab.url}'}}}}")
    (remotes / "servercerts").mkdir()
    (remotes / "servercerts/here.crt").write_bytes(lab.server_cert.read_bytes())
    instance = await local.instances.launch(make_name(), f"here:{container}", start=False, timeout=60)
    assert instance.config["volatile.base_image"] == fingerprint


async def test_a_remote_with_another_certificate_is_refused(
    local: AsyncLXDClient, lab: Lab, unique_name: str, remotes: Path
) -> None:
    (remotes / "config.yml").write_text(f"remotes: {{here: {{addr: '{lab.url}'}}}}")
    (remotes / "servercerts").mkdir()
    (remotes / "servercerts/here.crt").write_bytes(lab.client_cert.read_bytes())
    with pytest.raises(OperationFailed, match="certificate"):
        await local.instances.launch(unique_name, f"here:{lab.image}", timeout=60)


async def test_this_server_cannot_rebuild(client: AsyncLXDClient, container: str) -> None:
    with pytest.raises(ExtensionMissing, match="instances_rebuild"):
        await client.instances.rebuild(container, None)
