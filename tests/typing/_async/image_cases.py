"""What type checkers make of images: never run, only checked, by mypy and pyright."""

from __future__ import annotations

from typing import assert_type

from lxd import AsyncLXDClient
from lxd._async.images.handles import AsyncImageRefresh, AsyncImageSecret
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd.entities.images import Image, ImageAlias, ImageAliasesEntry, ImageExport, ImagePut


async def lists(client: AsyncLXDClient, recursion: int) -> None:
    assert_type(await client.images.list(), list[Image])
    assert_type(await client.images.list(0), list[AsyncLink[Image]])
    assert_type(await client.images.list(recursion), list[AsyncLink[Image]] | list[Image])
    for link in await client.images.list(0, all_projects=True):
        assert_type(await link.fetch(), Image)
    assert_type(await client.images.aliases.list(), list[ImageAliasesEntry])
    assert_type(await client.images.aliases.list(0), list[AsyncLink[ImageAliasesEntry]])


async def one(client: AsyncLXDClient) -> None:
    assert_type(await client.images.get("ab", secret="s"), Image)
    assert_type(await client.images.aliases.get("web"), ImageAliasesEntry)
    async with client.images.edit("ab") as image:
        assert_type(image, Image)
    assert_type(await client.images.update_configuration_subset("ab", ImagePut(public=True)), AsyncOperation)
    assert_type(await client.images.refresh("ab"), AsyncImageRefresh)
    assert_type((await client.images.refresh("ab")).refreshed, bool)
    assert_type(await client.images.create_secret("ab"), AsyncImageSecret)


async def transfers(client: AsyncLXDClient) -> None:
    with open("a", "rb") as first, open("b", "wb") as second:
        assert_type(await client.images.upload(first, "b", aliases=["a", ImageAlias(name="b")]), Image)
        assert_type(await client.images.export("ab", second, "b"), ImageExport)
    assert_type(await client.images.copy("web", to=client, mode="relay"), Image)
    assert_type(await client.images.pull("ubuntu:24.04", type="container"), Image)
