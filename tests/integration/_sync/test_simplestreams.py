# Written by scripts/unasync.py from tests/integration/_async/test_simplestreams.py. Change that, and run `make sync`.

"""Images from a server of simplestreams, against a real LXD."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lab import Lab
from lablib.image import build_image

from lxd import LXDClient
from lxd.errors import OperationError
from lxd.remotes import read_remotes
from tests.identities import make_identity
from tests.image_server import ImageServer, image_server


@pytest.fixture(scope="module")
def content(lab: Lab) -> bytes:
    """A tar file of the image that each LXD of these tests has (a lab installs what it is made of).

    Compressed otherwise, it is another image to LXD.
    """
    return gzip.decompress(build_image())


def fingerprint_of(image: bytes) -> str:
    return hashlib.sha256(image).hexdigest()


@pytest.fixture(scope="module")
def streams(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ImageServer, Path]]:
    """A server of images, and the certificate that vouches for it."""
    identity = make_identity(tmp_path_factory.mktemp("streams"), "streams", addresses=["127.0.0.1"])
    with image_server(identity, "busy") as server:
        yield server, identity.cert_path


@pytest.fixture(scope="module")
def trusting_lab(streams: tuple[ImageServer, Path], lab: Lab) -> Iterator[Lab]:
    """A LXD that trusts the server of images."""

    with Lab("streams", environment={"SSL_CERT_FILE": str(streams[1])}) as laboratory:
        yield laboratory


@pytest.fixture
def trusting(trusting_lab: Lab) -> Iterator[LXDClient]:
    """A client of that LXD, which has none of those images."""
    with LXDClient(trusting_lab.socket) as client:
        yield client
        for image in client.images.list():
            if image.fingerprint != trusting_lab.fingerprint or image.update_source is not None:
                client.images.delete(image.fingerprint).wait()


@pytest.fixture
def server(streams: tuple[ImageServer, Path], trusting_lab: Lab, content: bytes) -> ImageServer:
    """The server of images, with one version of its image, which is not that of the LXD itself."""
    streams[0].versions = {"20260101": gzip.compress(content, 2, mtime=0)}
    forget(trusting_lab)
    return streams[0]


def forget(lab: Lab) -> None:
    """Makes LXD look again: it believes for an hour what it has read of a server of images."""
    for kept in (lab.directory / "cache").glob("**/*.json*"):
        kept.unlink()


def source_of(server: ImageServer) -> dict[str, Any]:
    """Where the image is, in LXD's own words."""
    return {
        "type": "image",
        "mode": "pull",
        "protocol": "simplestreams",
        "server": server.url,
        "alias": server.alias,
    }


def test_pulling(trusting: LXDClient, server: ImageServer) -> None:
    image = trusting.images.pull(source_of(server), aliases=["pulled"], timeout=60)
    assert image.fingerprint == fingerprint_of(server.versions["20260101"])
    assert (image.properties["os"], [alias.name for alias in image.aliases]) == ("Busybox", ["pulled"])
    assert image.update_source is not None
    assert (image.update_source.server, image.update_source.alias) == (server.url, "busy")


def test_pulling_from_a_remote_of_lxc(
    trusting: LXDClient, server: ImageServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LXD_CONF", str(tmp_path))
    read_remotes().add("mine", server.url, protocol="simplestreams", public=True)
    image = trusting.images.pull("mine:busy", timeout=60)
    assert image.fingerprint == fingerprint_of(server.versions["20260101"])


def test_an_alias_that_the_server_does_not_have(trusting: LXDClient, server: ImageServer) -> None:
    with pytest.raises(OperationError, match=r"image.*not found|couldn't be found"):
        trusting.images.pull({**source_of(server), "alias": "nothing"}, timeout=60)
    assert len(trusting.images.list()) == 1


def test_refreshing(trusting: LXDClient, trusting_lab: Lab, server: ImageServer, content: bytes) -> None:
    image = trusting.images.pull(source_of(server), auto_update=True, aliases=["fresh"], timeout=60)
    same = trusting.images.refresh(image.fingerprint)
    same.wait(60)
    assert not same.refreshed
    newest = gzip.compress(content, 3, mtime=0)
    server.versions["20260201"] = newest
    forget(trusting_lab)
    newer = trusting.images.refresh(image.fingerprint)
    newer.wait(60)
    assert newer.refreshed
    alias = trusting.images.aliases.get("fresh")
    assert alias.target == fingerprint_of(newest)


def test_launching(trusting: LXDClient, trusting_lab: Lab, server: ImageServer) -> None:
    try:
        trusting.instances.launch("streamed", source_of(server), timeout=120)
        assert (trusting.instances.run("streamed", ["echo", "hello"], timeout=60)).stdout == "hello\n"
    finally:
        trusting_lab.remove("streamed")
