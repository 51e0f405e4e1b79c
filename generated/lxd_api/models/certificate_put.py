"""The model `CertificatePut`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["CertificatePut"]


@define(kw_only=True, repr=False)
class CertificatePut(Model):
    """LXD's `CertificatePut`, sent to the server.

    Fields that are `None` are left out.
    """

    certificate: str | None = None
    name: str | None = None
    projects: list[str] | None = None
    restricted: bool | None = None
    type: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.certificate = data["certificate"]
            model.name = data["name"]
            model.projects = data["projects"]
            model.restricted = data["restricted"]
            model.type = data["type"]
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "certificate": self.certificate,
            "name": self.name,
            "projects": plain(self.projects),
            "restricted": self.restricted,
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["certificate", "name", "projects", "restricted", "type"])
