"""The model `ResourcesStorageDisk`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from .. import models
from ..base import Model, join, keys_only, plain, unknown

__all__ = ["ResourcesStorageDisk"]


@define(kw_only=True, repr=False)
class ResourcesStorageDisk(Model):
    """LXD's `ResourcesStorageDisk`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "device_fs_uuid": "resources_device_fs_uuid",
        "mounted": "resources_disk_mounted",
        "used_by": "resources_disk_used_by",
    }

    block_size: int = 0
    device: str = ""
    device_fs_uuid: str = ""
    device_id: str = ""
    device_path: str = ""
    firmware_version: str = ""
    id: str = ""
    model: str = ""
    mounted: bool = False
    numa_node: int = 0
    partitions: list[models.ResourcesStorageDiskPartition] = field(factory=list)
    pci_address: str = ""
    read_only: bool = False
    removable: bool = False
    rpm: int = 0
    serial: str = ""
    size: int = 0
    type: str = ""
    usb_address: str = ""
    used_by: str = ""
    wwn: str = ""
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 21:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.block_size = data["block_size"] or 0
            model.device = data["device"] or ""
            model.device_fs_uuid = data["device_fs_uuid"] or ""
            model.device_id = data["device_id"] or ""
            model.device_path = data["device_path"] or ""
            model.firmware_version = data["firmware_version"] or ""
            model.id = data["id"] or ""
            model.model = data["model"] or ""
            model.mounted = data["mounted"] or False
            model.numa_node = data["numa_node"] or 0
            model.partitions = (
                [models.ResourcesStorageDiskPartition.from_dict(item or {}) for item in value]
                if (value := data["partitions"])
                else []
            )
            model.pci_address = data["pci_address"] or ""
            model.read_only = data["read_only"] or False
            model.removable = data["removable"] or False
            model.rpm = data["rpm"] or 0
            model.serial = data["serial"] or ""
            model.size = data["size"] or 0
            model.type = data["type"] or ""
            model.usb_address = data["usb_address"] or ""
            model.used_by = data["used_by"] or ""
            model.wwn = data["wwn"] or ""
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 21 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "block_size": self.block_size,
            "device": self.device,
            "device_fs_uuid": self.device_fs_uuid,
            "device_id": self.device_id,
            "device_path": self.device_path,
            "firmware_version": self.firmware_version,
            "id": self.id,
            "model": self.model,
            "mounted": self.mounted,
            "numa_node": self.numa_node,
            "partitions": plain(self.partitions),
            "pci_address": self.pci_address,
            "read_only": self.read_only,
            "removable": self.removable,
            "rpm": self.rpm,
            "serial": self.serial,
            "size": self.size,
            "type": self.type,
            "usb_address": self.usb_address,
            "used_by": self.used_by,
            "wwn": self.wwn,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    [
        "block_size",
        "device",
        "device_fs_uuid",
        "device_id",
        "device_path",
        "firmware_version",
        "id",
        "model",
        "mounted",
        "numa_node",
        "partitions",
        "pci_address",
        "read_only",
        "removable",
        "rpm",
        "serial",
        "size",
        "type",
        "usb_address",
        "used_by",
        "wwn",
    ]
)
