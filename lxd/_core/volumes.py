"""What is sent to copy a storage volume, or to move one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxd_api import models

from lxd._core.values import ConfigValue, config_map
from lxd.errors import LXDError

__all__ = ["copy_body", "move_body", "require_unused"]

_NOT_COPIED = frozenset({"volatile.uuid"})
"""What is one volume's alone. The rest comes along: it says whose user ids the files have, for instance."""


def copy_body(
    source: models.StorageVolume | models.StorageVolumeSnapshot,
    name: str,
    *,
    content_type: str,
    config: Mapping[str, ConfigValue] | None,
    description: str | None,
) -> dict[str, Any]:
    """Writes what a copy is to be, without where it comes from.

    Args:
        source: what is copied.
        name: the copy's name.
        content_type: ``"filesystem"``, ``"block"`` or ``"iso"``.
        config: what to change of the configuration; a key that is None or ``""`` goes.
        description: the copy's; None: that of the source.
    """
    kept = {key: value for key, value in source.config.items() if key not in _NOT_COPIED}
    changed = kept | config_map(config or {})
    return {
        "name": name,
        "type": "custom",
        "content_type": content_type,
        "config": {key: value for key, value in changed.items() if value},
        "description": source.description if description is None else description,
    }


def move_body(
    name: str,
    *,
    new_name: str,
    pool: tuple[str, str],
    project: tuple[str, str],
    member: tuple[str, str] | None,
) -> dict[str, Any]:
    """Writes where a volume is to be moved on its server.

    Args:
        name: its name.
        new_name: its name from then on.
        pool: its storage pool, and that from then on.
        project: its project, and that from then on.
        member: the cluster member that has it, and the one that gets it; None: it stays where it is.

    Raises:
        ValueError: nothing is to be changed.
    """
    if (name, pool[0], project[0], member) == (new_name, pool[1], project[1], None):
        raise ValueError(f"nothing is to be changed of {name!r}: say where to move it")
    body: dict[str, Any] = {"name": new_name}
    if pool[0] != pool[1] or project[0] != project[1] or member is not None:
        body["pool"] = pool[1]
    if project[0] != project[1]:
        body["project"] = project[1]
    if member is not None:
        body["migration"] = True
        body["source"] = {"location": member[0]}
    return body


def require_unused(volume: models.StorageVolume) -> None:
    """Makes sure that a volume may be deleted once it is on another server.

    Raises:
        LXDError: something uses it.
    """
    if volume.used_by:
        raise LXDError(
            f"{volume.name!r} is used by {', '.join(volume.used_by)}",
            hint="detach it before it is moved to another server, or copy it",
        )
