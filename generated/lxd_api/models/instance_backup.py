"""The model `InstanceBackup`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["InstanceBackup"]


@define(kw_only=True, repr=False)
class InstanceBackup(Model):
    """LXD's `InstanceBackup`, received from the server.

    Keys that are null or missing read as zero values.

    Deprecated by LXD: container_only.
    """

    container_only: bool = False
    created_at: datetime | None = None
    expires_at: datetime | None = None
    instance_only: bool = False
    name: str = ""
    optimized_storage: bool = False
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 6:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.container_only = data["container_only"] or False
            model.created_at = read_timestamp(data["created_at"])
            model.expires_at = read_timestamp(data["expires_at"])
            model.instance_only = data["instance_only"] or False
            model.name = data["name"] or ""
            model.optimized_storage = data["optimized_storage"] or False
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 6 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "container_only": self.container_only,
            "created_at": plain(self.created_at),
            "expires_at": plain(self.expires_at),
            "instance_only": self.instance_only,
            "name": self.name,
            "optimized_storage": self.optimized_storage,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["container_only", "created_at", "expires_at", "instance_only", "name", "optimized_storage"]
)
