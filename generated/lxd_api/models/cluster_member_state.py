"""The model `ClusterMemberState`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ClusterMemberState"]


@define(kw_only=True, repr=False)
class ClusterMemberState(Model):
    """LXD's `ClusterMemberState`, received from the server.

    Keys that are null or missing read as zero values.
    """

    storage_pools: dict[str, models.StoragePoolState] = field(factory=dict)
    sysinfo: models.ClusterMemberSysInfo = field(factory=models.ClusterMemberSysInfo)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 2:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.storage_pools = (
                {key: models.StoragePoolState.from_dict(item or {}) for key, item in value.items()}
                if (value := data["storage_pools"])
                else {}
            )
            model.sysinfo = models.ClusterMemberSysInfo.from_dict(data["sysinfo"] or {})
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 2 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "storage_pools": plain(self.storage_pools),
            "sysinfo": plain(self.sysinfo),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["storage_pools", "sysinfo"])
