"""What is sent to make a copy of an instance, or to move one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxd_api import models

from lxd._core.values import ConfigValue, config_map
from lxd.errors import LXDError

__all__ = [
    "DeviceChanges",
    "MoveStep",
    "copied_devices",
    "copy_body",
    "move_steps",
    "refreshed",
    "require_movable",
    "split_snapshot",
]

DeviceChanges: TypeAlias = Mapping[str, Mapping[str, ConfigValue] | None]
"""What to change of devices, by their names; None takes a device away."""

_BASE_IMAGE = "volatile.base_image"
_NO_DEVICE = {"type": "none"}
"""How LXD is told that there is no such device, where a profile has one."""

Devices: TypeAlias = dict[str, dict[str, str]]


def split_snapshot(source: str) -> tuple[str, str | None]:
    """Takes the name of a snapshot, such as ``c1/snap0``, apart; an instance has no second part."""
    name, _, snapshot = source.partition("/")
    return name, snapshot or None


def copied_devices(
    own: Mapping[str, Mapping[str, str]],
    expanded: Mapping[str, Mapping[str, str]],
    changes: DeviceChanges | None,
    pool: str | None,
) -> Devices:
    """Returns the devices of a copy.

    Args:
        own: the source's own devices.
        expanded: those, and those that it has from its profiles: a change of one of them makes it the copy's own.
        changes: what to change; a key that is None or ``""`` goes.
        pool: the storage pool; None: that of the source.
    """
    devices = {name: dict(device) for name, device in own.items()}
    for name, change in (changes or {}).items():
        if change is None:
            devices[name] = dict(_NO_DEVICE)
            continue
        device = {**expanded.get(name, {}), **devices.get(name, {}), **config_map(change)}
        devices[name] = {key: value for key, value in device.items() if value}
    if pool is not None:
        name, root = _root_disk(devices) or _root_disk(expanded) or ("root", {"type": "disk", "path": "/"})
        devices[name] = {**root, "pool": pool}
    return devices


def copy_body(
    source: models.Instance | models.InstanceSnapshot,
    name: str | None,
    *,
    type: str,
    config: Mapping[str, ConfigValue] | None,
    devices: Devices,
    profiles: Sequence[str] | None,
    ephemeral: bool,
    keep_volatile: bool,
) -> dict[str, Any]:
    """Writes what a copy is to be, without where it comes from.

    Everything is said outright: LXD does not take the profiles of an instance on another server for those of the
    copy, nor the description of one on the same.

    Args:
        source: what is copied.
        name: the copy's name; None: the server's choice.
        type: container or virtual-machine.
        config: what to change of the configuration.
        devices: the copy's devices.
        profiles: the copy's profiles; None: those of the source.
        ephemeral: whether it is deleted when it stops.
        keep_volatile: whether it stays the same machine, with its network addresses and all that LXD keeps of it.
    """
    body = {
        "name": name,
        "type": type,
        "architecture": source.architecture,
        "config": _copied_config(source.config, config, keep_volatile),
        "devices": devices,
        "profiles": list(source.profiles if profiles is None else profiles),
        "ephemeral": ephemeral,
        "description": getattr(source, "description", ""),
    }
    return {key: value for key, value in body.items() if value is not None}


def refreshed(body: Mapping[str, Any], target: models.Instance) -> dict[str, Any]:
    """Returns the body for a copy that exists already: it keeps what LXD keeps of it, and its storage pool."""
    config = {key: value for key, value in body["config"].items() if not key.startswith("volatile.")}
    config |= {key: value for key, value in target.config.items() if key.startswith("volatile.")}
    devices = {name: dict(device) for name, device in body["devices"].items()}
    root, there = _root_disk(devices), _root_disk(target.devices)
    if there is not None and (root is None or root[0] == there[0]):
        devices[there[0]] = {**(root[1] if root else there[1]), "pool": there[1].get("pool", "")}
    return {**body, "config": config, "devices": devices}


@dataclass(frozen=True)
class MoveStep:
    """One request of a move on one server.

    Attributes:
        name: the instance's name before it.
        project: its project before it.
        body: what is sent.
        member: the cluster member that gets it.
    """

    name: str
    project: str
    body: dict[str, Any]
    member: str | None = None


def move_steps(
    name: str,
    project: str,
    *,
    new_name: str,
    new_project: str,
    pool: str | None,
    member: str | None,
    changes: Mapping[str, Any],
    options: Mapping[str, bool],
    at_once: bool,
) -> list[MoveStep]:
    """Returns the requests that move an instance on its server.

    ``Config``, ``Devices`` and ``Profiles`` begin with capitals here and nowhere else, and ``live`` is always said,
    because LXD takes its absence for true.

    Args:
        name: its name.
        project: its project.
        new_name: its name from then on.
        new_project: its project from then on.
        pool: its storage pool from then on; None: the same.
        member: the cluster member that gets it; None: the same.
        changes: of config, devices and profiles, by these names.
        options: how it is moved: ``live``, ``instance_only``, ``allow_inconsistent``.
        at_once: whether the server does all of it with one request; others forget what they do not look at first.

    Raises:
        ValueError: nothing is to be changed.
    """
    what: dict[str, Any] = {} if pool is None else {"pool": pool}
    if new_project != project:
        what["project"] = new_project
    if not what and member is None and not changes:
        if new_name == name:
            raise ValueError(f"nothing is to be changed of {name!r}: say where to move it")
        return [MoveStep(name, project, {"name": new_name})]
    common = {
        "name": new_name,
        "migration": True,
        "live": options.get("live", False),
        **{option: True for option, is_so in options.items() if is_so},
    }
    if at_once or changes:  # without the API extension for the changes it is refused, in whole
        overrides = {key.capitalize(): value for key, value in changes.items()}
        return [MoveStep(name, project, {**common, **what, **overrides}, member)]
    steps = []
    for key, value in what.items():
        steps.append(MoveStep(name, project, {**common, key: value}))
        name, project = new_name, value if key == "project" else project
    if member is not None:
        steps.append(MoveStep(name, project, common, member))
    return steps


def require_movable(instance: models.Instance, live: bool) -> None:
    """Makes sure that an instance may be deleted once it is on another server.

    Raises:
        LXDError: it is running, and what it writes meanwhile would be lost; or it is protected.
    """
    if not live and instance.status not in ("Stopped", "Error"):
        raise LXDError(
            f"{instance.name!r} is {instance.status.lower()}",
            hint="stop it before it is moved, or move it live",
        )
    if instance.expanded_config.get("security.protection.delete", "").lower() in ("true", "1", "yes", "on"):
        raise LXDError(
            f"{instance.name!r} is protected from being deleted, and so from being moved to another server",
            hint="unset security.protection.delete",
        )


def _copied_config(
    config: Mapping[str, str], changes: Mapping[str, ConfigValue] | None, keep_volatile: bool
) -> dict[str, str]:
    # The image that it was made of makes some copies faster.
    kept = {
        key: value
        for key, value in config.items()
        if keep_volatile or key == _BASE_IMAGE or not key.startswith("volatile.")
    }
    kept.pop("volatile.last_state.power", None)  # the copy is not running
    return kept | config_map(changes or {})


def _root_disk(devices: Mapping[str, Mapping[str, str]]) -> tuple[str, dict[str, str]] | None:
    """Returns the name and the keys of the root disk."""
    for name, device in devices.items():
        if device.get("type") == "disk" and device.get("path") == "/" and not device.get("source"):
            return name, dict(device)
    return None
