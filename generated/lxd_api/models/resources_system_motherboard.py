"""The model `ResourcesSystemMotherboard`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["ResourcesSystemMotherboard"]


@define(kw_only=True, repr=False)
class ResourcesSystemMotherboard(Model):
    """LXD's `ResourcesSystemMotherboard`, received from the server.

    Keys that are null or missing read as zero values.
    """

    product: str = ""
    serial: str = ""
    vendor: str = ""
    version: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 4:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.product = data["product"] or ""
            model.serial = data["serial"] or ""
            model.vendor = data["vendor"] or ""
            model.version = data["version"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 4 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "product": self.product,
            "serial": self.serial,
            "vendor": self.vendor,
            "version": self.version,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(["product", "serial", "vendor", "version"])
