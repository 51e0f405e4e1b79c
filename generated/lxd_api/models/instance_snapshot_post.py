"""The model `InstanceSnapshotPost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["InstanceSnapshotPost"]


@define(kw_only=True, repr=False)
class InstanceSnapshotPost(Model):
    """LXD's `InstanceSnapshotPost`, sent to the server.

    Fields that are `None` are left out.
    """

    live: bool | None = None
    migration: bool | None = None
    name: str | None = None
    target: models.InstancePostTarget | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 4:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.live = data["live"]
            model.migration = data["migration"]
            model.name = data["name"]
            model.target = (
                None if (value := data["target"]) is None else models.InstancePostTarget.from_dict(value)
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 4 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "live": self.live,
            "migration": self.migration,
            "name": self.name,
            "target": plain(self.target),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["live", "migration", "name", "target"])
