"""Backups of instances, and instances as files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Literal, overload

from lxd_api import instances as api
from lxd_api import models

from lxd._async._io import Fetchable, starts
from lxd._async.area import AsyncArea
from lxd._async.content import AsyncContent
from lxd._async.exporting import export
from lxd._async.importing import import_file
from lxd._async.instances.backup_files import InstanceExport, InstanceImport
from lxd._async.operations import AsyncOperation
from lxd._async.transfers import Destination, Origin, download, landing
from lxd._core.backups import LIFETIME, backup_body, device_header
from lxd._core.filtering import FilterLike
from lxd._core.names import own_name
from lxd._core.values import ConfigValue
from lxd.entities import backups as entities
from lxd.entities.operations import ProgressCallback

if TYPE_CHECKING:
    from lxd._core.expiry import Expiry

__all__ = ["AsyncBackupLink", "AsyncInstanceBackups"]


class AsyncBackupLink(entities.BackupLink, Fetchable[models.InstanceBackup]):
    """A link to a backup on one client's server."""

    __slots__ = ("_area",)

    def __init__(self, area: AsyncInstanceBackups, url: str, project: str | None) -> None:
        super().__init__(url, project)
        self._area = area

    async def fetch(self) -> models.InstanceBackup:
        """Fetches the backup, without its content."""
        return await self._area.get(self.instance, self.name, project=self.project)


class AsyncInstanceBackups(AsyncArea):
    """Backups of instances: files on the server, to be downloaded and to make instances of.

    `export` and `import_` do all of it in one call.
    """

    @overload
    async def list(
        self,
        name: str,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[AsyncBackupLink]: ...
    @overload
    async def list(
        self,
        name: str,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[models.InstanceBackup]: ...
    @overload
    async def list(
        self, name: str, recursion: int, *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[AsyncBackupLink] | list[models.InstanceBackup]: ...
    async def list(
        self,
        name: str,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
    ) -> list[AsyncBackupLink] | list[models.InstanceBackup]:
        """Lists the backups of an instance.

        Endpoint: ``GET /1.0/instances/{name}/backups``; API extension ``container_backup``.

        Args:
            name: the instance's name.
            recursion: 0: links; 1: backups.
            filter: which backups: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that
                all are fetched and then picked from.
            project: its project; default: the client's.

        Raises:
            FilterError: the filter is none.
            NotFound: there is no such instance.
        """
        objects = api.instance_backups_get(name, recursion=1, project=project)
        if recursion == 0:
            urls = await self._urls(
                api.instance_backups_get(name, recursion=0, project=project),
                project=project,
                filter=filter,
                objects=objects,
                key=own_name,
            )
            return [AsyncBackupLink(self, url, project) for url in urls]
        return await self._objects(objects, filter)

    async def get(self, name: str, backup: str, *, project: str | None = None) -> models.InstanceBackup:
        """Gets what the server knows of a backup; `open` and `download` get its content.

        Endpoint: ``GET /1.0/instances/{name}/backups/{backup}``.

        Args:
            name: the instance's name.
            backup: the backup's name.
            project: the instance's project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(api.instance_backup_get(name, backup, project=project))

    @starts
    async def create(
        self,
        name: str,
        backup: str | None = None,
        *,
        expires_at: Expiry | None = None,
        instance_only: bool = False,
        optimized_storage: bool = False,
        compression: str | None = None,
        version: int | None = None,
        project: str | None = None,
    ) -> AsyncOperation:
        """Creates a backup of an instance: a file on the server.

        Endpoint: ``POST /1.0/instances/{name}/backups``; `compression` needs the API extension
        ``backup_compression_algorithm``, `version` ``backup_metadata_version``.

        Args:
            name: the instance's name.
            backup: the backup's name; default: one of LXD's choice, ``backup0`` and so on.
            expires_at: when the server deletes it: a time, or how long from now; None: never.
            instance_only: leave out its snapshots.
            optimized_storage: in the format of the storage pool's driver: faster, but only for a pool of that kind.
                LXD ignores it where the driver has no such format.
            compression: ``"gzip"``, ``"zstd"``, ``"none"`` or another program that the server has; default: the
                server's own choice.
            version: of the backup's format; default: the server's newest.
            project: the instance's project; default: the client's.

        Returns:
            The operation.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is no such instance.
            ValueError: it would expire at once.
        """
        body = backup_body(
            backup,
            expires_at=expires_at,
            instance_only=instance_only,
            optimized_storage=optimized_storage,
            compression=compression,
            version=version,
        )
        return await self._client.start(api.instance_backups_post(name, body=body, project=project))

    @starts
    async def rename(
        self, name: str, backup: str, new_name: str, *, project: str | None = None
    ) -> AsyncOperation:
        """Renames a backup.

        Endpoint: ``POST /1.0/instances/{name}/backups/{backup}``.

        Args:
            name: the instance's name.
            backup: the backup's name.
            new_name: its name from then on.
            project: the instance's project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(
            api.instance_backup_post(name, backup, body={"name": new_name}, project=project)
        )

    @starts
    async def delete(self, name: str, backup: str, *, project: str | None = None) -> AsyncOperation:
        """Deletes a backup; one that is still being made, too.

        Endpoint: ``DELETE /1.0/instances/{name}/backups/{backup}``.

        Args:
            name: the instance's name.
            backup: the backup's name.
            project: the instance's project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(api.instance_backup_delete(name, backup, project=project))

    @asynccontextmanager
    async def open(
        self, name: str, backup: str, *, project: str | None = None, timeout: float | None = None
    ) -> AsyncIterator[AsyncContent]:
        """Gives the content of a backup as it comes.

        Endpoint: ``GET /1.0/instances/{name}/backups/{backup}/export``.

        Args:
            name: the instance's name.
            backup: the backup's name.
            project: the instance's project; default: the client's.
            timeout: seconds to wait for each piece; default: the client's.

        Raises:
            NotFound: there is none.
        """
        request = api.instance_backup_export(name, backup, project=project)
        async with self._client.stream(request, timeout=timeout) as content:
            yield content

    async def download(
        self,
        name: str,
        backup: str,
        path: Destination,
        *,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
        project: str | None = None,
    ) -> int:
        """Downloads a backup that is there already; `export` makes one first.

        Endpoint: ``GET /1.0/instances/{name}/backups/{backup}/export``. After a broken connection it goes on where
        that broke off, a few times.

        Args:
            name: the instance's name.
            backup: the backup's name.
            path: the file's name, which it gets when it is complete (what is there is replaced); until then it
                is ``<path>.part``. Or an open binary file.
            timeout: seconds that all of it may take; None: as long as it takes.
            progress: called with how far it is.
            project: the instance's project; default: the client's.

        Returns:
            Its size in bytes.

        Raises:
            NotFound: there is none.
            LXDConnectionError: the connection broke again and again.
            LXDTimeout: the server was silent for too long, or the time is up.
            OSError: it cannot be written; the disk is full, for instance.
        """
        request = api.instance_backup_export(name, backup, project=project)
        async with landing(path) as writer:
            return await download(
                self._client, request, writer, stage="download", progress=progress, timeout=timeout
            )

    async def export(
        self,
        name: str,
        path: Destination,
        *,
        instance_only: bool = False,
        optimized_storage: bool = False,
        compression: str | None = None,
        version: int | None = None,
        keep: bool = False,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
        project: str | None = None,
    ) -> int:
        """Writes a backup of an instance into a local file: creates it, downloads it, and deletes the server's copy.

        Endpoints: ``POST /1.0/instances/{name}/backups``, ``GET`` and ``DELETE`` of what that makes. The server's
        copy is deleted whatever happens; it expires after a day, too, should nobody be left to delete it.

        Args:
            name: the instance's name.
            path: the file's name, which it gets when it is complete (what is there is replaced); until then it
                is ``<path>.part``. Or an open binary file.
            instance_only: leave out its snapshots.
            optimized_storage: in the format of the storage pool's driver; see `create`.
            compression: the program to compress with; see `create`.
            version: of the backup's format; see `create`.
            keep: leave the server's copy, under a name that begins with ``export-``, for ever.
            timeout: seconds that all of it may take; None: as long as it takes. Packing that the server cannot cancel
                then is waited for, half a minute.
            progress: called with how far it is, first with the server's packing, then with the download.
            project: the instance's project; default: the client's.

        Returns:
            The file's size in bytes.

        Raises:
            NotFound: there is no such instance.
            OperationError: the backup could not be made.
            LXDConnectionError: the connection broke again and again.
            TimeoutError: the server was silent for too long, or the time is up: an `OperationTimeout` where the backup
                was not made in time, else an `LXDTimeout`.
            OSError: the file cannot be written; the disk is full, for instance.
        """
        packing = InstanceExport(
            self,
            name,
            project,
            {
                "expires_at": None if keep else LIFETIME,
                "instance_only": instance_only,
                "optimized_storage": optimized_storage,
                "compression": compression,
                "version": version,
            },
        )
        return await export(self._client, packing, path, keep=keep, timeout=timeout, progress=progress)

    async def import_(
        self,
        path: Origin,
        name: str | None = None,
        *,
        pool: str | None = None,
        devices: Mapping[str, Mapping[str, ConfigValue]] | None = None,
        config: Mapping[str, ConfigValue] | None = None,
        timeout: float | None = None,
        progress: ProgressCallback | None = None,
        project: str | None = None,
    ) -> models.Instance:
        """Makes an instance of a backup in a local file; it is not started.

        In a cluster it is made on the member that this client is connected to, whatever the client's `target`: LXD
        cannot be told of another one. `instances.move` moves it from there.

        Endpoint: ``POST /1.0/instances``; `pool` needs the API extension ``container_backup_override_pool``, `name`
        ``backup_override_name``, `devices` ``import_instance_devices``.

        Args:
            path: the file's name, or an open binary file, which is read from where it is.
            name: the instance's name; default: that of the instance that the backup is of.
            pool: the storage pool; default: that of the instance that the backup is of.
            devices: what to change of its devices, such as ``{"root": {"size": "10GiB"}}``.
            config: what to change of its configuration; None or ``""`` unsets a key.
            timeout: seconds that the server gets to unpack it; None: as long as it takes. What it cannot cancel then is
                waited for, half a minute, and removed.
            progress: called with how far it is, first with the upload, then with the unpacking.
            project: the project; default: the client's.

        Returns:
            The instance.

        Raises:
            LXDAPIError: LXD refused it: it is no backup, perhaps.
            OperationError: it could not be unpacked; the name is taken, perhaps.
            LXDConnectionError: the connection broke.
            OSError: the file cannot be read.
            TimeoutError: the time is up: an `OperationTimeout`, which says whether the server could end it; or an
                `LXDTimeout` where half a minute later it had not even answered, so that it may go on.
        """
        unpacking = InstanceImport(
            self._client,
            {"name": name, "pool": pool, "devices": device_header(devices)},
            config,
            project,
        )
        return await import_file(self._client, unpacking, path, timeout=timeout, progress=progress)
