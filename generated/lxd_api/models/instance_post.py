"""The model `InstancePost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["InstancePost"]


@define(kw_only=True, repr=False)
class InstancePost(Model):
    """LXD's `InstancePost`, sent to the server.

    Fields that are `None` are left out.

    Deprecated by LXD: container_only.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "config": "instance_move_config",
        "devices": "instance_move_config",
        "profiles": "instance_move_config",
        "override_snapshot_profiles": "override_snapshot_profiles_on_copy",
    }

    config: dict[str, str] | None = field(default=None, repr=keys_only)
    devices: dict[str, dict[str, str]] | None = None
    profiles: list[str] | None = None
    allow_inconsistent: bool | None = None
    container_only: bool | None = None
    instance_only: bool | None = None
    live: bool | None = None
    migration: bool | None = None
    name: str | None = None
    override_snapshot_profiles: bool | None = None
    pool: str | None = None
    project: str | None = None
    target: models.InstancePostTarget | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 13:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.config = data["Config"]
            model.devices = data["Devices"]
            model.profiles = data["Profiles"]
            model.allow_inconsistent = data["allow_inconsistent"]
            model.container_only = data["container_only"]
            model.instance_only = data["instance_only"]
            model.live = data["live"]
            model.migration = data["migration"]
            model.name = data["name"]
            model.override_snapshot_profiles = data["override_snapshot_profiles"]
            model.pool = data["pool"]
            model.project = data["project"]
            model.target = (
                None if (value := data["target"]) is None else models.InstancePostTarget.from_dict(value)
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 13 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "Config": plain(self.config),
            "Devices": plain(self.devices),
            "Profiles": plain(self.profiles),
            "allow_inconsistent": self.allow_inconsistent,
            "container_only": self.container_only,
            "instance_only": self.instance_only,
            "live": self.live,
            "migration": self.migration,
            "name": self.name,
            "override_snapshot_profiles": self.override_snapshot_profiles,
            "pool": self.pool,
            "project": self.project,
            "target": plain(self.target),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "Config",
        "Devices",
        "Profiles",
        "allow_inconsistent",
        "container_only",
        "instance_only",
        "live",
        "migration",
        "name",
        "override_snapshot_profiles",
        "pool",
        "project",
        "target",
    ]
)
