# Written by scripts/unasync.py from tests/typing/_async/image_cases.py. Change that, and run `make sync`.

"""What type checkers make of images: never run, only checked, by mypy and pyright."""

from __future__ import annotations

from typing import assert_type

from lxd import LXDClient
from lxd._sync.images.handles import ImageRefresh, ImageSecret
from lxd._sync.links import Link
from lxd._sync.operations import Operation
from lxd.entities.images import Image, ImageAlias, ImageAliasesEntry, ImageExport, ImagePut


def lists(client: LXDClient, recursion: int) -> None:
    assert_type(client.images.list(), list[Image])
    assert_type(client.images.list(0), list[Link[Image]])
    assert_type(client.images.list(recursion), list[Link[Image]] | list[Image])
    for link in client.images.list(0, all_projects=True):
        assert_type(link.fetch(), Image)
    assert_type(client.images.aliases.list(), list[ImageAliasesEntry])
    assert_type(client.images.aliases.list(0), list[Link[ImageAliasesEntry]])


def one(client: LXDClient) -> None:
    assert_type(client.images.get("ab", secret="s"), Image)
    assert_type(client.images.aliases.get("web"), ImageAliasesEntry)
    with client.images.edit("ab") as image:
        assert_type(image, Image)
    assert_type(client.images.update_configuration_subset("ab", ImagePut(public=True)), Operation)
    assert_type(client.images.refresh("ab"), ImageRefresh)
    assert_type((client.images.refresh("ab")).refreshed, bool)
    assert_type(client.images.create_secret("ab"), ImageSecret)


def transfers(client: LXDClient) -> None:
    with open("a", "rb") as first, open("b", "wb") as second:
        assert_type(client.images.upload(first, "b", aliases=["a", ImageAlias(name="b")]), Image)
        assert_type(client.images.export("ab", second, "b"), ImageExport)
    assert_type(client.images.copy("web", to=client, mode="relay"), Image)
    assert_type(client.images.pull("ubuntu:24.04", type="container"), Image)
