"""What is sent for backups."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

from lxd._core.backups import LIFETIME, backup_body, device_header, export_name

NOTHING: dict[str, Any] = {
    "expires_at": None,
    "instance_only": False,
    "optimized_storage": False,
    "compression": None,
    "version": None,
}


def test_what_nobody_asked_for_is_not_sent() -> None:
    assert backup_body(None, **NOTHING) == {}


def test_all_that_can_be_asked_for() -> None:
    moment = datetime(2126, 1, 1, tzinfo=UTC)
    body = backup_body(
        "b0",
        expires_at=moment,
        instance_only=True,
        optimized_storage=True,
        compression="zstd",
        version=2,
    )
    assert body == {
        "name": "b0",
        "expires_at": moment,
        "instance_only": True,
        "container_only": True,
        "optimized_storage": True,
        "compression_algorithm": "zstd",
        "version": 2,
    }


def test_a_time_from_now() -> None:
    before = datetime.now(UTC)
    expires_at = backup_body(None, **{**NOTHING, "expires_at": LIFETIME})["expires_at"]
    assert before + LIFETIME <= expires_at <= datetime.now(UTC) + LIFETIME


def test_names_for_exports_differ() -> None:
    names = {export_name() for _ in range(100)}
    assert len(names) == 100
    assert all(name.startswith("export-") for name in names)


def test_devices_are_a_query_of_queries() -> None:
    header = device_header({"root": {"pool": "a&b", "size": 10}, "eth0": {"mtu": None}})
    assert header is not None
    outer = parse_qs(header)
    assert parse_qs(outer["root"][0]) == {"pool": ["a&b"], "size": ["10"]}
    assert parse_qs(outer["eth0"][0], keep_blank_values=True) == {"mtu": [""]}


def test_no_devices() -> None:
    assert device_header(None) is None
    assert device_header({}) is None
