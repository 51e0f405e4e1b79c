# Written by scripts/unasync.py from lxd/_async/storage/volume_imports.py. Change that, and run `make sync`.

"""Custom volumes made of files: of backups, of ISO images, of tarballs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from lxd_api import models
from lxd_api import storage as api
from lxd_api.types import Request

from lxd._sync.area import Area
from lxd._sync.importing import Unpacking, import_file
from lxd._sync.operations import Operation
from lxd._sync.transfers import Origin, Upload
from lxd.entities.operations import ProgressCallback

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["VolumeImport", "VolumeImports"]


class VolumeImports(Area):
    """Makes custom volumes of files that are no backups; `VolumeBackups.import_` takes those."""

    def import_iso(
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
        """Makes a custom volume of an ISO image, from which virtual machines can be installed.

        Endpoint: ``POST /1.0/storage-pools/{poolName}/volumes/{type}``; API extension ``custom_volume_iso``.

        Args:
            pool: the storage pool.
            path: the file's name, or an open binary file, which is read from where it is.
            name: the volume's name.
            timeout: seconds that the server gets to make it; None: as long as it takes. What it cannot cancel then is
                waited for, half a minute, and removed.
            progress: called with how far it is.
            project: the project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Returns:
            The volume.

        Raises:
            ExtensionMissing: the server is too old for that.
            OperationError: it could not be made; the name is taken, perhaps.
            LXDConnectionError: the connection broke.
            OSError: the file cannot be read.
            TimeoutError: the time is up: an `OperationTimeout`, which says whether the server could end it; or an
                `LXDTimeout` where half a minute later it had not even answered, so that it may go on.
        """
        making = VolumeImport(self._client, pool, name, "iso", project, target)
        return import_file(self._client, making, path, timeout=timeout, progress=progress)

    def import_tar(
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
        """Makes a custom filesystem volume of a tarball.

        Endpoint: ``POST /1.0/storage-pools/{poolName}/volumes/{type}``; API extension ``import_custom_volume_tar``.

        Args:
            pool: the storage pool.
            path: the file's name, or an open binary file, which is read from where it is.
            name: the volume's name.
            timeout: seconds that the server gets to unpack it; None: as long as it takes. What it cannot cancel then is
                waited for, half a minute, and removed.
            progress: called with how far it is.
            project: the project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Returns:
            The volume.

        Raises:
            ExtensionMissing: the server is too old for that.
            OperationError: it could not be unpacked; the name is taken, perhaps.
            LXDConnectionError: the connection broke.
            OSError: the file cannot be read.
            TimeoutError: the time is up: an `OperationTimeout`, which says whether the server could end it; or an
                `LXDTimeout` where half a minute later it had not even answered, so that it may go on.
        """
        making = VolumeImport(self._client, pool, name, "tar", project, target)
        return import_file(self._client, making, path, timeout=timeout, progress=progress)


class VolumeImport(Unpacking[models.StorageVolume]):
    """A custom volume that is to be made of a file.

    Args:
        client: the client.
        pool: the storage pool.
        name: the volume's name.
        kind: what the file is; None: a backup.
        project: the project.
        target: the cluster member.
    """

    def __init__(
        self,
        client: LXDClient,
        pool: str,
        name: str,
        kind: Literal["iso", "tar"] | None,
        project: str | None,
        target: str | None,
    ) -> None:
        self._client = client
        self._pool = pool
        self._name = name
        self._kind = kind
        self._project = project
        self._target = target
        self.what = f"volume {name}"

    def ask(self, upload: Upload) -> Request[models.Operation | None]:
        """Makes the request."""
        request = api.storage_pool_volumes_type_post(
            self._pool,
            "custom",
            content=upload,
            name=self._name,
            type=self._kind,
            project=self._project,
            target=self._target,
        )
        if self._kind == "tar":
            # That is newer than the header, of which alone the API description knows.
            request = request.replace(parameter_extensions={"X-LXD-type": "import_custom_volume_tar"})
        return request

    def finish(self, operation: Operation) -> models.StorageVolume:
        """Gets it."""
        return self._client.storage_pools.volumes.get(
            self._pool, self._name, project=self._project, target=self._target
        )

    def delete(self, operation: Operation) -> Operation:
        """Deletes it."""
        return self._client.storage_pools.volumes.delete(
            self._pool, self._name, project=self._project, target=self._target
        )
