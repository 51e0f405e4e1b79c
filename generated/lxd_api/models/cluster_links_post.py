"""The model `ClusterLinksPost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ClusterLinksPost"]


@define(kw_only=True, repr=False)
class ClusterLinksPost(Model):
    """LXD's `ClusterLinksPost`, sent to the server.

    Fields that are `None` are left out.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "trust_token": "explicit_trust_token",
    }

    auth_groups: list[str] | None = None
    cluster_certificate: str | None = None
    config: dict[str, str] | None = field(default=None, repr=keys_only)
    description: str | None = None
    name: str | None = None
    trust_token: str | None = field(default=None, repr=False)
    type: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.auth_groups = data["auth_groups"]
            model.cluster_certificate = data["cluster_certificate"]
            model.config = data["config"]
            model.description = data["description"]
            model.name = data["name"]
            model.trust_token = data["trust_token"]
            model.type = data["type"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "auth_groups": plain(self.auth_groups),
            "cluster_certificate": self.cluster_certificate,
            "config": plain(self.config),
            "description": self.description,
            "name": self.name,
            "trust_token": self.trust_token,
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["auth_groups", "cluster_certificate", "config", "description", "name", "trust_token", "type"]
)
