"""The model `ResourcesUSBDevice`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ResourcesUSBDevice"]


@define(kw_only=True, repr=False)
class ResourcesUSBDevice(Model):
    """LXD's `ResourcesUSBDevice`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "serial": "device_usb_serial",
    }

    bus_address: int = 0
    device_address: int = 0
    interfaces: list[models.ResourcesUSBDeviceInterface] = field(factory=list)
    product: str = ""
    product_id: str = ""
    serial: str = ""
    speed: float = 0.0
    vendor: str = ""
    vendor_id: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 9:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.bus_address = data["bus_address"] or 0
            model.device_address = data["device_address"] or 0
            model.interfaces = (
                [models.ResourcesUSBDeviceInterface.from_dict(item or {}) for item in value]
                if (value := data["interfaces"])
                else []
            )
            model.product = data["product"] or ""
            model.product_id = data["product_id"] or ""
            model.serial = data["serial"] or ""
            model.speed = data["speed"] or 0.0
            model.vendor = data["vendor"] or ""
            model.vendor_id = data["vendor_id"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 9 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "bus_address": self.bus_address,
            "device_address": self.device_address,
            "interfaces": plain(self.interfaces),
            "product": self.product,
            "product_id": self.product_id,
            "serial": self.serial,
            "speed": self.speed,
            "vendor": self.vendor,
            "vendor_id": self.vendor_id,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "bus_address",
        "device_address",
        "interfaces",
        "product",
        "product_id",
        "serial",
        "speed",
        "vendor",
        "vendor_id",
    ]
)
