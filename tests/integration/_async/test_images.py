"""Images, against a real LXD: to the server, from it, and what it keeps."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.entities.images import ImageAlias
from lxd.entities.operations import Progress
from lxd.errors import Conflict, FingerprintMismatch, ImageNotFound, NotFound, OperationFailed
from lxd.filters import F
from tests.image_files import fingerprint_of, make_metadata, make_unified

from ..support import operations_under_way


@pytest.fixture(autouse=True)
def images(lab: Lab) -> Iterator[None]:
    """Removes the images that a test has left."""
    before = set(lab.request("GET", "/1.0/images"))
    yield
    for url in set(lab.request("GET", "/1.0/images")) - before:
        lab.request("DELETE", url)


class Pipe(io.RawIOBase):
    """A file that can be read once."""

    def __init__(self, content: bytes) -> None:
        self._content = io.BytesIO(content)

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Reads no more than there happens to be."""
        return self._content.read(min(size, 100_000))


def split_image(directory: Path, beginning: bytes = b"") -> tuple[Path, Path]:
    """Makes an image of two files."""
    metadata, rootfs = directory / "meta.tar", directory / "noise.root"
    make_metadata(metadata)
    rootfs.write_bytes(beginning + os.urandom(3 << 20))
    return metadata, rootfs


async def test_life_of_an_image(client: AsyncLXDClient, tmp_path: Path) -> None:
    path = tmp_path / "noise.tar"
    fingerprint = make_unified(path, 5 << 20)
    told: list[Progress] = []
    image = await client.images.upload(
        path, aliases=["noise", ImageAlias(name="n/1", description="d")], public=True, progress=told.append
    )
    assert image.fingerprint == fingerprint
    assert (image.filename, image.public, image.properties) == ("noise.tar", True, {"os": "noise"})
    assert {alias.name: alias.description for alias in image.aliases} == {"noise": "", "n/1": "d"}
    assert (told[0].stage, told[0].total) == ("upload", path.stat().st_size)
    assert [each.processed for each in told if each.stage == "upload"][-1] == path.stat().st_size
    (listed,) = await client.images.list(filter=F.fingerprint == fingerprint)
    assert listed == image
    (link,) = [each for each in await client.images.list(0) if each.name == fingerprint]
    assert (await link.fetch()).size == path.stat().st_size
    assert (await client.images.get(fingerprint[:12])).fingerprint == fingerprint
    async with client.images.edit(fingerprint) as edited:
        edited.properties["os"] = "silence"
    await client.images.update_configuration_subset(fingerprint, {"public": False}).wait()
    image = await client.images.get(fingerprint)
    assert (image.properties, image.public) == ({"os": "silence"}, False)
    image.properties = {"a": "b"}
    await client.images.update_configuration(fingerprint, image).wait()
    assert (await client.images.get(fingerprint)).properties == {"a": "b"}
    exported = await client.images.export("n/1", tmp_path / "back.tar")
    assert exported.path == tmp_path / "back.tar"
    assert (exported.kind, exported.size) == ("unified", path.stat().st_size)
    assert exported.path.read_bytes() == path.read_bytes()
    await client.images.delete(fingerprint).wait()
    with pytest.raises(NotFound):
        await client.images.get(fingerprint)


async def test_life_of_an_alias(client: AsyncLXDClient, tmp_path: Path) -> None:
    fingerprint = make_unified(tmp_path / "a")
    await client.images.upload(tmp_path / "a")
    await client.images.aliases.create({"name": "one", "target": fingerprint}).wait()
    await client.images.aliases.rename("one", "two").wait()
    async with client.images.aliases.edit("two") as alias:
        alias.description = "2nd"
    (found,) = await client.images.aliases.list(filter=F.description == "2nd")
    assert (found.name, found.target) == ("two", fingerprint)
    await client.images.aliases.update_configuration_subset("two", {"description": "3rd"}).wait()
    alias = await client.images.aliases.get("two")
    assert (alias.description, alias.target) == ("3rd", fingerprint)
    replaced = {"target": fingerprint, "description": ""}
    await client.images.aliases.update_configuration("two", replaced).wait()
    assert (await client.images.aliases.get("two")).description == ""
    await client.images.aliases.delete("two").wait()
    assert "two" not in [link.name for link in await client.images.aliases.list(0)]


@pytest.mark.parametrize(
    ("beginning", "type"), [(b"", "container"), (b"QFI\xfb", "virtual-machine")], ids=["tree", "disk"]
)
async def test_an_image_of_two_files(
    client: AsyncLXDClient, tmp_path: Path, beginning: bytes, type: str
) -> None:
    metadata, rootfs = split_image(tmp_path, beginning)
    image = await client.images.upload(metadata, rootfs, filename="my noise")
    assert (image.fingerprint, image.type) == (fingerprint_of(metadata, rootfs), type)
    assert image.filename == "my noise"
    exported = await client.images.export(image.fingerprint, tmp_path / "back")
    assert exported.kind == "split"
    assert (exported.path, exported.rootfs) == (tmp_path / "back", tmp_path / "back.root")
    assert (tmp_path / "back").read_bytes() == metadata.read_bytes()
    assert (tmp_path / "back.root").read_bytes() == rootfs.read_bytes()
    (tmp_path / "directory").mkdir()
    exported = await client.images.export(image.fingerprint, tmp_path / "directory")
    assert exported.path is not None
    assert exported.rootfs is not None
    assert fingerprint_of(exported.path, exported.rootfs) == image.fingerprint
    assert exported.path.parent == exported.rootfs.parent == tmp_path / "directory"


async def test_to_open_files(local: AsyncLXDClient, tmp_path: Path) -> None:
    metadata, rootfs = split_image(tmp_path)
    image = await local.images.upload(metadata, rootfs)
    first, second = io.BytesIO(), io.BytesIO()
    exported = await local.images.export(image.fingerprint, first, second)
    assert (exported.path, exported.rootfs) == (None, None)
    assert (first.getvalue(), second.getvalue()) == (metadata.read_bytes(), rootfs.read_bytes())


@pytest.mark.parametrize("parts", [1, 2])
async def test_from_pipes(local: AsyncLXDClient, tmp_path: Path, parts: int) -> None:
    make_unified(tmp_path / "whole")
    paths = [tmp_path / "whole"] if parts == 1 else list(split_image(tmp_path))
    pipes = [Pipe(path.read_bytes()) for path in paths]
    expected = fingerprint_of(*paths)
    image = await local.images.upload(*pipes, fingerprint=expected)  # type: ignore[arg-type]
    assert image.fingerprint == expected


async def test_another_image_than_expected(local: AsyncLXDClient, tmp_path: Path, lab: Lab) -> None:
    make_unified(tmp_path / "a")
    before = lab.request("GET", "/1.0/images")
    with pytest.raises(FingerprintMismatch) as caught:
        await local.images.upload(tmp_path / "a", fingerprint="0" * 64)
    assert (caught.value.found, caught.value.expected) == (fingerprint_of(tmp_path / "a"), "0" * 64)
    pipe = Pipe((tmp_path / "a").read_bytes())
    with pytest.raises(FingerprintMismatch):
        await local.images.upload(pipe, fingerprint="0" * 64)  # type: ignore[arg-type]
    assert lab.request("GET", "/1.0/images") == before


async def test_an_image_that_is_there(local: AsyncLXDClient, tmp_path: Path) -> None:
    fingerprint = make_unified(tmp_path / "a")
    await local.images.upload(tmp_path / "a", aliases=["first"])
    told: list[Progress] = []
    image = await local.images.upload(tmp_path / "a", aliases=["first", "second"], progress=told.append)
    assert image.fingerprint == fingerprint
    assert {alias.name for alias in image.aliases} == {"first", "second"}
    assert not told  # it was not sent again
    pipe = Pipe((tmp_path / "a").read_bytes())
    again = await local.images.upload(pipe, aliases=["third"])  # type: ignore[arg-type]
    assert {alias.name for alias in again.aliases} == {"first", "second", "third"}
    with pytest.raises(Conflict, match="already"):
        await local.images.upload(tmp_path / "a", exist_ok=False)


async def test_an_alias_of_another_image(local: AsyncLXDClient, tmp_path: Path) -> None:
    make_unified(tmp_path / "a")
    second = make_unified(tmp_path / "b")
    await local.images.upload(tmp_path / "a", aliases=["mine"])
    with pytest.raises(Conflict, match="another image has the alias 'mine'"):
        await local.images.upload(tmp_path / "b", aliases=["mine"])
    with pytest.raises(NotFound):
        await local.images.get(second)
    await local.images.upload(tmp_path / "b", aliases=["mine"], move_aliases=True)
    assert (await local.images.aliases.get("mine")).target == second


async def test_properties_of_an_image_that_has_none(local: AsyncLXDClient, tmp_path: Path) -> None:
    make_unified(tmp_path / "a", properties=False)
    image = await local.images.upload(tmp_path / "a", properties={"os": "x y&z", "n": 1})
    assert image.properties == {"os": "x y&z", "n": "1"}


async def test_what_is_no_image(local: AsyncLXDClient, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"nothing")
    with pytest.raises(OperationFailed):
        await local.images.upload(tmp_path / "a")


async def test_an_image_that_is_missing(local: AsyncLXDClient, tmp_path: Path) -> None:
    for name in ("nothing", "0" * 10):
        with pytest.raises(ImageNotFound, match=name):
            await local.images.export(name, tmp_path / "a")
    with pytest.raises(NotFound):
        await local.images.export("0" * 64, tmp_path / "a")
    assert not list(tmp_path.iterdir())


async def test_a_secret(lab: Lab, local: AsyncLXDClient, tmp_path: Path) -> None:
    fingerprint = make_unified(tmp_path / "a")
    await local.images.upload(tmp_path / "a")
    made = await local.images.create_secret(fingerprint)
    async with AsyncLXDClient(lab.url, endpoint_cert_path=lab.server_cert) as stranger:
        with pytest.raises(NotFound):
            await stranger.images.get(fingerprint)
        exported = await stranger.images.export(fingerprint, tmp_path / "b", secret=made.secret)
        assert exported.fingerprint == fingerprint
        assert (await stranger.images.get(fingerprint, secret=made.secret)).fingerprint == fingerprint
    untouched = await local.images.create_secret(fingerprint)
    await untouched.cancel()
    assert not operations_under_way(lab)


async def test_an_image_of_an_instance(client: AsyncLXDClient, container: str) -> None:
    body = {"source": {"type": "instance", "name": container}, "compression_algorithm": "none"}
    state = await client.images.create(body).wait(timeout=60)
    assert (await client.images.get(state.metadata["fingerprint"])).size > 0
