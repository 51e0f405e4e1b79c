"""Backups of custom volumes as local files, and volumes made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lxd_api import models
from lxd_api import storage as api

from lxd._async.area import AsyncArea
from lxd._async.exporting import Packing, export
from lxd._async.importing import import_file
from lxd._async.operations import AsyncOperation
from lxd._async.storage.volume_imports import VolumeImport
from lxd._async.transfers import Destination, Origin
from lxd._core.backups import LIFETIME, export_name
from lxd.entities.operations import ProgressCallback

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient

__all__ = ["AsyncVolumeFiles"]


class AsyncVolumeFiles(AsyncArea):
    """Writes custom volumes into local files, and makes volumes of those."""

    async def export(
        self,
        pool: str,
        volume: str,
        path: Destination,
        *,
        volume_only: bool = False,
        optimized_storage: bool = False,
        compression: str | None = None,
        version: int | None = None,
        keep: bool = False,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> int:
        """Writes a backup of a custom volume into a local file: creates it, downloads it, deletes the server's copy.

        Endpoints: ``POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups``, ``GET`` and ``DELETE`` of
        what that makes. The server's copy is deleted whatever happens; it expires after a day, too, should nobody be
        left to delete it.

        Args:
            pool: the storage pool.
            volume: the volume.
            path: the file's name, which it gets when it is complete (what is there is replaced); until then it
                is ``<path>.part``. Or an open binary file.
            volume_only: leave out its snapshots.
            optimized_storage: in the format of the storage pool's driver; see `create`.
            compression: the program to compress with; see `create`.
            version: of the backup's format; see `create`.
            keep: leave the server's copy, under a name that begins with ``export-``, for ever.
            timeout: seconds that all of it may take; None: as long as it takes. Packing that the server cannot cancel
                then is waited for, half a minute.
            progress: called with how far it is, first with the server's packing, then with the download.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Returns:
            The file's size in bytes.

        Raises:
            NotFound: there is no such volume.
            OperationError: the backup could not be made.
            LXDConnectionError: the connection broke again and again.
            TimeoutError: the server was silent for too long, or the time is up: an `OperationTimeout` where the backup
                was not made in time, else an `LXDTimeout`.
            OSError: the file cannot be written; the disk is full, for instance.
        """
        scope = {"project": project, "target": target}
        options = {
            "expires_at": None if keep else LIFETIME,
            "volume_only": volume_only,
            "optimized_storage": optimized_storage,
            "compression": compression,
            "version": version,
        }
        packing = _VolumeExport(self._client, pool, volume, scope, options)
        return await export(self._client, packing, path, keep=keep, timeout=timeout, progress=progress)

    async def import_(
        self,
        pool: str,
        path: Origin,
        name: str,
        *,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> models.StorageVolume:
        """Makes a custom volume of a backup in a local file.

        Endpoint: ``POST /1.0/storage-pools/{poolName}/volumes/{type}``; API extensions ``custom_volume_backup``,
        ``backup_override_name``.

        Args:
            pool: the storage pool.
            path: the file's name, or an open binary file, which is read from where it is.
            name: the volume's name. It is always given: LXD does not tell which one it took from the backup.
            timeout: seconds that the server gets to unpack it; None: as long as it takes. What it cannot cancel then is
                waited for, half a minute, and removed.
            progress: called with how far it is, first with the upload, then with the unpacking.
            project: the project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Returns:
            The volume.

        Raises:
            LXDAPIError: LXD refused it: it is no backup, perhaps.
            OperationError: it could not be unpacked; the name is taken, perhaps.
            LXDConnectionError: the connection broke.
            OSError: the file cannot be read.
            TimeoutError: the time is up: an `OperationTimeout`, which says whether the server could end it; or an
                `LXDTimeout` where half a minute later it had not even answered, so that it may go on.
        """
        making = VolumeImport(self._client, pool, name, None, project, target)
        return await import_file(self._client, making, path, timeout=timeout, progress=progress)


class _VolumeExport(Packing):
    """A backup of a volume that is there only to be downloaded."""

    def __init__(
        self,
        client: AsyncLXDClient,
        pool: str,
        volume: str,
        scope: Mapping[str, Any],
        options: Mapping[str, Any],
    ) -> None:
        self._area = client.storage_pools.volumes.backups
        self._volume = (pool, volume)
        self._scope = scope
        self._options = options
        self._name = export_name()
        self.what = f"backup {self._name} of the volume {volume}"
        self.content = api.storage_pool_volumes_type_backup_export_get(
            pool, "custom", volume, self._name, **scope
        )

    async def create(self) -> AsyncOperation:
        """Makes it."""
        pool, volume = self._volume
        return await self._area.create(pool, volume, self._name, **self._scope, **self._options)

    async def delete(self) -> AsyncOperation:
        """Deletes it."""
        pool, volume = self._volume
        return await self._area.delete(pool, volume, self._name, **self._scope)
