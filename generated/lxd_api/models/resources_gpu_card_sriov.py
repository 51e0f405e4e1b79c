"""The model `ResourcesGPUCardSRIOV`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ResourcesGPUCardSRIOV"]


@define(kw_only=True, repr=False)
class ResourcesGPUCardSRIOV(Model):
    """LXD's `ResourcesGPUCardSRIOV`, received from the server.

    Keys that are null or missing read as zero values.
    """

    current_vfs: int = 0
    maximum_vfs: int = 0
    vfs: list[models.ResourcesGPUCard] = field(factory=list)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 3:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.current_vfs = data["current_vfs"] or 0
            model.maximum_vfs = data["maximum_vfs"] or 0
            model.vfs = (
                [models.ResourcesGPUCard.from_dict(item or {}) for item in value]
                if (value := data["vfs"])
                else []
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 3 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "current_vfs": self.current_vfs,
            "maximum_vfs": self.maximum_vfs,
            "vfs": plain(self.vfs),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["current_vfs", "maximum_vfs", "vfs"])
