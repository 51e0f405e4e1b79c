"""The model `ResourcesMemoryNode`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["ResourcesMemoryNode"]


@define(kw_only=True, repr=False)
class ResourcesMemoryNode(Model):
    """LXD's `ResourcesMemoryNode`, received from the server.

    Keys that are null or missing read as zero values.
    """

    hugepages_total: int = 0
    hugepages_used: int = 0
    numa_node: int = 0
    total: int = 0
    used: int = 0
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.hugepages_total = data["hugepages_total"] or 0
            model.hugepages_used = data["hugepages_used"] or 0
            model.numa_node = data["numa_node"] or 0
            model.total = data["total"] or 0
            model.used = data["used"] or 0
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "hugepages_total": self.hugepages_total,
            "hugepages_used": self.hugepages_used,
            "numa_node": self.numa_node,
            "total": self.total,
            "used": self.used,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["hugepages_total", "hugepages_used", "numa_node", "total", "used"])
