"""The model `PermissionInfo`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["PermissionInfo"]


@define(kw_only=True, repr=False)
class PermissionInfo(Model):
    """LXD's `PermissionInfo`, received from the server.

    Keys that are null or missing read as zero values.
    """

    entitlement: str = ""
    entity_type: str = ""
    groups: list[str] = field(factory=list)
    url: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 4:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.entitlement = data["entitlement"] or ""
            model.entity_type = data["entity_type"] or ""
            model.groups = data["groups"] or []
            model.url = data["url"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 4 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "entitlement": self.entitlement,
            "entity_type": self.entity_type,
            "groups": plain(self.groups),
            "url": self.url,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["entitlement", "entity_type", "groups", "url"])
