"""The model `StoragePoolState`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["StoragePoolState"]


@define(kw_only=True, repr=False)
class StoragePoolState(Model):
    """LXD's `StoragePoolState`, received from the server.

    Keys that are null or missing read as zero values.
    """

    inodes: models.ResourcesStoragePoolInodes = field(factory=models.ResourcesStoragePoolInodes)
    space: models.ResourcesStoragePoolSpace = field(factory=models.ResourcesStoragePoolSpace)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 2:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.inodes = models.ResourcesStoragePoolInodes.from_dict(data["inodes"] or {})
            model.space = models.ResourcesStoragePoolSpace.from_dict(data["space"] or {})
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 2 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "inodes": plain(self.inodes),
            "space": plain(self.space),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["inodes", "space"])
