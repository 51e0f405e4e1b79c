"""The model `ResourcesSystemChassis`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["ResourcesSystemChassis"]


@define(kw_only=True, repr=False)
class ResourcesSystemChassis(Model):
    """LXD's `ResourcesSystemChassis`, received from the server.

    Keys that are null or missing read as zero values.
    """

    serial: str = ""
    type: str = ""
    vendor: str = ""
    version: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 4:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.serial = data["serial"] or ""
            model.type = data["type"] or ""
            model.vendor = data["vendor"] or ""
            model.version = data["version"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 4 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "serial": self.serial,
            "type": self.type,
            "vendor": self.vendor,
            "version": self.version,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["serial", "type", "vendor", "version"])
