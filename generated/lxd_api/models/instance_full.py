"""The model `InstanceFull`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["InstanceFull"]


@define(kw_only=True, repr=False)
class InstanceFull(Model):
    """LXD's `InstanceFull`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "access_entitlements": "entities_with_entitlements",
    }

    access_entitlements: list[str] = field(factory=list)
    architecture: str = ""
    backups: list[models.InstanceBackup] = field(factory=list)
    config: dict[str, str] = field(factory=dict, repr=keys_only)
    created_at: datetime | None = None
    description: str = ""
    devices: dict[str, dict[str, str]] = field(factory=dict)
    ephemeral: bool = False
    expanded_config: dict[str, str] = field(factory=dict, repr=keys_only)
    expanded_devices: dict[str, dict[str, str]] = field(factory=dict)
    last_used_at: datetime | None = None
    location: str = ""
    name: str = ""
    profiles: list[str] = field(factory=list)
    project: str = ""
    snapshots: list[models.InstanceSnapshot] = field(factory=list)
    state: models.InstanceState | None = None
    stateful: bool = False
    status: str = ""
    status_code: int = 0
    type: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 21:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.access_entitlements = data["access_entitlements"] or []
            model.architecture = data["architecture"] or ""
            model.backups = (
                [models.InstanceBackup.from_dict(item or {}) for item in value]
                if (value := data["backups"])
                else []
            )
            model.config = data["config"] or {}
            model.created_at = read_timestamp(data["created_at"])
            model.description = data["description"] or ""
            model.devices = data["devices"] or {}
            model.ephemeral = data["ephemeral"] or False
            model.expanded_config = data["expanded_config"] or {}
            model.expanded_devices = data["expanded_devices"] or {}
            model.last_used_at = read_timestamp(data["last_used_at"])
            model.location = data["location"] or ""
            model.name = data["name"] or ""
            model.profiles = data["profiles"] or []
            model.project = data["project"] or ""
            model.snapshots = (
                [models.InstanceSnapshot.from_dict(item or {}) for item in value]
                if (value := data["snapshots"])
                else []
            )
            model.state = None if (value := data["state"]) is None else models.InstanceState.from_dict(value)
            model.stateful = data["stateful"] or False
            model.status = data["status"] or ""
            model.status_code = data["status_code"] or 0
            model.type = data["type"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 21 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "access_entitlements": plain(self.access_entitlements),
            "architecture": self.architecture,
            "backups": plain(self.backups),
            "config": plain(self.config),
            "created_at": plain(self.created_at),
            "description": self.description,
            "devices": plain(self.devices),
            "ephemeral": self.ephemeral,
            "expanded_config": plain(self.expanded_config),
            "expanded_devices": plain(self.expanded_devices),
            "last_used_at": plain(self.last_used_at),
            "location": self.location,
            "name": self.name,
            "profiles": plain(self.profiles),
            "project": self.project,
            "snapshots": plain(self.snapshots),
            "state": plain(self.state),
            "stateful": self.stateful,
            "status": self.status,
            "status_code": self.status_code,
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "access_entitlements",
        "architecture",
        "backups",
        "config",
        "created_at",
        "description",
        "devices",
        "ephemeral",
        "expanded_config",
        "expanded_devices",
        "last_used_at",
        "location",
        "name",
        "profiles",
        "project",
        "snapshots",
        "state",
        "stateful",
        "status",
        "status_code",
        "type",
    ]
)
