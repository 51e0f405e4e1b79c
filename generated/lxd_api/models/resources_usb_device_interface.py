"""The model `ResourcesUSBDeviceInterface`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["ResourcesUSBDeviceInterface"]


@define(kw_only=True, repr=False)
class ResourcesUSBDeviceInterface(Model):
    """LXD's `ResourcesUSBDeviceInterface`, received from the server.

    Keys that are null or missing read as zero values.
    """

    class_: str = ""
    class_id: int = 0
    driver: str = ""
    driver_version: str = ""
    number: int = 0
    subclass: str = ""
    subclass_id: int = 0
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.class_ = data["class"] or ""
            model.class_id = data["class_id"] or 0
            model.driver = data["driver"] or ""
            model.driver_version = data["driver_version"] or ""
            model.number = data["number"] or 0
            model.subclass = data["subclass"] or ""
            model.subclass_id = data["subclass_id"] or 0
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "class": self.class_,
            "class_id": self.class_id,
            "driver": self.driver,
            "driver_version": self.driver_version,
            "number": self.number,
            "subclass": self.subclass,
            "subclass_id": self.subclass_id,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["class", "class_id", "driver", "driver_version", "number", "subclass", "subclass_id"]
)
