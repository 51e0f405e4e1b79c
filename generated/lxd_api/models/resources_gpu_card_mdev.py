"""The model `ResourcesGPUCardMdev`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ResourcesGPUCardMdev"]


@define(kw_only=True, repr=False)
class ResourcesGPUCardMdev(Model):
    """LXD's `ResourcesGPUCardMdev`, received from the server.

    Keys that are null or missing read as zero values.
    """

    api: str = ""
    available: int = 0
    description: str = ""
    devices: list[str] = field(factory=list)
    name: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.api = data["api"] or ""
            model.available = data["available"] or 0
            model.description = data["description"] or ""
            model.devices = data["devices"] or []
            model.name = data["name"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "api": self.api,
            "available": self.available,
            "description": self.description,
            "devices": plain(self.devices),
            "name": self.name,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["api", "available", "description", "devices", "name"])
