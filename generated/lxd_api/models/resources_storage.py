"""The model `ResourcesStorage`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ResourcesStorage"]


@define(kw_only=True, repr=False)
class ResourcesStorage(Model):
    """LXD's `ResourcesStorage`, received from the server.

    Keys that are null or missing read as zero values.
    """

    disks: list[models.ResourcesStorageDisk] = field(factory=list)
    total: int = 0
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 2:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.disks = (
                [models.ResourcesStorageDisk.from_dict(item or {}) for item in value]
                if (value := data["disks"])
                else []
            )
            model.total = data["total"] or 0
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 2 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "disks": plain(self.disks),
            "total": self.total,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["disks", "total"])
