"""The model `InstancePut`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["InstancePut"]


@define(kw_only=True, repr=False)
class InstancePut(Model):
    """LXD's `InstancePut`, sent to the server.

    Fields that are `None` are left out.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "restore_disk_volumes_mode": "instance_snapshots_multi_volume",
    }

    architecture: str | None = None
    config: dict[str, str] | None = field(default=None, repr=keys_only)
    description: str | None = None
    devices: dict[str, dict[str, str]] | None = None
    ephemeral: bool | None = None
    profiles: list[str] | None = None
    restore: str | None = None
    restore_disk_volumes_mode: str | None = None
    stateful: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 9:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.architecture = data["architecture"]
            model.config = data["config"]
            model.description = data["description"]
            model.devices = data["devices"]
            model.ephemeral = data["ephemeral"]
            model.profiles = data["profiles"]
            model.restore = data["restore"]
            model.restore_disk_volumes_mode = data["restore_disk_volumes_mode"]
            model.stateful = data["stateful"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 9 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "architecture": self.architecture,
            "config": plain(self.config),
            "description": self.description,
            "devices": plain(self.devices),
            "ephemeral": self.ephemeral,
            "profiles": plain(self.profiles),
            "restore": self.restore,
            "restore_disk_volumes_mode": self.restore_disk_volumes_mode,
            "stateful": self.stateful,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "architecture",
        "config",
        "description",
        "devices",
        "ephemeral",
        "profiles",
        "restore",
        "restore_disk_volumes_mode",
        "stateful",
    ]
)
