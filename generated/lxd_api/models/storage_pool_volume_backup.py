"""The model `StoragePoolVolumeBackup`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["StoragePoolVolumeBackup"]


@define(kw_only=True, repr=False)
class StoragePoolVolumeBackup(Model):
    """LXD's `StoragePoolVolumeBackup`, received from the server.

    Keys that are null or missing read as zero values.
    """

    created_at: datetime | None = None
    expires_at: datetime | None = None
    name: str = ""
    optimized_storage: bool = False
    volume_only: bool = False
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.created_at = read_timestamp(data["created_at"])
            model.expires_at = read_timestamp(data["expires_at"])
            model.name = data["name"] or ""
            model.optimized_storage = data["optimized_storage"] or False
            model.volume_only = data["volume_only"] or False
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "created_at": plain(self.created_at),
            "expires_at": plain(self.expires_at),
            "name": self.name,
            "optimized_storage": self.optimized_storage,
            "volume_only": self.volume_only,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["created_at", "expires_at", "name", "optimized_storage", "volume_only"]
)
