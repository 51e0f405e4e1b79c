"""The model `ClusterPut`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ClusterPut"]


@define(kw_only=True, repr=False)
class ClusterPut(Model):
    """LXD's `ClusterPut`, sent to the server.

    Fields that are `None` are left out.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "cluster_token": "explicit_trust_token",
    }

    cluster_address: str | None = None
    cluster_certificate: str | None = None
    cluster_token: str | None = field(default=None, repr=False)
    enabled: bool | None = None
    member_config: list[models.ClusterMemberConfigKey] | None = None
    server_address: str | None = None
    server_name: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.cluster_address = data["cluster_address"]
            model.cluster_certificate = data["cluster_certificate"]
            model.cluster_token = data["cluster_token"]
            model.enabled = data["enabled"]
            model.member_config = (
                None
                if (value := data["member_config"]) is None
                else [models.ClusterMemberConfigKey.from_dict(item or {}) for item in value]
            )
            model.server_address = data["server_address"]
            model.server_name = data["server_name"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "cluster_address": self.cluster_address,
            "cluster_certificate": self.cluster_certificate,
            "cluster_token": self.cluster_token,
            "enabled": self.enabled,
            "member_config": plain(self.member_config),
            "server_address": self.server_address,
            "server_name": self.server_name,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "cluster_address",
        "cluster_certificate",
        "cluster_token",
        "enabled",
        "member_config",
        "server_address",
        "server_name",
    ]
)
