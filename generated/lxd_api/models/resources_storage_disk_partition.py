"""The model `ResourcesStorageDiskPartition`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from ..base import Model, join, keys_only, unknown

__all__ = ["ResourcesStorageDiskPartition"]


@define(kw_only=True, repr=False)
class ResourcesStorageDiskPartition(Model):
    """LXD's `ResourcesStorageDiskPartition`, received from the server.

    Keys that are null or missing read as zero values.
    """

    EXTENSIONS: ClassVar[Mapping[str, str]] = {
        "device_fs_uuid": "resources_device_fs_uuid",
        "mounted": "resources_disk_mounted",
    }

    device: str = ""
    device_fs_uuid: str = ""
    id: str = ""
    mounted: bool = False
    partition: int = 0
    read_only: bool = False
    size: int = 0
    additional_properties: dict[str, Any] = field(factory=dict, repr=keys_only)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        if len(data) < 7:
            data = {**_NULLS, **data}
        model = cls.__new__(cls)
        try:
            model.device = data["device"] or ""
            model.device_fs_uuid = data["device_fs_uuid"] or ""
            model.id = data["id"] or ""
            model.mounted = data["mounted"] or False
            model.partition = data["partition"] or 0
            model.read_only = data["read_only"] or False
            model.size = data["size"] or 0
        except KeyError:  # as many keys as there are fields, but other ones
            return cls.from_dict({**_NULLS, **data})
        model.additional_properties = {} if len(data) == 7 else unknown(data, _NULLS)
        return model

    def to_dict(self) -> dict[str, Any]:
        known = {
            "device": self.device,
            "device_fs_uuid": self.device_fs_uuid,
            "id": self.id,
            "mounted": self.mounted,
            "partition": self.partition,
            "read_only": self.read_only,
            "size": self.size,
        }
        return join(known, self.additional_properties)


# What a server leaves out reads like null.
_NULLS: dict[str, None] = dict.fromkeys(
    ["device", "device_fs_uuid", "id", "mounted", "partition", "read_only", "size"]
)
