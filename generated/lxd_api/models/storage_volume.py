"""The model `StorageVolume`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["StorageVolume"]


@define(kw_only=True, repr=False)
class StorageVolume(Model):
    """LXD's `StorageVolume`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "access_entitlements": "entities_with_entitlements",
        "created_at": "storage_volumes_created_at",
        "pool": "storage_volumes_all",
    }

    access_entitlements: list[str] = field(factory=list)
    config: dict[str, str] = field(factory=dict, repr=keys_only)
    content_type: str = ""
    created_at: datetime | None = None
    description: str = ""
    location: str = ""
    name: str = ""
    pool: str = ""
    project: str = ""
    type: str = ""
    used_by: list[str] = field(factory=list)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 11:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.access_entitlements = data["access_entitlements"] or []
            model.config = data["config"] or {}
            model.content_type = data["content_type"] or ""
            model.created_at = read_timestamp(data["created_at"])
            model.description = data["description"] or ""
            model.location = data["location"] or ""
            model.name = data["name"] or ""
            model.pool = data["pool"] or ""
            model.project = data["project"] or ""
            model.type = data["type"] or ""
            model.used_by = data["used_by"] or []
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 11 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "access_entitlements": plain(self.access_entitlements),
            "config": plain(self.config),
            "content_type": self.content_type,
            "created_at": plain(self.created_at),
            "description": self.description,
            "location": self.location,
            "name": self.name,
            "pool": self.pool,
            "project": self.project,
            "type": self.type,
            "used_by": plain(self.used_by),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "access_entitlements",
        "config",
        "content_type",
        "created_at",
        "description",
        "location",
        "name",
        "pool",
        "project",
        "type",
        "used_by",
    ]
)
