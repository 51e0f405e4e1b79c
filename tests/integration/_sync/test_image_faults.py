# Written by scripts/unasync.py from tests/integration/_async/test_image_faults.py. Change that, and run `make sync`.

"""Images whose transfer breaks, is broken off or takes too long: what stays behind, and what goes on."""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import Lab

from lxd import LXDClient
from lxd.entities.operations import Progress
from lxd.errors import LXDConnectionError, LXDTimeout, OperationTimeout
from tests.cutting_proxy import CuttingProxy
from tests.image_files import make_metadata, make_unified
from tests.leftovers import nothing_left

from ..support import https_options, operations_under_way

BIG = 24 << 20
"""Bytes in an image, so that there is something to cut."""


@pytest.fixture(autouse=True)
def images(lab: Lab) -> Iterator[list[str]]:
    """The images that there were before; those that a test has left are removed."""
    before = lab.request("GET", "/1.0/images")
    yield before
    for url in set(lab.request("GET", "/1.0/images")) - set(before):
        lab.request("DELETE", url)


@pytest.fixture
def proxy(request: pytest.FixtureRequest, lab: Lab) -> Iterator[CuttingProxy]:
    """What cuts connections."""
    over_https = "https" in request.node.name
    with CuttingProxy(lab.url if over_https else lab.socket) as proxy:
        yield proxy


@pytest.fixture(params=["socket", "https"])
def frail(request: pytest.FixtureRequest, lab: Lab, proxy: CuttingProxy) -> Iterator[LXDClient]:
    """A client whose connections can be cut."""
    options = https_options(lab) if request.param == "https" else {}
    with LXDClient(**{**options, "endpoint": proxy.address}) as client:
        yield client


@pytest.fixture
def big(local: LXDClient, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The fingerprint of a big image of one file."""
    path = tmp_path_factory.mktemp("big") / "a"
    make_unified(path, BIG)
    return (local.images.upload(path)).fingerprint


@pytest.fixture
def split(local: LXDClient, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The fingerprint of a big image of two files."""
    directory = tmp_path_factory.mktemp("split")
    make_metadata(directory / "a")
    (directory / "b").write_bytes(os.urandom(BIG))
    return (local.images.upload(directory / "a", directory / "b")).fingerprint


def test_an_export_goes_on_where_it_was_cut(
    frail: LXDClient, proxy: CuttingProxy, big: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "lxd"):
        proxy.cut_after(BIG // 3, connection=proxy.connections)
        exported = frail.images.export(big, tmp_path / "a")
    assert exported.fingerprint == big
    assert "trying again from byte" in caplog.text
    assert proxy.bytes["down"] < 1.5 * exported.size


def test_an_export_that_is_cut_for_good(
    frail: LXDClient, proxy: CuttingProxy, big: str, tmp_path: Path
) -> None:
    def refuse(progress: Progress) -> None:
        if progress.processed:
            proxy.refuse()

    proxy.cut_after(BIG // 3)
    with pytest.raises(LXDConnectionError):
        frail.images.export(big, tmp_path / "a", progress=refuse)
    assert list(tmp_path.iterdir()) == []


def test_an_export_of_two_files_that_is_cut(
    frail: LXDClient, proxy: CuttingProxy, split: str, tmp_path: Path
) -> None:
    proxy.cut_after(BIG // 3)
    with pytest.raises(LXDConnectionError):
        frail.images.export(split, tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_an_upload_that_is_cut(
    frail: LXDClient, proxy: CuttingProxy, tmp_path: Path, lab: Lab, images: list[str]
) -> None:
    make_unified(tmp_path / "a", BIG)
    proxy.cut_after(BIG // 3, direction="up")
    with pytest.raises(LXDConnectionError):
        frail.images.upload(tmp_path / "a")
    assert lab.request("GET", "/1.0/images") == images


def test_an_export_that_takes_too_long(local: LXDClient, big: str, tmp_path: Path) -> None:
    with pytest.raises(LXDTimeout):
        local.images.export(big, tmp_path / "a", timeout=0)
    assert list(tmp_path.iterdir()) == []


def test_an_upload_that_takes_too_long(local: LXDClient, tmp_path: Path, lab: Lab, images: list[str]) -> None:
    make_unified(tmp_path / "a", BIG)
    with pytest.raises((LXDTimeout, OperationTimeout)):
        local.images.upload(tmp_path / "a", timeout=0)
    assert lab.request("GET", "/1.0/images") == images
    assert not operations_under_way(lab)


class Interrupt(BaseException):
    """What a callback may raise."""


def interrupt(progress: Progress) -> None:
    """Interrupts a transfer."""
    if progress.processed:
        raise Interrupt


def test_an_upload_that_is_interrupted_by_its_own_callback(
    lab: Lab, tmp_path: Path, images: list[str]
) -> None:
    make_unified(tmp_path / "new", BIG)
    with nothing_left():
        with LXDClient(lab.socket) as client:
            with pytest.raises(Interrupt):
                client.images.upload(tmp_path / "new", progress=interrupt)
    assert lab.request("GET", "/1.0/images") == images


def test_an_export_that_is_interrupted_by_its_own_callback(lab: Lab, split: str, tmp_path: Path) -> None:
    with nothing_left():
        with LXDClient(lab.socket) as client:
            with pytest.raises(Interrupt):
                client.images.export(split, tmp_path, progress=interrupt)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk(local: LXDClient, big: str, tmp_path: Path) -> None:
    with open("/dev/full", "wb", buffering=0) as full, pytest.raises(OSError, match="No space"):
        local.images.export(big, full)


def test_an_open_file_is_read_from_where_it_is(local: LXDClient, tmp_path: Path) -> None:
    fingerprint = make_unified(tmp_path / "a")
    file = io.BytesIO(b"something else" + (tmp_path / "a").read_bytes())
    file.seek(len(b"something else"))
    image = local.images.upload(file, aliases=["shifted"])
    assert image.fingerprint == fingerprint
    assert not file.closed
