"""The model `Cluster`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["Cluster"]


@define(kw_only=True, repr=False)
class Cluster(Model):
    """LXD's `Cluster`, received from the server.

    Keys that are null or missing read as zero values.
    """

    enabled: bool = False
    member_config: list[models.ClusterMemberConfigKey] = field(factory=list)
    server_name: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 3:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.enabled = data["enabled"] or False
            model.member_config = (
                [models.ClusterMemberConfigKey.from_dict(item or {}) for item in value]
                if (value := data["member_config"])
                else []
            )
            model.server_name = data["server_name"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 3 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "enabled": self.enabled,
            "member_config": plain(self.member_config),
            "server_name": self.server_name,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["enabled", "member_config", "server_name"])
