"""Profiles, against a real LXD."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from lab import Lab

from lxd import AsyncLXDClient
from lxd.errors import LXDAPIError, NotFound, PreconditionFailed
from lxd.filters import F

from ._io import resolve


@pytest.fixture
async def profile(lab: Lab, unique_name: str) -> AsyncIterator[str]:
    """The name of a profile."""
    lab.request("POST", "/1.0/profiles", {"name": unique_name, "config": {"user.x": "1"}})
    yield unique_name
    if f"/1.0/profiles/{unique_name}" in lab.request("GET", "/1.0/profiles"):
        lab.request("DELETE", f"/1.0/profiles/{unique_name}")


async def test_life_of_a_profile(client: AsyncLXDClient, unique_name: str) -> None:
    devices = {"d": {"type": "none"}}
    await client.profiles.create(
        {"name": unique_name, "config": {"limits.processes": 100}, "devices": devices}
    ).wait()
    await client.profiles.update_configuration_subset(unique_name, {"config": {"user.x": True}}).wait()
    got = await client.profiles.get(unique_name)
    assert (got.config, got.devices) == ({"limits.processes": "100", "user.x": "true"}, devices)
    await client.profiles.update_configuration(unique_name, {"description": "new"}).wait()
    got = await client.profiles.get(unique_name)
    assert (got.config, got.devices, got.description) == ({}, {}, "new")
    await client.profiles.rename(unique_name, f"{unique_name}2").wait()
    with pytest.raises(NotFound):
        await client.profiles.get(unique_name)
    await client.profiles.delete(f"{unique_name}2").wait()
    with pytest.raises(NotFound):
        await client.profiles.get(f"{unique_name}2")


async def test_links(client: AsyncLXDClient, profile: str) -> None:
    links = {link.name: link for link in await client.profiles.list(0)}
    assert (await resolve(links[profile])).config == {"user.x": "1"}


async def test_a_filter(client: AsyncLXDClient, profile: str) -> None:
    meant = (F.config["user.x"] == 1) & (F.name == profile)
    assert [each.name for each in await client.profiles.list(filter=meant)] == [profile]
    assert [link.name for link in await client.profiles.list(0, filter=f"name eq {profile}")] == [profile]


async def test_of_a_project(client: AsyncLXDClient, lab: Lab, unique_name: str) -> None:
    lab.request("POST", "/1.0/projects", {"name": unique_name})
    try:
        await client.profiles.create({"name": "p"}, project=unique_name).wait()
        scoped = client.with_scope(project=unique_name)
        assert {each.name for each in await scoped.profiles.list()} == {"default", "p"}
        links = await client.profiles.list(0, project=unique_name)
        assert {(await resolve(link)).name for link in links} == {"default", "p"}
        picked = await client.profiles.list(0, project=unique_name, filter=F.name.matches(".*"))
        assert {link.url for link in picked} == {link.url for link in links}
        await scoped.profiles.delete("p").wait()
    finally:
        lab.request("DELETE", f"/1.0/projects/{unique_name}")


async def test_two_editors(local: AsyncLXDClient, profile: str) -> None:
    async with local.profiles.edit(profile) as mine:
        await local.profiles.update_configuration_subset(profile, {"config": {"user.y": "2"}}).wait()
        mine.config["user.z"] = "3"
    assert (await local.profiles.get(profile)).config == {"user.x": "1", "user.y": "2", "user.z": "3"}


async def test_two_editors_of_the_same(local: AsyncLXDClient, profile: str) -> None:
    async def edit() -> None:
        async with local.profiles.edit(profile) as mine:
            await local.profiles.update_configuration_subset(profile, {"config": {"user.x": "2"}}).wait()
            mine.config["user.x"] = "3"

    with pytest.raises(PreconditionFailed, match=r"config\.user\.x"):
        await edit()


async def test_one_that_is_there_already(local: AsyncLXDClient, profile: str) -> None:
    with pytest.raises(LXDAPIError, match="already exists"):
        await local.profiles.create({"name": profile}).wait()


async def test_one_in_use(local: AsyncLXDClient) -> None:
    with pytest.raises(LXDAPIError, match="default"):
        await local.profiles.delete("default").wait()


async def test_what_lxd_does_not_know(local: AsyncLXDClient, profile: str) -> None:
    with pytest.raises(LXDAPIError, match="Unknown configuration key"):
        await local.profiles.update_configuration_subset(profile, {"config": {"no.such": 1}}).wait()
