"""The model `StorageVolumesPost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["StorageVolumesPost"]


@define(kw_only=True, repr=False)
class StorageVolumesPost(Model):
    """LXD's `StorageVolumesPost`, sent to the server.

    Fields that are `None` are left out.
    """

    config: dict[str, str] | None = field(default=None, repr=keys_only)
    content_type: str | None = None
    description: str | None = None
    name: str | None = None
    restore: str | None = None
    source: models.StorageVolumeSource | None = None
    type: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.config = data["config"]
            model.content_type = data["content_type"]
            model.description = data["description"]
            model.name = data["name"]
            model.restore = data["restore"]
            model.source = (
                None if (value := data["source"]) is None else models.StorageVolumeSource.from_dict(value)
            )
            model.type = data["type"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "config": plain(self.config),
            "content_type": self.content_type,
            "description": self.description,
            "name": self.name,
            "restore": self.restore,
            "source": plain(self.source),
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["config", "content_type", "description", "name", "restore", "source", "type"]
)
