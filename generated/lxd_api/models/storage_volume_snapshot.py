"""The model `StorageVolumeSnapshot`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["StorageVolumeSnapshot"]


@define(kw_only=True, repr=False)
class StorageVolumeSnapshot(Model):
    """LXD's `StorageVolumeSnapshot`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "created_at": "storage_volumes_created_at",
    }

    config: dict[str, str] = field(factory=dict, repr=keys_only)
    content_type: str = ""
    created_at: datetime | None = None
    description: str = ""
    expires_at: datetime | None = None
    name: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 6:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.config = data["config"] or {}
            model.content_type = data["content_type"] or ""
            model.created_at = read_timestamp(data["created_at"])
            model.description = data["description"] or ""
            model.expires_at = read_timestamp(data["expires_at"])
            model.name = data["name"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 6 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "config": plain(self.config),
            "content_type": self.content_type,
            "created_at": plain(self.created_at),
            "description": self.description,
            "expires_at": plain(self.expires_at),
            "name": self.name,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["config", "content_type", "created_at", "description", "expires_at", "name"]
)
