"""What type checkers make of storage: never run, only checked, by mypy and pyright."""

from __future__ import annotations

from typing import assert_type

from lxd_api import models

from lxd import AsyncLXDClient
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._async.storage.bucket_keys import AsyncBucketKeyOperation
from lxd._async.storage.volume_listing import AsyncVolumeLink
from lxd._async.storage.volume_snapshotting import AsyncVolumeSnapshotOperation


async def pools(client: AsyncLXDClient, recursion: int) -> None:
    pools = client.storage_pools
    assert_type(await pools.list(), list[models.StoragePool])
    assert_type(await pools.list(0), list[AsyncLink[models.StoragePool]])
    assert_type(await pools.list(recursion), list[AsyncLink[models.StoragePool]] | list[models.StoragePool])
    assert_type(await pools.get("x"), models.StoragePool)
    assert_type(await pools.get_resources("x"), models.ResourcesStoragePool)


async def volumes(client: AsyncLXDClient, recursion: int) -> None:
    volumes = client.storage_pools.volumes
    assert_type(await volumes.list(), list[models.StorageVolume])
    assert_type(await volumes.list("x", type="custom"), list[models.StorageVolume])
    assert_type(await volumes.list(recursion=0), list[AsyncVolumeLink])
    assert_type(await volumes.list("x", 0), list[AsyncVolumeLink])
    assert_type(await volumes.list("x", recursion), list[AsyncVolumeLink] | list[models.StorageVolume])
    assert_type(await volumes.get("x", "v"), models.StorageVolume)
    assert_type(await volumes.get_state("x", "v"), models.StorageVolumeState)
    assert_type(volumes.edit("x", "v"), AsyncEdit[models.StorageVolume])
    assert_type(await volumes.create("x", {"name": "v"}), AsyncOperation)
    assert_type(await volumes.copy("x", "v", "w", pool="y"), models.StorageVolume)
    assert_type(await volumes.move("x", "v", to=client), models.StorageVolume)
    assert_type(await volumes.import_iso("x", "file", "v"), models.StorageVolume)
    for link in await volumes.list("x", 0):
        assert_type(link.name, str)
        assert_type(await link.fetch(), models.StorageVolume)


async def parts_of_volumes(client: AsyncLXDClient) -> None:
    snapshots, backups = client.storage_pools.volumes.snapshots, client.storage_pools.volumes.backups
    assert_type(await snapshots.list("x", "v"), list[models.StorageVolumeSnapshot])
    assert_type(await snapshots.list("x", "v", 0), list[AsyncLink[models.StorageVolumeSnapshot]])
    assert_type(await snapshots.create("x", "v"), AsyncVolumeSnapshotOperation)
    assert_type((await snapshots.create("x", "v")).snapshot, str)
    assert_type(await backups.list("x", "v"), list[models.StoragePoolVolumeBackup])
    assert_type(await backups.export("x", "v", "file"), int)
    assert_type(await backups.import_("x", "file", "v"), models.StorageVolume)


async def buckets(client: AsyncLXDClient) -> None:
    buckets = client.storage_pools.buckets
    assert_type(await buckets.list("x"), list[models.StorageBucket])
    assert_type(await buckets.create("x", {"name": "b"}), AsyncBucketKeyOperation)
    assert_type((await buckets.create("x", {"name": "b"})).key, models.StorageBucketKey)
    assert_type(await buckets.keys.list("x", "b"), list[models.StorageBucketKey])
