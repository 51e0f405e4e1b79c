"""Backups of instances, and instances as files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Literal, overload

from lxd_api import instances as api
from lxd_api import models
from lxd_api.types import Request

from lxd._async._io import Fetchable, starts
from lxd._async.area import AsyncArea
from lxd._async.content import AsyncContent
from lxd._async.exporting import Packing, export
from lxd._async.importing import Unpacking, import_file
from lxd._async.operations import AsyncOperation
from lxd._async.transfers import AsyncUpload, Destination, Origin, download, landing
from lxd._core.backups import LIFETIME, backup_body, device_header, export_name
from lxd._core.names import made_name
from lxd._core.values import ConfigValue
from lxd.entities import backups as entities
from lxd.entities.operations import ProgressCallback

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient
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
        self, name: str, recursion: Literal[0], *, project: str | None = ...
    ) -> list[AsyncBackupLink]: ...
    @overload
    async def list(
        self, name: str, recursion: Literal[1] = 1, *, project: str | None = ...
    ) -> list[models.InstanceBackup]: ...
    @overload
    async def list(
        self, name: str, recursion: int, *, project: str | None = ...
    ) -> list[AsyncBackupLink] | list[models.InstanceBackup]: ...
    async def list(
        self, name: str, recursion: int = 1, *, project: str | None = None
    ) -> list[AsyncBackupLink] | list[models.InstanceBackup]:
        """Lists the backups of an instance.

        Endpoint: ``GET /1.0/instances/{name}/backups``; API extension ``container_backup``.

        Args:
            name: the instance's name.
            recursion: 0: links; 1: backups.
            project: its project; default: the client's.

        Raises:
            NotFound: there is no such instance.
        """
        if recursion == 0:
            urls = await self._client.send(api.instance_backups_get(name, recursion=0, project=project))
            return [AsyncBackupLink(self, url, project) for url in urls]
        return await self._client.send(api.instance_backups_get(name, recursion=1, project=project))

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
            timeout: seconds that all of it may take; None: as long as it takes.
            progress: called with how far it is, first with the server's packing, then with the download.
            project: the instance's project; default: the client's.

        Returns:
            The file's size in bytes.

        Raises:
            NotFound: there is no such instance.
            OperationError: the backup could not be made.
            LXDConnectionError: the connection broke again and again.
            LXDTimeout: the server was silent for too long, or the time is up.
            OSError: the file cannot be written; the disk is full, for instance.
        """
        packing = _InstanceExport(
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
        target: str | None = None,
    ) -> models.Instance:
        """Makes an instance of a backup in a local file; it is not started.

        Endpoint: ``POST /1.0/instances``; `pool` needs the API extension ``container_backup_override_pool``, `name`
        ``backup_override_name``, `devices` ``import_instance_devices``.

        Args:
            path: the file's name, or an open binary file, which is read from where it is.
            name: the instance's name; default: that of the instance that the backup is of.
            pool: the storage pool; default: that of the instance that the backup is of.
            devices: what to change of its devices, such as ``{"root": {"size": "10GiB"}}``.
            config: what to change of its configuration; None or ``""`` unsets a key.
            timeout: seconds that the server gets to unpack it; None: as long as it takes.
            progress: called with how far it is, first with the upload, then with the unpacking.
            project: the project; default: the client's.
            target: the cluster member; default: LXD's choice.

        Returns:
            The instance.

        Raises:
            LXDAPIError: LXD refused it: it is no backup, perhaps.
            OperationError: it could not be unpacked; the name is taken, perhaps.
            LXDConnectionError: the connection broke.
            OSError: the file cannot be read.
        """
        unpacking = _InstanceImport(
            self._client,
            {"name": name, "pool": pool, "devices": device_header(devices), "target": target},
            config,
            project,
        )
        return await import_file(self._client, unpacking, path, timeout=timeout, progress=progress)


class _InstanceExport(Packing):
    """A backup of an instance that is there only to be downloaded."""

    def __init__(
        self, area: AsyncInstanceBackups, name: str, project: str | None, options: Mapping[str, Any]
    ) -> None:
        self._area = area
        self._name = name
        self._project = project
        self._options = options
        self._backup = export_name()
        self.what = f"backup {self._backup} of {name}"
        self.content = api.instance_backup_export(name, self._backup, project=project)

    async def create(self) -> AsyncOperation:
        """Makes it."""
        return await self._area.create(self._name, self._backup, project=self._project, **self._options)

    async def delete(self) -> AsyncOperation:
        """Deletes it."""
        return await self._area.delete(self._name, self._backup, project=self._project)


class _InstanceImport(Unpacking[models.Instance]):
    """An instance that is to be made of a backup."""

    def __init__(
        self,
        client: AsyncLXDClient,
        options: Mapping[str, Any],
        config: Mapping[str, ConfigValue] | None,
        project: str | None,
    ) -> None:
        self._client = client
        self._options = options
        self._config = config
        self._project = project
        self.what = f"instance {options['name'] or ''}".rstrip()

    def ask(self, upload: AsyncUpload) -> Request[models.Operation | None]:
        """Makes the request."""
        return api.instances_post(content=upload, project=self._project, **self._options)

    async def finish(self, operation: AsyncOperation) -> models.Instance:
        """Configures and gets it."""
        made = self._made(operation)
        if self._config:
            await self._client.instances.update_configuration_subset(
                made, {"config": self._config}, project=self._project
            )
        return await self._client.instances.get(made, project=self._project)

    async def delete(self, operation: AsyncOperation) -> AsyncOperation:
        """Deletes it."""
        return await self._client.instances.delete(self._made(operation), project=self._project)

    def _made(self, operation: AsyncOperation) -> str:
        return str(self._options["name"] or made_name(operation.state, "instances"))
