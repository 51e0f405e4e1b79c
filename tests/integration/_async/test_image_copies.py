"""Images that go from one server to another, in all ways, and that servers fetch themselves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.entities.operations import Progress
from lxd.errors import (
    Conflict,
    ImageNotFound,
    LXDAPIError,
    LXDError,
    NotFound,
    OperationFailed,
    OperationTimeout,
)
from tests.image_files import fingerprint_of, make_metadata, make_unified

from ..support import https_options, operations_under_way

MODES: list[Any] = ["pull", "push", "relay"]


@pytest.fixture(scope="module")
def far(lab: Lab) -> Iterator[Lab]:
    """Another server."""
    with Lab("far") as other:
        yield other


@pytest.fixture(autouse=True)
def images(lab: Lab, far: Lab) -> Iterator[None]:
    """Removes the images that a test has left."""
    before = {each: set(each.request("GET", "/1.0/images")) for each in (lab, far)}
    yield
    for each, urls in before.items():
        for url in set(each.request("GET", "/1.0/images")) - urls:
            each.request("DELETE", url)


@pytest.fixture(params=["socket", "https"])
async def there(request: pytest.FixtureRequest, far: Lab) -> AsyncIterator[AsyncLXDClient]:
    """A client of it."""
    options = https_options(far) if request.param == "https" else {"endpoint": far.socket}
    async with AsyncLXDClient(**options) as client:
        yield client


@pytest.fixture
async def away(far: Lab) -> AsyncIterator[AsyncLXDClient]:
    """A client of it, for what does not depend on the way there."""
    async with AsyncLXDClient(far.socket) as client:
        yield client


@pytest.fixture(params=["unified", "split"])
async def fingerprint(request: pytest.FixtureRequest, local: AsyncLXDClient, tmp_path: Path) -> str:
    """The fingerprint of an image, which has the alias ``noise``."""
    path, rootfs = tmp_path / "a", tmp_path / "a.root"
    if request.param == "unified":
        make_unified(path, 3 << 20)
        image = await local.images.upload(path, aliases=["noise"], properties={"user": "said so"})
    else:
        make_metadata(path)
        make_unified(rootfs, 3 << 20)
        image = await local.images.upload(path, rootfs, aliases=["noise"], properties={"user": "said so"})
    return image.fingerprint


@pytest.mark.parametrize("mode", [None, *MODES])
async def test_a_copy(
    local: AsyncLXDClient,
    there: AsyncLXDClient,
    fingerprint: str,
    mode: Any,
    lab: Lab,
    far: Lab,
    tmp_path: Path,
) -> None:
    told: list[Progress] = []
    image = await local.images.copy(
        "noise", to=there, mode=mode, aliases=["more"], public=True, progress=told.append
    )
    original = await local.images.get(fingerprint)
    assert image.fingerprint == fingerprint
    assert (image.properties, image.public) == (original.properties, True)
    assert image.properties["user"] == "said so"
    assert image.expires_at == original.expires_at
    assert {alias.name for alias in image.aliases} == {"noise", "more"}
    exported = await there.images.export("more", tmp_path / "back")
    assert exported.fingerprint == fingerprint
    if mode == "relay":
        assert told
    assert not operations_under_way(lab)
    assert not operations_under_way(far)


async def test_an_image_that_is_there(local: AsyncLXDClient, away: AsyncLXDClient, fingerprint: str) -> None:
    await local.images.copy(fingerprint, to=away, copy_aliases=False)
    image = await local.images.copy(fingerprint[:10], to=away, aliases=["late"])
    assert {alias.name for alias in image.aliases} == {"noise", "late"}


async def test_an_alias_of_another_image(
    local: AsyncLXDClient, away: AsyncLXDClient, fingerprint: str, tmp_path: Path, far: Lab
) -> None:
    make_unified(tmp_path / "other")
    await away.images.upload(tmp_path / "other", aliases=["noise"])
    before = far.request("GET", "/1.0/images")
    with pytest.raises(Conflict, match="'noise'"):
        await local.images.copy(fingerprint, to=away)
    assert far.request("GET", "/1.0/images") == before
    image = await local.images.copy(fingerprint, to=away, move_aliases=True)
    assert [alias.name for alias in image.aliases] == ["noise"]


async def test_into_another_project(local: AsyncLXDClient, fingerprint: str, lab: Lab) -> None:
    lab.request("POST", "/1.0/projects", {"name": "own", "config": {"features.images": "true"}})
    try:
        with pytest.raises(ValueError, match="to where it is"):
            await local.images.copy(fingerprint)
        image = await local.images.copy(fingerprint, project="own", mode="relay")
        assert [alias.name for alias in image.aliases] == ["noise"]
        await local.images.delete(fingerprint, project="own").wait()
    finally:
        lab.request("DELETE", "/1.0/projects/own")


@pytest.mark.parametrize("mode", ["push", "relay"])
async def test_what_is_not_pulled_is_not_kept_up_to_date(
    local: AsyncLXDClient, away: AsyncLXDClient, fingerprint: str, mode: Any
) -> None:
    with pytest.raises(ValueError, match="only where it was pulled"):
        await local.images.copy(fingerprint, to=away, mode=mode, auto_update=True)


async def test_keeping_it_up_to_date(local: AsyncLXDClient, away: AsyncLXDClient, fingerprint: str) -> None:
    await local.images.update_configuration_subset(fingerprint, {"public": True}).wait()
    image = await local.images.copy("noise", to=away, auto_update=True)
    assert image.auto_update
    assert image.update_source is not None
    operation = await away.images.refresh(fingerprint)
    await operation.wait(timeout=30)
    assert not operation.refreshed


@pytest.mark.parametrize("mode", MODES)
async def test_an_image_that_is_missing(local: AsyncLXDClient, away: AsyncLXDClient, mode: Any) -> None:
    with pytest.raises(ImageNotFound):
        await local.images.copy("nothing", to=away, mode=mode)


@pytest.mark.parametrize("mode", MODES)
async def test_a_copy_that_takes_too_long(
    local: AsyncLXDClient, away: AsyncLXDClient, tmp_path: Path, mode: Any, lab: Lab, far: Lab
) -> None:
    fingerprint = make_unified(tmp_path / "big", 40 << 20)
    await local.images.upload(tmp_path / "big")
    with pytest.raises((OperationTimeout, LXDError)):
        await local.images.copy(fingerprint, to=away, mode=mode, timeout=0)
    assert not operations_under_way(lab)
    assert not operations_under_way(far)
    with pytest.raises(NotFound):
        await away.images.get(fingerprint)


async def test_pulling(
    local: AsyncLXDClient, away: AsyncLXDClient, fingerprint: str, lab: Lab, far: Lab
) -> None:
    await local.images.update_configuration_subset(fingerprint, {"public": True}).wait()
    source = {
        "type": "image",
        "mode": "pull",
        "protocol": "lxd",
        "server": lab.url,
        "alias": "noise",
        "certificate": lab.server_cert.read_text(),
    }
    image = await away.images.pull(source, aliases=["fetched"], properties={"mine": 1}, timeout=60)
    assert image.fingerprint == fingerprint
    assert image.properties["mine"] == "1"
    assert [alias.name for alias in image.aliases] == ["fetched"]
    again = await away.images.pull(source, aliases=["fetched"])
    assert (again.fingerprint, again.properties["mine"]) == (fingerprint, "1")


async def test_pulling_what_is_not_there(away: AsyncLXDClient, lab: Lab) -> None:
    source = {
        "type": "image",
        "mode": "pull",
        "server": lab.url,
        "alias": "nothing",
        "certificate": lab.server_cert.read_text(),
    }
    with pytest.raises((OperationFailed, LXDAPIError)):
        await away.images.pull(source)


async def test_pushing_in_lxds_own_words(
    local: AsyncLXDClient, away: AsyncLXDClient, fingerprint: str, far: Lab
) -> None:
    source = {"type": "image", "mode": "push", "fingerprint": fingerprint}
    token = await away.images.create({"source": source})
    target = {
        "target": far.url,
        "certificate": far.server_cert.read_text(),
        "secret": token.metadata["secret"],
    }
    await local.images.push(fingerprint, target).wait(timeout=30)
    assert (await away.images.get(fingerprint)).fingerprint == fingerprint


async def test_both_halves_of_an_image_are_what_they_were(
    local: AsyncLXDClient, away: AsyncLXDClient, tmp_path: Path
) -> None:
    metadata, rootfs = tmp_path / "m", tmp_path / "r"
    make_metadata(metadata)
    make_unified(rootfs, 1 << 20)
    image = await local.images.upload(metadata, rootfs)
    await local.images.copy(image.fingerprint, to=away, mode="relay")
    back = await away.images.export(image.fingerprint, tmp_path / "back")
    assert back.kind == "split"
    assert fingerprint_of(tmp_path / "back") == fingerprint_of(metadata)
