"""The model `InstanceSnapshot`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["InstanceSnapshot"]


@define(kw_only=True, repr=False)
class InstanceSnapshot(Model):
    """LXD's `InstanceSnapshot`, received from the server.

    Keys that are null or missing read as zero values.
    """

    architecture: str = ""
    config: dict[str, str] = field(factory=dict, repr=keys_only)
    created_at: datetime | None = None
    devices: dict[str, dict[str, str]] = field(factory=dict)
    ephemeral: bool = False
    expanded_config: dict[str, str] = field(factory=dict, repr=keys_only)
    expanded_devices: dict[str, dict[str, str]] = field(factory=dict)
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    name: str = ""
    profiles: list[str] = field(factory=list)
    size: int = 0
    stateful: bool = False
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 13:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.architecture = data["architecture"] or ""
            model.config = data["config"] or {}
            model.created_at = read_timestamp(data["created_at"])
            model.devices = data["devices"] or {}
            model.ephemeral = data["ephemeral"] or False
            model.expanded_config = data["expanded_config"] or {}
            model.expanded_devices = data["expanded_devices"] or {}
            model.expires_at = read_timestamp(data["expires_at"])
            model.last_used_at = read_timestamp(data["last_used_at"])
            model.name = data["name"] or ""
            model.profiles = data["profiles"] or []
            model.size = data["size"] or 0
            model.stateful = data["stateful"] or False
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 13 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "architecture": self.architecture,
            "config": plain(self.config),
            "created_at": plain(self.created_at),
            "devices": plain(self.devices),
            "ephemeral": self.ephemeral,
            "expanded_config": plain(self.expanded_config),
            "expanded_devices": plain(self.expanded_devices),
            "expires_at": plain(self.expires_at),
            "last_used_at": plain(self.last_used_at),
            "name": self.name,
            "profiles": plain(self.profiles),
            "size": self.size,
            "stateful": self.stateful,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "architecture",
        "config",
        "created_at",
        "devices",
        "ephemeral",
        "expanded_config",
        "expanded_devices",
        "expires_at",
        "last_used_at",
        "name",
        "profiles",
        "size",
        "stateful",
    ]
)
