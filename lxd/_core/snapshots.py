"""Snapshots: which one an operation made, and what a new instance of one is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from lxd_api.models import InstanceSnapshot, StorageVolumeSnapshot

from lxd._core.values import ConfigValue, plain_body

__all__ = ["check_name", "copy_body", "expiry_body", "first_since", "next_name"]

Snapshot: TypeAlias = InstanceSnapshot | StorageVolumeSnapshot

_NUMBERED = re.compile(r"snap(\d+)")

_NEVER = "0001-01-01T00:00:00Z"
"""Go's zero time: null, or nothing at all, would leave the expiry as it is."""

_KEPT = frozenset({"volatile.base_image"})
"""What LXD keeps of its own configuration in a copy; the rest is that of one instance, such as its addresses."""


def check_name(name: str) -> str:
    """Returns a new snapshot's name, unless it would be a trap.

    LXD up to 6.5 takes a name with a percent sign, but unquotes it once too often whenever it is to read, rename or
    delete that snapshot, which then cannot be done; nor can the instance be deleted.

    Raises:
        ValueError: it has a percent sign.
    """
    if "%" in name:
        raise ValueError(
            f"{name!r} cannot be the name of a snapshot: LXD could not delete it again, because of its %"
        )
    return name


def next_name(names: Iterable[str]) -> str:
    """Returns the name that LXD 5.0 would choose for the next snapshot of a volume.

    Args:
        names: the names of those that there are.
    """
    numbers = [int(found[1]) for name in names if (found := _NUMBERED.fullmatch(name))]
    return f"snap{max(numbers, default=-1) + 1}"


def first_since(snapshots: Iterable[Snapshot], began: datetime | None) -> str:
    """Returns the name of the snapshot that was made by an operation which does not tell it.

    It is the first that was taken after the operation began: a later one is another's.

    Args:
        snapshots: an instance's or a volume's snapshots, all of them.
        began: when the operation was started.

    Returns:
        The name, or ``""`` where there is none: it may be deleted again.
    """
    later = [
        (snapshot.created_at, snapshot.name)
        for snapshot in snapshots
        if snapshot.created_at is not None and (began is None or snapshot.created_at >= began)
    ]
    return min(later)[1] if later else ""


def expiry_body(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the body of the request that replaces what can be changed of a snapshot: when it expires, or never."""
    return plain_body({"expires_at": snapshot.get("expires_at") or _NEVER})


def copy_body(
    snapshot: InstanceSnapshot,
    source: str,
    new_name: str | None,
    project: str | None,
    config: Mapping[str, ConfigValue],
    devices: Mapping[str, Mapping[str, ConfigValue] | None],
) -> dict[str, Any]:
    """Returns the body of the request for a new instance.

    Args:
        snapshot: the snapshot.
        source: ``"instance/snapshot"``.
        new_name: the new instance's name; None: one of LXD's choice.
        project: the snapshot's project; None: LXD's default.
        config: configuration to have besides, or instead.
        devices: devices to have besides, or instead.
    """
    kept = {
        key: value
        for key, value in snapshot.config.items()
        if not key.startswith("volatile.") or key in _KEPT
    }
    body: dict[str, Any] = {
        "architecture": snapshot.architecture,
        "config": {**kept, **config},
        "devices": {**snapshot.devices, **devices},
        "ephemeral": snapshot.ephemeral,
        "profiles": snapshot.profiles,
        "source": {"type": "copy", "source": source},
    }
    if project is not None:
        body["source"]["project"] = project
    if new_name is not None:
        body["name"] = new_name
    return body
