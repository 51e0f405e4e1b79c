# Written by scripts/unasync.py from tests/integration/_async/test_profiles.py. Change that, and run `make sync`.

"""Profiles, against a real LXD."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lab import Lab

from lxd import LXDClient
from lxd.errors import LXDAPIError, NotFound, PreconditionFailed
from lxd.filters import F

from ._io import resolve


@pytest.fixture
def profile(lab: Lab, unique_name: str) -> Iterator[str]:
    """The name of a profile."""
    lab.request("POST", "/1.0/profiles", {"name": unique_name, "config": {"user.x": "1"}})
    yield unique_name
    if f"/1.0/profiles/{unique_name}" in lab.request("GET", "/1.0/profiles"):
        lab.request("DELETE", f"/1.0/profiles/{unique_name}")


def test_life_of_a_profile(client: LXDClient, unique_name: str) -> None:
    devices = {"d": {"type": "none"}}
    client.profiles.create(
        {"name": unique_name, "config": {"limits.processes": 100}, "devices": devices}
    ).wait()
    client.profiles.update_configuration_subset(unique_name, {"config": {"user.x": True}}).wait()
    got = client.profiles.get(unique_name)
    assert (got.config, got.devices) == ({"limits.processes": "100", "user.x": "true"}, devices)
    client.profiles.update_configuration(unique_name, {"description": "new"}).wait()
    got = client.profiles.get(unique_name)
    assert (got.config, got.devices, got.description) == ({}, {}, "new")
    client.profiles.rename(unique_name, f"{unique_name}2").wait()
    with pytest.raises(NotFound):
        client.profiles.get(unique_name)
    client.profiles.delete(f"{unique_name}2").wait()
    with pytest.raises(NotFound):
        client.profiles.get(f"{unique_name}2")


def test_links(client: LXDClient, profile: str) -> None:
    links = {link.name: link for link in client.profiles.list(0)}
    assert (resolve(links[profile])).config == {"user.x": "1"}


def test_a_filter(client: LXDClient, profile: str) -> None:
    meant = (F.config["user.x"] == 1) & (F.name == profile)
    assert [each.name for each in client.profiles.list(filter=meant)] == [profile]
    assert [link.name for link in client.profiles.list(0, filter=f"name eq {profile}")] == [profile]


def test_of_a_project(client: LXDClient, lab: Lab, unique_name: str) -> None:
    lab.request("POST", "/1.0/projects", {"name": unique_name})
    try:
        client.profiles.create({"name": "p"}, project=unique_name).wait()
        scoped = client.with_scope(project=unique_name)
        assert {each.name for each in scoped.profiles.list()} == {"default", "p"}
        links = client.profiles.list(0, project=unique_name)
        assert {(resolve(link)).name for link in links} == {"default", "p"}
        picked = client.profiles.list(0, project=unique_name, filter=F.name.matches(".*"))
        assert {link.url for link in picked} == {link.url for link in links}
        scoped.profiles.delete("p").wait()
    finally:
        lab.request("DELETE", f"/1.0/projects/{unique_name}")


def test_two_editors(local: LXDClient, profile: str) -> None:
    with local.profiles.edit(profile) as mine:
        local.profiles.update_configuration_subset(profile, {"config": {"user.y": "2"}}).wait()
        mine.config["user.z"] = "3"
    assert (local.profiles.get(profile)).config == {"user.x": "1", "user.y": "2", "user.z": "3"}


def test_two_editors_of_the_same(local: LXDClient, profile: str) -> None:
    def edit() -> None:
        with local.profiles.edit(profile) as mine:
            local.profiles.update_configuration_subset(profile, {"config": {"user.x": "2"}}).wait()
            mine.config["user.x"] = "3"

    with pytest.raises(PreconditionFailed, match=r"config\.user\.x"):
        edit()


def test_one_that_is_there_already(local: LXDClient, profile: str) -> None:
    with pytest.raises(LXDAPIError, match="already exists"):
        local.profiles.create({"name": profile}).wait()


def test_one_in_use(local: LXDClient) -> None:
    with pytest.raises(LXDAPIError, match="default"):
        local.profiles.delete("default").wait()


def test_what_lxd_does_not_know(local: LXDClient, profile: str) -> None:
    with pytest.raises(LXDAPIError, match="Unknown configuration key"):
        local.profiles.update_configuration_subset(profile, {"config": {"no.such": 1}}).wait()
