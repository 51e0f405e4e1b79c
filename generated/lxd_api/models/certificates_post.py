"""The model `CertificatesPost`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["CertificatesPost"]


@define(kw_only=True, repr=False)
class CertificatesPost(Model):
    """LXD's `CertificatesPost`, sent to the server.

    Fields that are `None` are left out.

    Deprecated by LXD: password.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "trust_token": "explicit_trust_token",
    }

    certificate: str | None = None
    name: str | None = None
    password: str | None = field(default=None, repr=False)
    projects: list[str] | None = None
    restricted: bool | None = None
    token: bool | None = None
    trust_token: str | None = field(default=None, repr=False)
    type: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 8:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.certificate = data["certificate"]
            model.name = data["name"]
            model.password = data["password"]
            model.projects = data["projects"]
            model.restricted = data["restricted"]
            model.token = data["token"]
            model.trust_token = data["trust_token"]
            model.type = data["type"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 8 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "certificate": self.certificate,
            "name": self.name,
            "password": self.password,
            "projects": plain(self.projects),
            "restricted": self.restricted,
            "token": self.token,
            "trust_token": self.trust_token,
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["certificate", "name", "password", "projects", "restricted", "token", "trust_token", "type"]
)
