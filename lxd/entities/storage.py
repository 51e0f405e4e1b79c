"""Storage pools, and what is in them."""

from __future__ import annotations

from typing import Literal, TypeAlias

from lxd_api.models import (
    ResourcesStoragePool,
    StorageBucket,
    StorageBucketKey,
    StoragePool,
    StoragePoolVolumeBackup,
    StorageVolume,
    StorageVolumeSnapshot,
    StorageVolumesPost,
    StorageVolumeState,
)

__all__ = [
    "ResourcesStoragePool",
    "StorageBucket",
    "StorageBucketKey",
    "StoragePool",
    "StoragePoolVolumeBackup",
    "StorageVolume",
    "StorageVolumeSnapshot",
    "StorageVolumeState",
    "StorageVolumesPost",
    "VolumeType",
]

VolumeType: TypeAlias = Literal["custom", "container", "virtual-machine", "image"]
"""What kind of volume it is: one of a user's own, or that of an instance or of an image."""
