"""Snapshots: which one an operation made, and what a new instance of one is made of."""

from __future__ import annotations

from datetime import UTC, datetime

from lxd_api.models import InstanceSnapshot

from lxd._core.snapshots import copy_body, expiry_body, first_since

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def taken(name: str, minute: int) -> InstanceSnapshot:
    return InstanceSnapshot(name=name, created_at=NOON.replace(minute=minute))


def test_the_snapshot_of_an_operation_is_the_first_since_it_began() -> None:
    assert (
        first_since([taken("late", 9), taken("old", 1), taken("mine", 6)], NOON.replace(minute=5)) == "mine"
    )


def test_none_is_no_name() -> None:
    assert first_since([taken("old", 1)], NOON.replace(minute=5)) == ""


def test_a_snapshot_without_date_is_not_meant() -> None:
    assert first_since([InstanceSnapshot(name="s")], NOON) == ""


SNAPSHOT = InstanceSnapshot(
    name="s",
    architecture="x86_64",
    config={"limits.cpu": "1", "volatile.base_image": "ab", "volatile.eth0.hwaddr": "00:16:3e:00:00:01"},
    devices={"root": {"type": "disk", "path": "/"}},
    profiles=[],
    ephemeral=False,
)


def test_a_copy_has_all_but_what_belongs_to_one_instance() -> None:
    assert copy_body(SNAPSHOT, "c1/s", "c2", None, {}, {}) == {
        "name": "c2",
        "architecture": "x86_64",
        "config": {"limits.cpu": "1", "volatile.base_image": "ab"},
        "devices": {"root": {"type": "disk", "path": "/"}},
        "ephemeral": False,
        "profiles": [],
        "source": {"type": "copy", "source": "c1/s"},
    }


def test_a_copy_has_what_is_given_instead() -> None:
    body = copy_body(SNAPSHOT, "c1/s", None, "p", {"limits.cpu": 2}, {"eth0": {"type": "nic"}})
    assert body["config"]["limits.cpu"] == 2
    assert body["devices"] == {"root": {"type": "disk", "path": "/"}, "eth0": {"type": "nic"}}
    assert body["source"]["project"] == "p"
    assert "name" not in body


def test_what_does_not_expire_is_said_in_gos_words() -> None:
    never = {"expires_at": "0001-01-01T00:00:00Z"}
    assert expiry_body({"name": "s"}) == expiry_body({"expires_at": None}) == never


def test_when_it_expires_is_all_that_is_said() -> None:
    assert expiry_body({"name": "s", "expires_at": NOON}) == {"expires_at": "2026-01-01T12:00:00+00:00"}
