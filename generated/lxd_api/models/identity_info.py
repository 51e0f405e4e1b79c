"""The model `IdentityInfo`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown
from ..timestamps import read_timestamp

__all__ = ["IdentityInfo"]


@define(kw_only=True, repr=False)
class IdentityInfo(Model):
    """LXD's `IdentityInfo`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "tls_certificate": "access_management_tls",
    }

    access_entitlements: list[str] = field(factory=list)
    authentication_method: str = ""
    effective_groups: list[str] = field(factory=list)
    effective_permissions: list[models.Permission] = field(factory=list)
    expires_at: datetime | None = None
    fine_grained: bool = False
    groups: list[str] = field(factory=list)
    id: str = ""
    name: str = ""
    tls_certificate: str = ""
    type: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 11:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.access_entitlements = data["access_entitlements"] or []
            model.authentication_method = data["authentication_method"] or ""
            model.effective_groups = data["effective_groups"] or []
            model.effective_permissions = (
                [models.Permission.from_dict(item or {}) for item in value]
                if (value := data["effective_permissions"])
                else []
            )
            model.expires_at = read_timestamp(data["expires_at"])
            model.fine_grained = data["fine_grained"] or False
            model.groups = data["groups"] or []
            model.id = data["id"] or ""
            model.name = data["name"] or ""
            model.tls_certificate = data["tls_certificate"] or ""
            model.type = data["type"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 11 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "access_entitlements": plain(self.access_entitlements),
            "authentication_method": self.authentication_method,
            "effective_groups": plain(self.effective_groups),
            "effective_permissions": plain(self.effective_permissions),
            "expires_at": plain(self.expires_at),
            "fine_grained": self.fine_grained,
            "groups": plain(self.groups),
            "id": self.id,
            "name": self.name,
            "tls_certificate": self.tls_certificate,
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "access_entitlements",
        "authentication_method",
        "effective_groups",
        "effective_permissions",
        "expires_at",
        "fine_grained",
        "groups",
        "id",
        "name",
        "tls_certificate",
        "type",
    ]
)
