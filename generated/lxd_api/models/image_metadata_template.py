"""The model `ImageMetadataTemplate`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ImageMetadataTemplate"]


@define(kw_only=True, repr=False)
class ImageMetadataTemplate(Model):
    """LXD's `ImageMetadataTemplate`, sent and received.

    Keys that are null or missing read as zero values.
    """

    create_only: bool = False
    properties: dict[str, str] = field(factory=dict)
    template: str = ""
    when: list[str] = field(factory=list)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 4:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.create_only = data["create_only"] or False
            model.properties = data["properties"] or {}
            model.template = data["template"] or ""
            model.when = data["when"] or []
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 4 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "create_only": self.create_only,
            "properties": plain(self.properties),
            "template": self.template,
            "when": plain(self.when),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["create_only", "properties", "template", "when"])
