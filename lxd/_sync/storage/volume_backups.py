# Written by scripts/unasync.py from lxd/_async/storage/volume_backups.py. Change that, and run `make sync`.

"""``client.storage_pools.volumes.backups``: backups of storage volumes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, overload

from lxd_api import models
from lxd_api import storage as api

from lxd._core.backups import volume_backup_body
from lxd._core.expiry import Expiry
from lxd._core.filtering import FilterLike
from lxd._core.names import own_name
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.content import Content
from lxd._sync.links import Link
from lxd._sync.operations import Operation
from lxd._sync.storage.volume_files import VolumeFiles
from lxd._sync.transfers import Destination, download, landing
from lxd.entities.operations import ProgressCallback

__all__ = ["VolumeBackups"]


class VolumeBackups(VolumeFiles):
    """Backups of custom storage volumes: files on the server, to be downloaded and to make volumes of.

    `export` and `import_` do all of it in one call.
    """

    @overload
    def list(
        self,
        pool: str,
        volume: str,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        target: str | None = ...,
    ) -> list[Link[models.StoragePoolVolumeBackup]]: ...

    @overload
    def list(
        self,
        pool: str,
        volume: str,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        target: str | None = ...,
    ) -> list[models.StoragePoolVolumeBackup]: ...

    @overload
    def list(
        self,
        pool: str,
        volume: str,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        target: str | None = ...,
    ) -> list[Link[models.StoragePoolVolumeBackup]] | list[models.StoragePoolVolumeBackup]: ...

    def list(
        self,
        pool: str,
        volume: str,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> list[Link[models.StoragePoolVolumeBackup]] | list[models.StoragePoolVolumeBackup]:
        """Lists backups of a volume.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups``.

        Args:
            pool: the storage pool.
            volume: the volume.
            recursion: 0: links; 1: backups.
            filter: which backups: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that
                all are fetched and then picked from.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's.

        Raises:
            FilterError: the filter is none.
            NotFound: there is no such volume.
        """
        objects = api.storage_pool_volumes_type_backups_get(
            pool, "custom", volume, recursion=1, project=project, target=target
        )
        if recursion == 0:
            return self._links(
                api.storage_pool_volumes_type_backups_get(
                    pool, "custom", volume, recursion=0, project=project, target=target
                ),
                lambda link: self.get(
                    pool, volume, link.name, project=link.project, target=link.target or target
                ),
                project=project,
                filter=filter,
                objects=objects,
                key=own_name,
            )
        return self._objects(objects, filter)

    def get(
        self, pool: str, volume: str, name: str, *, project: str | None = None, target: str | None = None
    ) -> models.StoragePoolVolumeBackup:
        """Gets a backup.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}``.

        Args:
            pool: the storage pool.
            volume: the volume.
            name: its name, without the volume's.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(
            api.storage_pool_volumes_type_backup_get(
                pool, "custom", volume, name, project=project, target=target
            )
        )

    @starts
    def create(
        self,
        pool: str,
        volume: str,
        name: str | None = None,
        *,
        expires_at: Expiry | None = None,
        volume_only: bool = False,
        optimized_storage: bool = False,
        compression: str | None = None,
        version: int | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> Operation:
        """Creates a backup of a custom volume: a file on the server.

        Endpoint: ``POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups``; API extension
        ``custom_volume_backup``; `version` needs the API extension ``backup_metadata_version``.

        Args:
            pool: the storage pool.
            volume: the volume.
            name: its name; default: one of LXD's choice, ``backup0`` and so on. LXD 5.0 takes no name that a backup
                of a volume of the same name has, in another pool.
            expires_at: when the server deletes it: a time, or how long from now; None: never.
            volume_only: leave out its snapshots.
            optimized_storage: in the format of the storage pool's driver: faster, but only for a pool of that kind.
            compression: ``"gzip"``, ``"zstd"``, ``"none"`` or another program that the server has; default: the
                server's own choice.
            version: of the backup's format; default: the server's newest.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is no such volume.
            ValueError: it would expire at once.
        """
        body = volume_backup_body(
            name,
            expires_at=expires_at,
            volume_only=volume_only,
            optimized_storage=optimized_storage,
            compression=compression,
            version=version,
        )
        return self._client.start(
            api.storage_pool_volumes_type_backups_post(
                pool, "custom", volume, body=plain_body(body), project=project, target=target
            )
        )

    @contextmanager
    def open(
        self,
        pool: str,
        volume: str,
        name: str,
        *,
        project: str | None = None,
        target: str | None = None,
        timeout: float | None = None,
    ) -> Iterator[Content]:
        """Gives the content of a backup as it comes.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}/export``.

        Args:
            pool: the storage pool.
            volume: the volume.
            name: its name, without the volume's.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
            timeout: seconds to wait for each piece; default: the client's.

        Raises:
            NotFound: there is none.
        """
        request = api.storage_pool_volumes_type_backup_export_get(
            pool, "custom", volume, name, project=project, target=target
        )
        with self._client.stream(request, timeout=timeout) as content:
            yield content

    def download(
        self,
        pool: str,
        volume: str,
        name: str,
        path: Destination,
        *,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> int:
        """Downloads a backup that is there already; `export` makes one first.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}/export``. After a
        broken connection it goes on where that broke off, a few times.

        Args:
            pool: the storage pool.
            volume: the volume.
            name: its name, without the volume's.
            path: the file's name, which it gets when it is complete (what is there is replaced); until then it
                is ``<path>.part``. Or an open binary file.
            timeout: seconds that all of it may take; None: as long as it takes.
            progress: called with how far it is.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Returns:
            Its size in bytes.

        Raises:
            NotFound: there is none.
            LXDConnectionError: the connection broke again and again.
            LXDTimeout: the server was silent for too long, or the time is up.
            OSError: it cannot be written; the disk is full, for instance.
        """
        request = api.storage_pool_volumes_type_backup_export_get(
            pool, "custom", volume, name, project=project, target=target
        )
        with landing(path) as writer:
            return download(
                self._client, request, writer, stage="download", progress=progress, timeout=timeout
            )

    @starts
    def rename(
        self,
        pool: str,
        volume: str,
        name: str,
        new_name: str,
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> Operation:
        """Renames a backup.

        Endpoint: ``POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}``.

        Args:
            pool: the storage pool.
            volume: the volume.
            name: its name, without the volume's.
            new_name: its name from then on.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return self._client.start(
            api.storage_pool_volumes_type_backup_post(
                pool, "custom", volume, name, body={"name": new_name}, project=project, target=target
            )
        )

    @starts
    def delete(
        self, pool: str, volume: str, name: str, *, project: str | None = None, target: str | None = None
    ) -> Operation:
        """Deletes a backup.

        Endpoint: ``DELETE /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}``.

        Args:
            pool: the storage pool.
            volume: the volume.
            name: its name, without the volume's.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return self._client.start(
            api.storage_pool_volumes_type_backup_delete(
                pool, "custom", volume, name, project=project, target=target
            )
        )
