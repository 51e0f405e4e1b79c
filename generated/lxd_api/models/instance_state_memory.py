"""The model `InstanceStateMemory`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["InstanceStateMemory"]


@define(kw_only=True, repr=False)
class InstanceStateMemory(Model):
    """LXD's `InstanceStateMemory`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "total": "instances_state_total",
    }

    swap_usage: int = 0
    swap_usage_peak: int = 0
    total: int = 0
    usage: int = 0
    usage_peak: int = 0
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.swap_usage = data["swap_usage"] or 0
            model.swap_usage_peak = data["swap_usage_peak"] or 0
            model.total = data["total"] or 0
            model.usage = data["usage"] or 0
            model.usage_peak = data["usage_peak"] or 0
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "swap_usage": self.swap_usage,
            "swap_usage_peak": self.swap_usage_peak,
            "total": self.total,
            "usage": self.usage,
            "usage_peak": self.usage_peak,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["swap_usage", "swap_usage_peak", "total", "usage", "usage_peak"])
