"""Profiles: what is sent, and both ways in which servers answer."""

from __future__ import annotations

import pytest

from lxd import AsyncLXDClient
from lxd.errors import ExtensionMissing
from lxd.filters import F
from tests.standin import StandIn

PROFILES = "/1.0/profiles"
ONE = f"{PROFILES}/small"


async def test_they_are_listed(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PROFILES}", [{"name": "small"}, {"name": "large"}])
    assert [profile.name for profile in await newest.profiles.list(project="p")] == ["small", "large"]
    assert standin.calls == [f"GET {PROFILES}?recursion=1&project=p"]


async def test_of_all_projects(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.profiles.list(all_projects=True, entitlements=["can_edit", "can_delete"])
    assert standin.calls == [
        f"GET {PROFILES}?recursion=1&all-projects=true&with-access-entitlements=can_edit,can_delete"
    ]


async def test_links(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PROFILES}", [f"{ONE}?project=p"])
    standin.on(f"GET {ONE}", {"name": "small"})
    (link,) = await newest.profiles.list(0)
    assert (link.name, link.project) == ("small", "p")
    assert (await link.fetch()).name == "small"
    assert standin.calls[-1] == f"GET {ONE}?project=p"


async def test_links_by_a_filter(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PROFILES}", [{"name": "a b", "config": {"user.x": "1"}}, {"name": "c"}])
    links = await newest.profiles.list(0, filter=F.config["user.x"] == 1)
    assert [link.url for link in links] == [f"{PROFILES}/a%20b"]


async def test_a_filter_in_words(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PROFILES}", [{"name": "small"}, {"name": "large"}])
    found = await newest.profiles.list(filter="name eq LAR.*")
    assert [profile.name for profile in found] == ["large"]
    assert standin.calls == [f"GET {PROFILES}?recursion=1"]


async def test_one_is_got(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "small", "access_entitlements": ["can_edit"]})
    profile = await newest.profiles.get("small", entitlements=["can_edit"])
    assert profile.access_entitlements == ["can_edit"]
    assert standin.calls == [f"GET {ONE}?with-access-entitlements=can_edit"]


async def test_creating(newest: AsyncLXDClient, standin: StandIn) -> None:
    operation = await newest.profiles.create({"name": "small", "config": {"limits.cpu": 1}}, project="p")
    await operation.wait()
    assert operation.is_done
    assert standin.calls == [f"POST {PROFILES}?project=p"]
    assert standin.body(f"POST {PROFILES}") == {"name": "small", "config": {"limits.cpu": "1"}}


async def test_replacing(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.profiles.update_configuration("small", {"config": {}, "devices": {}}).wait()
    assert standin.body(f"PUT {ONE}") == {"config": {}, "devices": {}}


async def test_changing(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.profiles.update_configuration_subset("small", {"config": {"limits.cpu": None}}).wait()
    assert standin.body(f"PATCH {ONE}") == {"config": {"limits.cpu": ""}}


async def test_editing(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "small", "config": {"limits.cpu": "1"}})
    async with newest.profiles.edit("small") as profile:
        profile.config["limits.cpu"] = "2"
    assert standin.sent(f"PUT {ONE}").headers["If-Match"] == "abc"
    assert standin.body(f"PUT {ONE}")["config"] == {"limits.cpu": "2"}


async def test_renaming(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.profiles.rename("small", "tiny", project="p").wait()
    assert standin.calls == [f"POST {ONE}?project=p"]
    assert standin.body(f"POST {ONE}") == {"name": "tiny"}


async def test_deleting(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.profiles.delete("small").wait()
    assert standin.calls == [f"DELETE {ONE}"]


async def test_an_extension_that_is_missing() -> None:
    older = StandIn(without=("profiles_all_projects",))
    async with AsyncLXDClient("/run/lxd.socket", transport=older.transport) as client:
        with pytest.raises(
            ExtensionMissing, match=r"'profiles_all_projects', which the server \(LXD 5.0.2\)"
        ):
            await client.profiles.list(all_projects=True)
    assert older.calls == []


@pytest.mark.parametrize(("project", "url"), [("p", f"{ONE}?project=p"), ("default", ONE)])
async def test_links_by_a_filter_are_the_same_as_without(
    newest: AsyncLXDClient, standin: StandIn, project: str, url: str
) -> None:
    standin.on(f"GET {PROFILES}", [{"name": "small"}])
    for client, named in ((newest, project), (newest.with_scope(project=project), None)):
        (link,) = await client.profiles.list(0, project=named, filter=F.name == "small")
        assert link.url == url
        await link.fetch()
        assert standin.calls[-1] == f"GET {ONE}?project={project}"
