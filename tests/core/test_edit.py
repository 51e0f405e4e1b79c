"""Three versions of an object, put together."""

from __future__ import annotations

from typing import Any

import pytest

from lxd._core.edit import is_collision, merge, overlay

BASE: dict[str, Any] = {
    "description": "old",
    "config": {"limits.cpu": "1", "user.a": "1"},
    "devices": {"root": {"path": "/", "size": "1GiB"}},
    "profiles": ["default"],
}


def changed(**changes: Any) -> dict[str, Any]:
    """The object with some keys changed."""
    return {**BASE, **changes}


def test_what_only_one_has_changed_is_kept_from_both_sides() -> None:
    mine = changed(config={"limits.cpu": "2", "user.a": "1"})
    theirs = changed(config={"limits.cpu": "1", "user.a": "1", "volatile.x": "y"}, description="new")
    merged, conflicts = merge(BASE, mine, theirs)
    assert merged == changed(config={"limits.cpu": "2", "user.a": "1", "volatile.x": "y"}, description="new")
    assert conflicts == []


def test_maps_are_put_together_at_every_depth() -> None:
    mine = changed(devices={"root": {"path": "/", "size": "2GiB"}})
    theirs = changed(devices={"root": {"path": "/", "size": "1GiB", "pool": "p"}})
    assert merge(BASE, mine, theirs)[0]["devices"] == {"root": {"path": "/", "size": "2GiB", "pool": "p"}}


def test_what_was_removed_here_stays_removed() -> None:
    mine = changed(config={"limits.cpu": "1"})
    theirs = changed(config={"limits.cpu": "1", "user.a": "1", "user.b": "2"})
    assert merge(BASE, mine, theirs) == (changed(config={"limits.cpu": "1", "user.b": "2"}), [])


def test_what_others_removed_stays_removed() -> None:
    theirs = changed(config={"limits.cpu": "1"})
    assert merge(BASE, changed(description="mine"), theirs)[0] == {**theirs, "description": "mine"}


@pytest.mark.parametrize(
    ("mine", "theirs", "key"),
    [
        ({"description": "mine"}, {"description": "theirs"}, "description"),
        ({"config": {"limits.cpu": "2", "user.a": "1"}}, {"config": {"user.a": "1"}}, "config.limits.cpu"),
        ({"config": {"user.a": "1"}}, {"config": {"limits.cpu": "2", "user.a": "1"}}, "config.limits.cpu"),
        ({"profiles": ["a"]}, {"profiles": ["b"]}, "profiles"),
        ({"devices": {}}, {"devices": {"root": {"path": "/"}}}, "devices.root"),
    ],
)
def test_what_both_have_changed_to_something_else_is_a_conflict(
    mine: dict[str, Any], theirs: dict[str, Any], key: str
) -> None:
    assert merge(BASE, changed(**mine), changed(**theirs))[1] == [key]


def test_what_both_have_changed_alike_is_none() -> None:
    both = changed(profiles=["a"], config={})
    assert merge(BASE, both, both) == (both, [])


def test_of_two_new_maps_of_one_name_no_third_is_made() -> None:
    mine = changed(devices={**BASE["devices"], "eth0": {"type": "nic"}})
    theirs = changed(devices={**BASE["devices"], "eth0": {"type": "disk"}})
    assert merge(BASE, mine, theirs)[1] == ["devices.eth0"]


def test_the_same_new_map_on_both_sides_is_one() -> None:
    both = changed(devices={**BASE["devices"], "eth0": {"type": "nic"}})
    assert merge(BASE, both, both) == (both, [])


def test_nothing_changed_here_is_what_others_made_of_it() -> None:
    theirs = changed(description="theirs")
    assert merge(BASE, dict(BASE), theirs) == (theirs, [])


def test_all_conflicts_are_told() -> None:
    mine = changed(description="mine", profiles=["a"])
    theirs = changed(description="theirs", profiles=["b"])
    assert sorted(merge(BASE, mine, theirs)[1]) == ["description", "profiles"]


def test_what_is_put_in_is_left_as_it_is() -> None:
    base, mine, theirs = {"a": {"b": "1"}}, {"a": {"b": "2"}}, {"a": {"b": "1", "c": "3"}}
    merge(base, mine, theirs)
    assert (base, mine, theirs) == ({"a": {"b": "1"}}, {"a": {"b": "2"}}, {"a": {"b": "1", "c": "3"}})


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (
            "Failed to create instance update operation: A matching non-reusable operation has now succeeded",
            True,
        ),
        ('Failed to create instance update operation: Instance is busy running a "update" operation', True),
        ('Instance is busy running a "stop" operation', False),
        ("disk full", False),
    ],
)
def test_updates_that_met_are_told_from_other_failures(reason: str, expected: bool) -> None:
    assert is_collision(reason) is expected


@pytest.mark.parametrize(
    ("changes", "changed_to"),
    [
        ({"description": "new"}, {"description": "new"}),
        ({"config": {"user.a": "2"}}, {"config": {"limits.cpu": "1", "user.a": "2"}}),
        ({"config": {"user.a": ""}}, {"config": {"limits.cpu": "1"}}),
        ({"config": {"user.a": None}}, {"config": {"limits.cpu": "1"}}),
        ({"profiles": []}, {"profiles": []}),
        ({"new": {"key": "value"}}, {"new": {"key": "value"}}),
        ({"profiles": None}, {}),
        ({}, {}),
    ],
)
def test_what_is_given_goes_over_what_there_is(changes: dict[str, Any], changed_to: dict[str, Any]) -> None:
    assert overlay(BASE, changes) == changed(**changed_to)
