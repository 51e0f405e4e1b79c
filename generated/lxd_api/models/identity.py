"""The model `Identity`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["Identity"]


@define(kw_only=True, repr=False)
class Identity(Model):
    """LXD's `Identity`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "tls_certificate": "access_management_tls",
    }

    access_entitlements: list[str] = field(factory=list)
    authentication_method: str = ""
    groups: list[str] = field(factory=list)
    id: str = ""
    name: str = ""
    tls_certificate: str = ""
    type: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.access_entitlements = data["access_entitlements"] or []
            model.authentication_method = data["authentication_method"] or ""
            model.groups = data["groups"] or []
            model.id = data["id"] or ""
            model.name = data["name"] or ""
            model.tls_certificate = data["tls_certificate"] or ""
            model.type = data["type"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "access_entitlements": plain(self.access_entitlements),
            "authentication_method": self.authentication_method,
            "groups": plain(self.groups),
            "id": self.id,
            "name": self.name,
            "tls_certificate": self.tls_certificate,
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["access_entitlements", "authentication_method", "groups", "id", "name", "tls_certificate", "type"]
)
