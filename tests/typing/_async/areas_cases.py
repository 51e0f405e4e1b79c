"""What type checkers make of the areas of the API: never run, only checked, by mypy and pyright."""

from __future__ import annotations

from typing import assert_type

from lxd_api import models

from lxd import AsyncLXDClient
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd.filters import F, Field, Filter, select


async def profiles(client: AsyncLXDClient, recursion: int) -> None:
    assert_type(await client.profiles.list(), list[models.Profile])
    assert_type(await client.profiles.list(0), list[AsyncLink[models.Profile]])
    assert_type(await client.profiles.list(1, filter=F.name == "x", all_projects=True), list[models.Profile])
    assert_type(await client.profiles.list(recursion), list[AsyncLink[models.Profile]] | list[models.Profile])
    assert_type(await client.profiles.get("x"), models.Profile)
    assert_type(client.profiles.edit("x"), AsyncEdit[models.Profile])
    assert_type(await client.profiles.delete("x"), AsyncOperation)
    for link in await client.profiles.list(0):
        assert_type(link.name, str)
        assert_type(await link.fetch(), models.Profile)


async def filters(client: AsyncLXDClient) -> None:
    assert_type(F.config["limits.cpu"], Field)
    assert_type(F.name == "x", Filter)
    assert_type(F.name != "x", Filter)
    assert_type((F.name == "x") & ~F.name.in_(["y"]) | F.name.matches("z"), Filter)
    assert_type(select(F.name == "x", await client.profiles.list()), list[models.Profile])
    assert_type(await client.instances.list(2, filter=F.name == "x", fields=[]), list[models.InstanceFull])
