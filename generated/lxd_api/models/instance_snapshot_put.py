"""The model `InstanceSnapshotPut`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["InstanceSnapshotPut"]


@define(kw_only=True, repr=False)
class InstanceSnapshotPut(Model):
    """LXD's `InstanceSnapshotPut`, sent to the server.

    Fields that are `None` are left out.
    """

    expires_at: datetime | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 1:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.expires_at = read_timestamp(data["expires_at"])
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 1 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "expires_at": plain(self.expires_at),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["expires_at"])
