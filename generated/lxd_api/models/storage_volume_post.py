"""The model `StorageVolumePost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["StorageVolumePost"]


@define(kw_only=True, repr=False)
class StorageVolumePost(Model):
    """LXD's `StorageVolumePost`, sent to the server.

    Fields that are `None` are left out.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "source": "cluster_internal_custom_volume_copy",
    }

    migration: bool | None = None
    name: str | None = None
    pool: str | None = None
    project: str | None = None
    source: models.StorageVolumeSource | None = None
    target: models.StorageVolumePostTarget | None = None
    volume_only: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.migration = data["migration"]
            model.name = data["name"]
            model.pool = data["pool"]
            model.project = data["project"]
            model.source = (
                None if (value := data["source"]) is None else models.StorageVolumeSource.from_dict(value)
            )
            model.target = (
                None if (value := data["target"]) is None else models.StorageVolumePostTarget.from_dict(value)
            )
            model.volume_only = data["volume_only"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "migration": self.migration,
            "name": self.name,
            "pool": self.pool,
            "project": self.project,
            "source": plain(self.source),
            "target": plain(self.target),
            "volume_only": self.volume_only,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["migration", "name", "pool", "project", "source", "target", "volume_only"]
)
