"""Projects, against a real LXD."""

from __future__ import annotations

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.errors import ExtensionMissing, LXDAPIError, NotFound
from lxd.filters import F

from ._io import resolve


async def test_life_of_a_project(client: AsyncLXDClient, unique_name: str) -> None:
    await client.projects.create({"name": unique_name, "config": {"features.images": False}}).wait()
    await client.projects.update_configuration_subset(unique_name, {"config": {"limits.instances": 5}}).wait()
    got = await client.projects.get(unique_name)
    assert (got.config["features.images"], got.config["limits.instances"]) == ("false", "5")
    async with client.projects.edit(unique_name) as project:
        project.description = "edited"
        project.config["user.x"] = "1"
    (found,) = await client.projects.list(filter=F.config["user.x"] == 1)
    assert (found.name, found.description) == (unique_name, "edited")
    found.config.pop("user.x")
    await client.projects.update_configuration(unique_name, found).wait()
    await client.projects.rename(unique_name, f"{unique_name}x").wait()
    links = {link.name: link for link in await client.projects.list(0)}
    assert "user.x" not in (await resolve(links[f"{unique_name}x"])).config
    await client.projects.delete(f"{unique_name}x").wait()
    with pytest.raises(NotFound):
        await client.projects.get(f"{unique_name}x")


async def test_how_much_of_its_limits_is_used(local: AsyncLXDClient, project: str, unique_name: str) -> None:
    await local.projects.update_configuration_subset(project, {"config": {"limits.instances": 5}}).wait()
    scoped = local.with_scope(project=project)
    await scoped.instances.create({"name": unique_name, "source": {"type": "none"}}).wait()
    try:
        used = (await local.projects.get_state(project)).resources["instances"]
        assert (used.limit, used.usage) == (5, 1)
        assert [each.name for each in await scoped.instances.list()] == [unique_name]
        everywhere = await local.instances.list(all_projects=True, filter=F.name == unique_name)
        assert [each.project for each in everywhere] == [project]
    finally:
        await scoped.instances.delete(unique_name).wait()


async def test_one_that_is_not_empty(local: AsyncLXDClient, project: str, unique_name: str) -> None:
    scoped = local.with_scope(project=project)
    await scoped.instances.create({"name": unique_name, "source": {"type": "none"}}).wait()
    try:
        with pytest.raises(LXDAPIError, match="empty"):
            await local.projects.delete(project).wait()
    finally:
        await scoped.instances.delete(unique_name).wait()


async def test_deleting_all_that_is_in_it_is_newer(local: AsyncLXDClient, project: str, lab: Lab) -> None:
    with pytest.raises(ExtensionMissing, match=f"projects_force_delete.*LXD {lab.version}"):
        await local.projects.delete(project, force=True).wait()
