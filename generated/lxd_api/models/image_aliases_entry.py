"""The model `ImageAliasesEntry`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ImageAliasesEntry"]


@define(kw_only=True, repr=False)
class ImageAliasesEntry(Model):
    """LXD's `ImageAliasesEntry`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "access_entitlements": "entities_with_entitlements",
    }

    access_entitlements: list[str] = field(factory=list)
    description: str = ""
    name: str = ""
    target: str = ""
    type: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.access_entitlements = data["access_entitlements"] or []
            model.description = data["description"] or ""
            model.name = data["name"] or ""
            model.target = data["target"] or ""
            model.type = data["type"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "access_entitlements": plain(self.access_entitlements),
            "description": self.description,
            "name": self.name,
            "target": self.target,
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["access_entitlements", "description", "name", "target", "type"])
