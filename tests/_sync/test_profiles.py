# Written by scripts/unasync.py from tests/_async/test_profiles.py. Change that, and run `make sync`.

"""Profiles: what is sent, and both ways in which servers answer."""

from __future__ import annotations

import pytest

from lxd import LXDClient
from lxd.errors import ExtensionMissing
from lxd.filters import F
from tests.standin import StandIn

PROFILES = "/1.0/profiles"
ONE = f"{PROFILES}/small"


def test_they_are_listed(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PROFILES}", [{"name": "small"}, {"name": "large"}])
    assert [profile.name for profile in newest.profiles.list(project="p")] == ["small", "large"]
    assert standin.calls == [f"GET {PROFILES}?recursion=1&project=p"]


def test_of_all_projects(newest: LXDClient, standin: StandIn) -> None:
    newest.profiles.list(all_projects=True, entitlements=["can_edit", "can_delete"])
    assert standin.calls == [
        f"GET {PROFILES}?recursion=1&all-projects=true&with-access-entitlements=can_edit,can_delete"
    ]


def test_links(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PROFILES}", [f"{ONE}?project=p"])
    standin.on(f"GET {ONE}", {"name": "small"})
    (link,) = newest.profiles.list(0)
    assert (link.name, link.project) == ("small", "p")
    assert (link.fetch()).name == "small"
    assert standin.calls[-1] == f"GET {ONE}?project=p"


def test_links_by_a_filter(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PROFILES}", [{"name": "a b", "config": {"user.x": "1"}}, {"name": "c"}])
    links = newest.profiles.list(0, filter=F.config["user.x"] == 1)
    assert [link.url for link in links] == [f"{PROFILES}/a%20b"]


def test_a_filter_in_words(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {PROFILES}", [{"name": "small"}, {"name": "large"}])
    found = newest.profiles.list(filter="name eq LAR.*")
    assert [profile.name for profile in found] == ["large"]
    assert standin.calls == [f"GET {PROFILES}?recursion=1"]


def test_one_is_got(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "small", "access_entitlements": ["can_edit"]})
    profile = newest.profiles.get("small", entitlements=["can_edit"])
    assert profile.access_entitlements == ["can_edit"]
    assert standin.calls == [f"GET {ONE}?with-access-entitlements=can_edit"]


def test_creating(newest: LXDClient, standin: StandIn) -> None:
    operation = newest.profiles.create({"name": "small", "config": {"limits.cpu": 1}}, project="p")
    operation.wait()
    assert operation.is_done
    assert standin.calls == [f"POST {PROFILES}?project=p"]
    assert standin.body(f"POST {PROFILES}") == {"name": "small", "config": {"limits.cpu": "1"}}


def test_replacing(newest: LXDClient, standin: StandIn) -> None:
    newest.profiles.update_configuration("small", {"config": {}, "devices": {}}).wait()
    assert standin.body(f"PUT {ONE}") == {"config": {}, "devices": {}}


def test_changing(newest: LXDClient, standin: StandIn) -> None:
    newest.profiles.update_configuration_subset("small", {"config": {"limits.cpu": None}}).wait()
    assert standin.body(f"PATCH {ONE}") == {"config": {"limits.cpu": ""}}


def test_editing(newest: LXDClient, standin: StandIn) -> None:
    standin.on(f"GET {ONE}", {"name": "small", "config": {"limits.cpu": "1"}})
    with newest.profiles.edit("small") as profile:
        profile.config["limits.cpu"] = "2"
    assert standin.sent(f"PUT {ONE}").headers["If-Match"] == "abc"
    assert standin.body(f"PUT {ONE}")["config"] == {"limits.cpu": "2"}


def test_renaming(newest: LXDClient, standin: StandIn) -> None:
    newest.profiles.rename("small", "tiny", project="p").wait()
    assert standin.calls == [f"POST {ONE}?project=p"]
    assert standin.body(f"POST {ONE}") == {"name": "tiny"}


def test_deleting(newest: LXDClient, standin: StandIn) -> None:
    newest.profiles.delete("small").wait()
    assert standin.calls == [f"DELETE {ONE}"]


def test_an_extension_that_is_missing() -> None:
    older = StandIn(without=("profiles_all_projects",))
    with LXDClient("/run/lxd.socket", transport=older.transport) as client:
        with pytest.raises(
            ExtensionMissing, match=r"'profiles_all_projects', which the server \(LXD 5.0.2\)"
        ):
            client.profiles.list(all_projects=True)
    assert older.calls == []


@pytest.mark.parametrize(("project", "url"), [("p", f"{ONE}?project=p"), ("default", ONE)])
def test_links_by_a_filter_are_the_same_as_without(
    newest: LXDClient, standin: StandIn, project: str, url: str
) -> None:
    standin.on(f"GET {PROFILES}", [{"name": "small"}])
    for client, named in ((newest, project), (newest.with_scope(project=project), None)):
        (link,) = client.profiles.list(0, project=named, filter=F.name == "small")
        assert link.url == url
        link.fetch()
        assert standin.calls[-1] == f"GET {ONE}?project={project}"
