"""Groups, permissions and sessions: what is sent, and both ways in which servers answer."""

from __future__ import annotations

import pytest

from lxd import AsyncLXDClient
from lxd.filters import F
from tests.standin import StandIn

AUTH = "/1.0/auth"
GROUPS = f"{AUTH}/groups"
PROVIDER_GROUPS = f"{AUTH}/identity-provider-groups"
PERMISSIONS = f"{AUTH}/permissions"
SESSIONS = f"{AUTH}/oidc-sessions"
OPERATE = {"entity_type": "project", "url": "/1.0/projects/default", "entitlement": "operator"}


async def test_groups_are_listed(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {GROUPS}", [{"name": "staff"}, {"name": "guests"}])
    found = await newest.auth.groups.list(filter=F.name == "staff", entitlements=["can_edit"])
    assert [group.name for group in found] == ["staff"]
    assert standin.calls == [f"GET {GROUPS}?recursion=1&with-access-entitlements=can_edit"]


async def test_links_to_groups(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {GROUPS}", [f"{GROUPS}/staff"])
    standin.on(f"GET {GROUPS}/staff", {"name": "staff"})
    (link,) = await newest.auth.groups.list(0)
    assert (await link.fetch()).name == "staff"


async def test_a_group_is_got(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {GROUPS}/staff", {"name": "staff", "permissions": [OPERATE]})
    group = await newest.auth.groups.get("staff", entitlements=["can_edit"])
    assert [permission.entitlement for permission in group.permissions] == ["operator"]
    assert standin.calls == [f"GET {GROUPS}/staff?with-access-entitlements=can_edit"]


async def test_creating_a_group(newest: AsyncLXDClient, standin: StandIn) -> None:
    wanted = {"name": "staff", "description": "", "permissions": [OPERATE]}
    await newest.auth.groups.create(wanted).wait()
    assert standin.body(f"POST {GROUPS}") == wanted


async def test_replacing_a_group(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.groups.update_configuration("staff", {"permissions": []}).wait()
    assert standin.body(f"PUT {GROUPS}/staff") == {"permissions": []}


async def test_changing_a_group_keeps_its_permissions(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {GROUPS}/staff", {"name": "staff", "permissions": [OPERATE]})
    await newest.auth.groups.update_configuration_subset("staff", {"description": "us"}).wait()
    assert standin.calls == [f"GET {GROUPS}/staff", f"PUT {GROUPS}/staff"]
    assert (
        standin.body(f"PUT {GROUPS}/staff").items() >= {"description": "us", "permissions": [OPERATE]}.items()
    )
    assert standin.sent(f"PUT {GROUPS}/staff").headers["If-Match"] == "abc"


async def test_editing_a_group(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {GROUPS}/staff", {"name": "staff", "permissions": [OPERATE]})
    async with newest.auth.groups.edit("staff") as group:
        group.permissions[0].entitlement = "viewer"
    assert standin.sent(f"PUT {GROUPS}/staff").headers["If-Match"] == "abc"
    assert standin.body(f"PUT {GROUPS}/staff")["permissions"] == [{**OPERATE, "entitlement": "viewer"}]


async def test_renaming_a_group(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.groups.rename("staff", "crew").wait()
    assert standin.body(f"POST {GROUPS}/staff") == {"name": "crew"}


async def test_deleting_a_group(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.groups.delete("staff").wait()
    assert standin.calls == [f"DELETE {GROUPS}/staff"]


async def test_provider_groups_are_listed(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PROVIDER_GROUPS}", [{"name": "employees", "groups": ["staff"]}])
    (group,) = await newest.auth.identity_provider_groups.list(entitlements=["can_edit"])
    assert group.groups == ["staff"]
    assert standin.calls == [f"GET {PROVIDER_GROUPS}?recursion=1&with-access-entitlements=can_edit"]


async def test_links_to_provider_groups(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PROVIDER_GROUPS}", [{"name": "employees"}, {"name": "all of us"}])
    standin.on(f"GET {PROVIDER_GROUPS}/all%20of%20us", {"name": "all of us"})
    (link,) = await newest.auth.identity_provider_groups.list(0, filter="name eq all.*")
    assert (await link.fetch()).name == "all of us"


async def test_a_provider_group_is_got(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PROVIDER_GROUPS}/employees", {"name": "employees", "groups": ["staff"]})
    assert (await newest.auth.identity_provider_groups.get("employees")).groups == ["staff"]


async def test_creating_a_provider_group(newest: AsyncLXDClient, standin: StandIn) -> None:
    wanted = {"name": "employees", "groups": ["staff"]}
    await newest.auth.identity_provider_groups.create(wanted).wait()
    assert standin.body(f"POST {PROVIDER_GROUPS}") == wanted


async def test_replacing_a_provider_group(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.identity_provider_groups.update_configuration("employees", {"groups": []}).wait()
    assert standin.body(f"PUT {PROVIDER_GROUPS}/employees") == {"groups": []}


async def test_changing_a_provider_group(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PROVIDER_GROUPS}/employees", {"name": "employees", "groups": ["staff"]})
    change: dict[str, list[str]] = {"groups": []}
    await newest.auth.identity_provider_groups.update_configuration_subset("employees", change).wait()
    assert standin.body(f"PUT {PROVIDER_GROUPS}/employees")["groups"] == []
    assert standin.sent(f"PUT {PROVIDER_GROUPS}/employees").headers["If-Match"] == "abc"


async def test_editing_a_provider_group(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PROVIDER_GROUPS}/employees", {"name": "employees", "groups": ["staff"]})
    async with newest.auth.identity_provider_groups.edit("employees") as group:
        group.groups = []
    assert standin.sent(f"PUT {PROVIDER_GROUPS}/employees").headers["If-Match"] == "abc"
    assert standin.body(f"PUT {PROVIDER_GROUPS}/employees")["groups"] == []


async def test_renaming_a_provider_group(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.identity_provider_groups.rename("employees", "workers").wait()
    assert standin.body(f"POST {PROVIDER_GROUPS}/employees") == {"name": "workers"}


async def test_deleting_a_provider_group(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.identity_provider_groups.delete("employees").wait()
    assert standin.calls == [f"DELETE {PROVIDER_GROUPS}/employees"]


async def test_permissions(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PERMISSIONS}", [OPERATE])
    found = await newest.auth.permissions.list(0, entity_type="project", project="p")
    assert [permission.entitlement for permission in found] == ["operator"]
    assert standin.calls == [f"GET {PERMISSIONS}?entity-type=project&project=p"]


async def test_permissions_with_their_groups(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PERMISSIONS}", [{**OPERATE, "groups": ["staff"]}, {**OPERATE, "entitlement": "viewer"}])
    (permission,) = await newest.auth.permissions.list(filter=F.entitlement == "operator")
    assert permission.groups == ["staff"]
    assert standin.calls == [f"GET {PERMISSIONS}?recursion=1"]


async def test_sessions_are_listed(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {SESSIONS}", [{"uuid": "1234", "email": "alice@example.org"}])
    (session,) = await newest.auth.oidc_sessions.list(email="alice@example.org")
    assert session.uuid == "1234"
    assert standin.calls == [f"GET {SESSIONS}?recursion=1&email=alice@example.org"]


async def test_links_to_sessions(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(
        f"GET {SESSIONS}", [{"uuid": "1234", "username": "alice"}, {"uuid": "5678", "username": "bob"}]
    )
    standin.on(f"GET {SESSIONS}/5678", {"uuid": "5678", "username": "bob"})
    (link,) = await newest.auth.oidc_sessions.list(0, filter=F.username == "bob")
    assert (await link.fetch()).username == "bob"


async def test_a_session_is_got(newest: AsyncLXDClient, standin: StandIn) -> None:
    standin.on(f"GET {SESSIONS}/1234", {"uuid": "1234"})
    assert (await newest.auth.oidc_sessions.get("1234")).uuid == "1234"


async def test_deleting_a_session(newest: AsyncLXDClient, standin: StandIn) -> None:
    await newest.auth.oidc_sessions.delete("1234").wait()
    assert standin.calls == [f"DELETE {SESSIONS}/1234"]


@pytest.mark.parametrize(("recursion", "query"), [(0, ""), (1, "?recursion=1")])
async def test_permissions_of_all_projects(
    newest: AsyncLXDClient, standin: StandIn, recursion: int, query: str
) -> None:
    await newest.with_scope(project="p").auth.permissions.list(recursion, all_projects=True)
    assert standin.calls == [f"GET {PERMISSIONS}{query}"]
