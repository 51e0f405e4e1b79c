"""The model `AuthGroup`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["AuthGroup"]


@define(kw_only=True, repr=False)
class AuthGroup(Model):
    """LXD's `AuthGroup`, received from the server.

    Keys that are null or missing read as zero values.
    """

    access_entitlements: list[str] = field(factory=list)
    description: str = ""
    identities: dict[str, list[str]] = field(factory=dict)
    identity_provider_groups: list[str] = field(factory=list)
    name: str = ""
    permissions: list[models.Permission] = field(factory=list)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 6:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.access_entitlements = data["access_entitlements"] or []
            model.description = data["description"] or ""
            model.identities = data["identities"] or {}
            model.identity_provider_groups = data["identity_provider_groups"] or []
            model.name = data["name"] or ""
            model.permissions = (
                [models.Permission.from_dict(item or {}) for item in value]
                if (value := data["permissions"])
                else []
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 6 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "access_entitlements": plain(self.access_entitlements),
            "description": self.description,
            "identities": plain(self.identities),
            "identity_provider_groups": plain(self.identity_provider_groups),
            "name": self.name,
            "permissions": plain(self.permissions),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["access_entitlements", "description", "identities", "identity_provider_groups", "name", "permissions"]
)
