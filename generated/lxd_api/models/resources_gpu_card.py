"""The model `ResourcesGPUCard`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ResourcesGPUCard"]


@define(kw_only=True, repr=False)
class ResourcesGPUCard(Model):
    """LXD's `ResourcesGPUCard`, received from the server.

    Keys that are null or missing read as zero values.
    """

    driver: str = ""
    driver_version: str = ""
    drm: models.ResourcesGPUCardDRM | None = None
    mdev: dict[str, models.ResourcesGPUCardMdev] = field(factory=dict)
    numa_node: int = 0
    nvidia: models.ResourcesGPUCardNvidia | None = None
    pci_address: str = ""
    product: str = ""
    product_id: str = ""
    sriov: models.ResourcesGPUCardSRIOV | None = None
    usb_address: str = ""
    vendor: str = ""
    vendor_id: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 13:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.driver = data["driver"] or ""
            model.driver_version = data["driver_version"] or ""
            model.drm = (
                None if (value := data["drm"]) is None else models.ResourcesGPUCardDRM.from_dict(value)
            )
            model.mdev = (
                {key: models.ResourcesGPUCardMdev.from_dict(item or {}) for key, item in value.items()}
                if (value := data["mdev"])
                else {}
            )
            model.numa_node = data["numa_node"] or 0
            model.nvidia = (
                None if (value := data["nvidia"]) is None else models.ResourcesGPUCardNvidia.from_dict(value)
            )
            model.pci_address = data["pci_address"] or ""
            model.product = data["product"] or ""
            model.product_id = data["product_id"] or ""
            model.sriov = (
                None if (value := data["sriov"]) is None else models.ResourcesGPUCardSRIOV.from_dict(value)
            )
            model.usb_address = data["usb_address"] or ""
            model.vendor = data["vendor"] or ""
            model.vendor_id = data["vendor_id"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 13 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "driver": self.driver,
            "driver_version": self.driver_version,
            "drm": plain(self.drm),
            "mdev": plain(self.mdev),
            "numa_node": self.numa_node,
            "nvidia": plain(self.nvidia),
            "pci_address": self.pci_address,
            "product": self.product,
            "product_id": self.product_id,
            "sriov": plain(self.sriov),
            "usb_address": self.usb_address,
            "vendor": self.vendor,
            "vendor_id": self.vendor_id,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "driver",
        "driver_version",
        "drm",
        "mdev",
        "numa_node",
        "nvidia",
        "pci_address",
        "product",
        "product_id",
        "sriov",
        "usb_address",
        "vendor",
        "vendor_id",
    ]
)
