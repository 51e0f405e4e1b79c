"""The model `ResourcesSystem`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ResourcesSystem"]


@define(kw_only=True, repr=False)
class ResourcesSystem(Model):
    """LXD's `ResourcesSystem`, received from the server.

    Keys that are null or missing read as zero values.
    """

    chassis: models.ResourcesSystemChassis | None = None
    family: str = ""
    firmware: models.ResourcesSystemFirmware | None = None
    motherboard: models.ResourcesSystemMotherboard | None = None
    product: str = ""
    serial: str = ""
    sku: str = ""
    type: str = ""
    uuid: str = ""
    vendor: str = ""
    version: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 11:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.chassis = (
                None if (value := data["chassis"]) is None else models.ResourcesSystemChassis.from_dict(value)
            )
            model.family = data["family"] or ""
            model.firmware = (
                None
                if (value := data["firmware"]) is None
                else models.ResourcesSystemFirmware.from_dict(value)
            )
            model.motherboard = (
                None
                if (value := data["motherboard"]) is None
                else models.ResourcesSystemMotherboard.from_dict(value)
            )
            model.product = data["product"] or ""
            model.serial = data["serial"] or ""
            model.sku = data["sku"] or ""
            model.type = data["type"] or ""
            model.uuid = data["uuid"] or ""
            model.vendor = data["vendor"] or ""
            model.version = data["version"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 11 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "chassis": plain(self.chassis),
            "family": self.family,
            "firmware": plain(self.firmware),
            "motherboard": plain(self.motherboard),
            "product": self.product,
            "serial": self.serial,
            "sku": self.sku,
            "type": self.type,
            "uuid": self.uuid,
            "vendor": self.vendor,
            "version": self.version,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "chassis",
        "family",
        "firmware",
        "motherboard",
        "product",
        "serial",
        "sku",
        "type",
        "uuid",
        "vendor",
        "version",
    ]
)
