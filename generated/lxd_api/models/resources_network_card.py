"""The model `ResourcesNetworkCard`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ResourcesNetworkCard"]


@define(kw_only=True, repr=False)
class ResourcesNetworkCard(Model):
    """LXD's `ResourcesNetworkCard`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "vdpa": "ovn_nic_acceleration_vdpa",
    }

    driver: str = ""
    driver_version: str = ""
    firmware_version: str = ""
    numa_node: int = 0
    pci_address: str = ""
    ports: list[models.ResourcesNetworkCardPort] = field(factory=list)
    product: str = ""
    product_id: str = ""
    sriov: models.ResourcesNetworkCardSRIOV | None = None
    usb_address: str = ""
    vdpa: models.ResourcesNetworkCardVDPA | None = None
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
            model.firmware_version = data["firmware_version"] or ""
            model.numa_node = data["numa_node"] or 0
            model.pci_address = data["pci_address"] or ""
            model.ports = (
                [models.ResourcesNetworkCardPort.from_dict(item or {}) for item in value]
                if (value := data["ports"])
                else []
            )
            model.product = data["product"] or ""
            model.product_id = data["product_id"] or ""
            model.sriov = (
                None
                if (value := data["sriov"]) is None
                else models.ResourcesNetworkCardSRIOV.from_dict(value)
            )
            model.usb_address = data["usb_address"] or ""
            model.vdpa = (
                None if (value := data["vdpa"]) is None else models.ResourcesNetworkCardVDPA.from_dict(value)
            )
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
            "firmware_version": self.firmware_version,
            "numa_node": self.numa_node,
            "pci_address": self.pci_address,
            "ports": plain(self.ports),
            "product": self.product,
            "product_id": self.product_id,
            "sriov": plain(self.sriov),
            "usb_address": self.usb_address,
            "vdpa": plain(self.vdpa),
            "vendor": self.vendor,
            "vendor_id": self.vendor_id,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "driver",
        "driver_version",
        "firmware_version",
        "numa_node",
        "pci_address",
        "ports",
        "product",
        "product_id",
        "sriov",
        "usb_address",
        "vdpa",
        "vendor",
        "vendor_id",
    ]
)
