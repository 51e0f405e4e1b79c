"""The model `ImageMetadata`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ImageMetadata"]


@define(kw_only=True, repr=False)
class ImageMetadata(Model):
    """LXD's `ImageMetadata`, sent and received.

    Keys that are null or missing read as zero values.
    """

    architecture: str = ""
    creation_date: int = 0
    expiry_date: int = 0
    properties: dict[str, str] = field(factory=dict)
    templates: dict[str, models.ImageMetadataTemplate] = field(factory=dict)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 5:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.architecture = data["architecture"] or ""
            model.creation_date = data["creation_date"] or 0
            model.expiry_date = data["expiry_date"] or 0
            model.properties = data["properties"] or {}
            model.templates = (
                {key: models.ImageMetadataTemplate.from_dict(item or {}) for key, item in value.items()}
                if (value := data["templates"])
                else {}
            )
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 5 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "architecture": self.architecture,
            "creation_date": self.creation_date,
            "expiry_date": self.expiry_date,
            "properties": plain(self.properties),
            "templates": plain(self.templates),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["architecture", "creation_date", "expiry_date", "properties", "templates"]
)
