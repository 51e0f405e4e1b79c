"""Instances as LXD describes them, some 5 kB each with their state, and the envelopes they come in."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["envelope", "instance", "instance_full", "instance_state", "listing", "server"]

_IDMAP = json.dumps(
    [
        {"Isuid": uid, "Isgid": not uid, "Hostid": 1000000, "Nsid": 0, "Maprange": 1000000000}
        for uid in (True, False)
    ]
)


def instance(number: int) -> dict[str, Any]:
    """The instance ``c<number>``, as a listing at recursion 1 shows it."""
    config = _config(number)
    devices = {"root": {"path": "/", "pool": "default", "size": "10GiB", "type": "disk"}}
    return {
        "architecture": "x86_64",
        "config": config,
        "created_at": _time(number, "08:15:27"),
        "description": f"Web server number {number}",
        "devices": devices,
        "ephemeral": False,
        "expanded_config": config | {"boot.autostart": "true"},
        "expanded_devices": devices | {"eth0": {"name": "eth0", "network": "lxdbr0", "type": "nic"}},
        "last_used_at": _time(number, "09:00:01"),
        "location": "none",
        "name": f"c{number}",
        "profiles": ["default"],
        "project": "default",
        "stateful": False,
        "status": "Running",
        "status_code": 103,
        "type": "container",
    }


def instance_full(number: int) -> dict[str, Any]:
    """The same at recursion 2; every fourth one has three snapshots and a backup."""
    extras = number % 4 == 0
    return instance(number) | {
        # LXD writes null for no snapshots and no backups, which stock models cannot read.
        "backups": [_backup(number)] if extras else [],
        "snapshots": [_snapshot(number, index) for index in range(3)] if extras else [],
        "state": instance_state(number),
    }


def instance_state(number: int) -> dict[str, Any]:
    """The state of an instance with two network interfaces."""
    return {
        "cpu": {"usage": 4986019722 + number},
        "disk": {"root": {"total": 10737418240, "usage": 502239232 + number}},
        "memory": {
            "swap_usage": 0,
            "swap_usage_peak": 0,
            "total": 8589934592,
            "usage": 73248768 + number,
            "usage_peak": 89939968,
        },
        "network": {"eth0": _interface("eth0", number), "lo": _interface("lo", number)},
        "pid": 4000 + number,
        "processes": 32,
        "status": "Running",
        "status_code": 103,
    }


def server() -> dict[str, Any]:
    """What ``GET /1.0`` tells, as far as clients look at it."""
    return {
        "api_extensions": ["etag", "instances", "projects", "instance_all_projects", "api_filtering"],
        "api_status": "stable",
        "api_version": "1.0",
        "auth": "trusted",
        "public": False,
        "config": {},
        "environment": {"server": "lxd", "server_version": "5.0.2", "server_clustered": False},
    }


def listing(count: int, recursion: int) -> list[Any]:
    """`count` instances, as a listing at that recursion shows them."""
    numbers = range(1, count + 1)
    if recursion == 0:
        return [f"/1.0/instances/c{number}" for number in numbers]
    return [(instance if recursion == 1 else instance_full)(number) for number in numbers]


def envelope(metadata: Any) -> bytes:
    """The body of a synchronous answer, written as LXD writes it."""
    body = {
        "type": "sync",
        "status": "Success",
        "status_code": 200,
        "operation": "",
        "error_code": 0,
        "error": "",
        "metadata": metadata,
    }
    return json.dumps(body, separators=(",", ":")).encode() + b"\n"


def _config(number: int) -> dict[str, str]:
    return {
        "image.architecture": "amd64",
        "image.description": "Ubuntu 24.04 LTS amd64 (release)",
        "image.os": "ubuntu",
        "image.release": "noble",
        "image.serial": "20250601",
        "limits.cpu": "2",
        "limits.memory": "8GiB",
        "volatile.base_image": f"{number:064x}",
        "volatile.cloud-init.instance-id": _uuid(number),
        "volatile.eth0.host_name": f"veth{number:08x}",
        "volatile.eth0.hwaddr": _mac(number),
        "volatile.idmap.base": "0",
        "volatile.last_state.idmap": _IDMAP,
        "volatile.last_state.power": "RUNNING",
        "volatile.uuid": _uuid(number + 1),
    }


def _interface(name: str, number: int) -> dict[str, Any]:
    return {
        "addresses": [
            {
                "address": f"10.{number >> 8 & 255}.{number & 255}.2",
                "family": "inet",
                "netmask": "24",
                "scope": "global",
            },
            {"address": f"fd42::{number:x}", "family": "inet6", "netmask": "64", "scope": "global"},
            {"address": f"fe80::{number:x}", "family": "inet6", "netmask": "64", "scope": "link"},
        ],
        "counters": {
            "bytes_received": 192021 + number,
            "bytes_sent": 10888,
            "errors_received": 0,
            "errors_sent": 0,
            "packets_dropped_inbound": 0,
            "packets_dropped_outbound": 0,
            "packets_received": 1748,
            "packets_sent": 964,
        },
        "host_name": f"veth{number:08x}",
        "hwaddr": _mac(number),
        "mtu": 1500,
        "state": "up",
        "type": "loopback" if name == "lo" else "broadcast",
    }


def _snapshot(number: int, index: int) -> dict[str, Any]:
    whole = instance(number)
    kept = (
        "architecture",
        "config",
        "devices",
        "ephemeral",
        "expanded_config",
        "expanded_devices",
        "profiles",
    )
    return {key: whole[key] for key in kept} | {
        "created_at": _time(number, f"1{index}:00:00"),
        "expires_at": "0001-01-01T00:00:00Z",
        "last_used_at": "0001-01-01T00:00:00Z",
        "name": f"snap{index}",
        "size": 143360,
        "stateful": False,
    }


def _backup(number: int) -> dict[str, Any]:
    return {
        "container_only": False,
        "created_at": _time(number, "22:30:00"),
        "expires_at": _time(number, "23:30:00"),
        "instance_only": False,
        "name": "backup0",
        "optimized_storage": False,
    }


def _time(number: int, clock: str) -> str:
    return f"2026-0{number % 9 + 1}-1{number % 10}T{clock}.{number * 7919 % 10**9:09d}Z"


def _uuid(number: int) -> str:
    return f"d30922dd-3742-419b-9684-{number:012x}"


def _mac(number: int) -> str:
    return f"00:16:3e:{number >> 16 & 255:02x}:{number >> 8 & 255:02x}:{number & 255:02x}"
