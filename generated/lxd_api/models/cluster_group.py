"""The model `ClusterGroup`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ClusterGroup"]


@define(kw_only=True, repr=False)
class ClusterGroup(Model):
    """LXD's `ClusterGroup`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "used_by": "clustering_groups_used_by",
    }

    description: str = ""
    members: list[str] = field(factory=list)
    name: str = ""
    used_by: list[str] = field(factory=list)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 4:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.description = data["description"] or ""
            model.members = data["members"] or []
            model.name = data["name"] or ""
            model.used_by = data["used_by"] or []
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 4 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "description": self.description,
            "members": plain(self.members),
            "name": self.name,
            "used_by": plain(self.used_by),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["description", "members", "name", "used_by"])
