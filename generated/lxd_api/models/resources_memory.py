"""The model `ResourcesMemory`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ResourcesMemory"]


@define(kw_only=True, repr=False)
class ResourcesMemory(Model):
    """LXD's `ResourcesMemory`, received from the server.

    Keys that are null or missing read as zero values.
    """

    hugepages_size: int = 0
    hugepages_total: int = 0
    hugepages_used: int = 0
    nodes: list[models.ResourcesMemoryNode] = field(factory=list)
    total: int = 0
    used: int = 0
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 6:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.hugepages_size = data["hugepages_size"] or 0
            model.hugepages_total = data["hugepages_total"] or 0
            model.hugepages_used = data["hugepages_used"] or 0
            model.nodes = (
                [models.ResourcesMemoryNode.from_dict(item or {}) for item in value]
                if (value := data["nodes"])
                else []
            )
            model.total = data["total"] or 0
            model.used = data["used"] or 0
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 6 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "hugepages_size": self.hugepages_size,
            "hugepages_total": self.hugepages_total,
            "hugepages_used": self.hugepages_used,
            "nodes": plain(self.nodes),
            "total": self.total,
            "used": self.used,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["hugepages_size", "hugepages_total", "hugepages_used", "nodes", "total", "used"]
)
