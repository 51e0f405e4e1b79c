"""The model `MetadataConfigurationConfigKey`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["MetadataConfigurationConfigKey"]


@define(kw_only=True, repr=False)
class MetadataConfigurationConfigKey(Model):
    """LXD's `MetadataConfigurationConfigKey`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "scope": "metadata_configuration_scope",
    }

    condition: str = ""
    defaultdesc: str = ""
    longdesc: str = ""
    managed: str = ""
    required: str = ""
    scope: str = ""
    shortdesc: str = ""
    type: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 8:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.condition = data["condition"] or ""
            model.defaultdesc = data["defaultdesc"] or ""
            model.longdesc = data["longdesc"] or ""
            model.managed = data["managed"] or ""
            model.required = data["required"] or ""
            model.scope = data["scope"] or ""
            model.shortdesc = data["shortdesc"] or ""
            model.type = data["type"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 8 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "condition": self.condition,
            "defaultdesc": self.defaultdesc,
            "longdesc": self.longdesc,
            "managed": self.managed,
            "required": self.required,
            "scope": self.scope,
            "shortdesc": self.shortdesc,
            "type": self.type,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["condition", "defaultdesc", "longdesc", "managed", "required", "scope", "shortdesc", "type"]
)
