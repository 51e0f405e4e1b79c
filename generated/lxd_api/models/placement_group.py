"""The model `PlacementGroup`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["PlacementGroup"]


@define(kw_only=True, repr=False)
class PlacementGroup(Model):
    """LXD's `PlacementGroup`, received from the server.

    Keys that are null or missing read as zero values.
    """

    access_entitlements: list[str] = field(factory=list)
    config: dict[str, str] = field(factory=dict, repr=keys_only)
    description: str = ""
    name: str = ""
    project: str = ""
    used_by: list[str] = field(factory=list)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 6:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.access_entitlements = data["access_entitlements"] or []
            model.config = data["config"] or {}
            model.description = data["description"] or ""
            model.name = data["name"] or ""
            model.project = data["project"] or ""
            model.used_by = data["used_by"] or []
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 6 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "access_entitlements": plain(self.access_entitlements),
            "config": plain(self.config),
            "description": self.description,
            "name": self.name,
            "project": self.project,
            "used_by": plain(self.used_by),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["access_entitlements", "config", "description", "name", "project", "used_by"]
)
