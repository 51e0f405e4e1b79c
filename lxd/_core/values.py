"""Bodies as users write them, to bodies as LXD takes them.

LXD's configuration maps hold strings only and it refuses a number or a boolean, so ``2`` becomes ``"2"``,
``True`` ``"true"`` and None ``""`` (which unsets a key).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from lxd_api.base import Model, plain

__all__ = ["Body", "ConfigValue", "config_map", "config_value", "plain_body"]

ConfigValue: TypeAlias = str | int | float | bool | None
"""A value in ``config``, ``devices`` or ``properties``."""


Body: TypeAlias = Model | Mapping[str, Any]
"""A request's body: a generated model, or a mapping with LXD's own names."""

_MAPS = frozenset({"config", "properties", "Config"})
_MAPS_OF_MAPS = frozenset({"devices", "Devices"})


def config_value(value: ConfigValue) -> str:
    """Writes one configuration value as LXD wants it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def config_map(config: Mapping[str, ConfigValue]) -> dict[str, str]:
    """Writes a configuration map as LXD wants it."""
    return {key: value if isinstance(value, str) else config_value(value) for key, value in config.items()}


def plain_body(body: Body) -> dict[str, Any]:
    """Writes a body as plain data, its configuration values as strings.

    Everything else is left as it is, fields that we do not know included.
    """
    data: dict[str, Any] = plain(body)
    for key in _MAPS & data.keys():
        if isinstance(data[key], dict):
            data[key] = config_map(data[key])
    for key in _MAPS_OF_MAPS & data.keys():
        if isinstance(data[key], dict):
            # A device that is None is removed by a PATCH (API extension device_patch_removal).
            data[key] = {
                name: config_map(device) if isinstance(device, dict) else device
                for name, device in data[key].items()
            }
    return data
