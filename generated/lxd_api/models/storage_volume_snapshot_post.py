"""The model `StorageVolumeSnapshotPost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["StorageVolumeSnapshotPost"]


@define(kw_only=True, repr=False)
class StorageVolumeSnapshotPost(Model):
    """LXD's `StorageVolumeSnapshotPost`, sent to the server.

    Fields that are `None` are left out.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "migration": "storage_api_remote_volume_snapshot_copy",
        "target": "storage_api_remote_volume_snapshot_copy",
    }

    migration: bool | None = None
    name: str | None = None
    target: models.StorageVolumePostTarget | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 3:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.migration = data["migration"]
            model.name = data["name"]
            model.target = (
                None if (value := data["target"]) is None else models.StorageVolumePostTarget.from_dict(value)
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 3 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "migration": self.migration,
            "name": self.name,
            "target": plain(self.target),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["migration", "name", "target"])
