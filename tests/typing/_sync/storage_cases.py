# Written by scripts/unasync.py from tests/typing/_async/storage_cases.py. Change that, and run `make sync`.

"""What type checkers make of storage: never run, only checked, by mypy and pyright."""

from __future__ import annotations

from typing import assert_type

from lxd_api import models

from lxd import LXDClient
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation
from lxd._sync.storage.bucket_keys import BucketKeyOperation
from lxd._sync.storage.volume_listing import VolumeLink
from lxd._sync.storage.volume_snapshotting import VolumeSnapshotOperation


def pools(client: LXDClient, recursion: int) -> None:
    pools = client.storage_pools
    assert_type(pools.list(), list[models.StoragePool])
    assert_type(pools.list(0), list[Link[models.StoragePool]])
    assert_type(pools.list(recursion), list[Link[models.StoragePool]] | list[models.StoragePool])
    assert_type(pools.get("x"), models.StoragePool)
    assert_type(pools.get_resources("x"), models.ResourcesStoragePool)


def volumes(client: LXDClient, recursion: int) -> None:
    volumes = client.storage_pools.volumes
    assert_type(volumes.list(), list[models.StorageVolume])
    assert_type(volumes.list("x", type="custom"), list[models.StorageVolume])
    assert_type(volumes.list(recursion=0), list[VolumeLink])
    assert_type(volumes.list("x", 0), list[VolumeLink])
    assert_type(volumes.list("x", recursion), list[VolumeLink] | list[models.StorageVolume])
    assert_type(volumes.get("x", "v"), models.StorageVolume)
    assert_type(volumes.get_state("x", "v"), models.StorageVolumeState)
    assert_type(volumes.edit("x", "v"), Edit[models.StorageVolume])
    assert_type(volumes.create("x", {"name": "v"}), Operation)
    assert_type(volumes.copy("x", "v", "w", pool="y"), models.StorageVolume)
    assert_type(volumes.move("x", "v", to=client), models.StorageVolume)
    assert_type(volumes.import_iso("x", "file", "v"), models.StorageVolume)
    for link in volumes.list("x", 0):
        assert_type(link.name, str)
        assert_type(link.fetch(), models.StorageVolume)


def parts_of_volumes(client: LXDClient) -> None:
    snapshots, backups = client.storage_pools.volumes.snapshots, client.storage_pools.volumes.backups
    assert_type(snapshots.list("x", "v"), list[models.StorageVolumeSnapshot])
    assert_type(snapshots.list("x", "v", 0), list[Link[models.StorageVolumeSnapshot]])
    assert_type(snapshots.create("x", "v"), VolumeSnapshotOperation)
    assert_type((snapshots.create("x", "v")).snapshot, str)
    assert_type(backups.list("x", "v"), list[models.StoragePoolVolumeBackup])
    assert_type(backups.export("x", "v", "file"), int)
    assert_type(backups.import_("x", "file", "v"), models.StorageVolume)


def buckets(client: LXDClient) -> None:
    buckets = client.storage_pools.buckets
    assert_type(buckets.list("x"), list[models.StorageBucket])
    assert_type(buckets.create("x", {"name": "b"}), BucketKeyOperation)
    assert_type((buckets.create("x", {"name": "b"})).key, models.StorageBucketKey)
    assert_type(buckets.keys.list("x", "b"), list[models.StorageBucketKey])
