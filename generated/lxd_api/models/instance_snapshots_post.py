"""The model `InstanceSnapshotsPost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["InstanceSnapshotsPost"]


@define(kw_only=True, repr=False)
class InstanceSnapshotsPost(Model):
    """LXD's `InstanceSnapshotsPost`, sent to the server.

    Fields that are `None` are left out.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "disk_volumes_mode": "instance_snapshots_multi_volume",
    }

    disk_volumes_mode: str | None = None
    expires_at: datetime | None = None
    name: str | None = None
    stateful: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 4:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.disk_volumes_mode = data["disk_volumes_mode"]
            model.expires_at = read_timestamp(data["expires_at"])
            model.name = data["name"]
            model.stateful = data["stateful"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 4 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "disk_volumes_mode": self.disk_volumes_mode,
            "expires_at": plain(self.expires_at),
            "name": self.name,
            "stateful": self.stateful,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["disk_volumes_mode", "expires_at", "name", "stateful"])
