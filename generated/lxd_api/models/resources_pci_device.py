"""The model `ResourcesPCIDevice`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ResourcesPCIDevice"]


@define(kw_only=True, repr=False)
class ResourcesPCIDevice(Model):
    """LXD's `ResourcesPCIDevice`, received from the server.

    Keys that are null or missing read as zero values.
    """

    driver: str = ""
    driver_version: str = ""
    iommu_group: int = 0
    numa_node: int = 0
    pci_address: str = ""
    product: str = ""
    product_id: str = ""
    vendor: str = ""
    vendor_id: str = ""
    vpd: models.ResourcesPCIVPD = field(factory=models.ResourcesPCIVPD)
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 10:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.driver = data["driver"] or ""
            model.driver_version = data["driver_version"] or ""
            model.iommu_group = data["iommu_group"] or 0
            model.numa_node = data["numa_node"] or 0
            model.pci_address = data["pci_address"] or ""
            model.product = data["product"] or ""
            model.product_id = data["product_id"] or ""
            model.vendor = data["vendor"] or ""
            model.vendor_id = data["vendor_id"] or ""
            model.vpd = models.ResourcesPCIVPD.from_dict(data["vpd"] or {})
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 10 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "driver": self.driver,
            "driver_version": self.driver_version,
            "iommu_group": self.iommu_group,
            "numa_node": self.numa_node,
            "pci_address": self.pci_address,
            "product": self.product,
            "product_id": self.product_id,
            "vendor": self.vendor,
            "vendor_id": self.vendor_id,
            "vpd": plain(self.vpd),
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "driver",
        "driver_version",
        "iommu_group",
        "numa_node",
        "pci_address",
        "product",
        "product_id",
        "vendor",
        "vendor_id",
        "vpd",
    ]
)
