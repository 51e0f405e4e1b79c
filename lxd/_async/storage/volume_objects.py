"""Storage volumes as objects: created, read, changed and deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from lxd_api import models
from lxd_api import storage as api
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.operations import AsyncOperation
from lxd._core.values import plain_body
from lxd.entities.storage import VolumeType
from lxd.errors import ServerError

__all__ = ["AsyncVolumeObjects", "Changes"]

Changes: TypeAlias = models.StorageVolumePut | models.StorageVolume | Mapping[str, Any]
"""What a storage volume is changed to: what was got and then changed, a model for it, or a mapping."""


_NOT_SUPPORTED = "Not supported"
"""What LXD up to 5.0 says where the storage driver cannot tell something."""


class AsyncVolumeObjects(AsyncArea):
    """Creates, reads, changes and deletes storage volumes."""

    async def get(
        self,
        pool: str,
        name: str,
        *,
        type: VolumeType = "custom",
        project: str | None = None,
        target: str | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> models.StorageVolume:
        """Gets a storage volume.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}``; `entitlements` needs the API
        extension ``entities_with_entitlements``.

        Args:
            pool: the storage pool.
            name: its name.
            type: what kind of volume it is: ``"custom"``, or that of an instance or image.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(
            api.storage_pool_volume_type_get(
                pool, type, name, project=project, target=target, with_access_entitlements=entitlements
            )
        )

    @starts
    async def create(
        self,
        pool: str,
        volume: models.StorageVolumesPost | Mapping[str, Any],
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Creates a custom volume; `copy`, `import_iso`, `import_tar` and `backups.import_` make one of something.

        Endpoint: ``POST /1.0/storage-pools/{poolName}/volumes``.

        Args:
            pool: the storage pool.
            volume: what to create: `lxd_api.models.StorageVolumesPost`, or a mapping such as ``{"name": "data",
                "config": {"size": "10GiB"}}``; with ``"content_type": "block"`` it is a disk for virtual machines.
            project: the project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name.
            NotFound: there is no such pool.
        """
        body = {"type": "custom", **plain_body(volume)}
        return await self._client.start(
            api.storage_pool_volumes_post(pool, body=body, project=project, target=target)
        )

    async def get_state(
        self,
        pool: str,
        name: str,
        *,
        type: VolumeType = "custom",
        project: str | None = None,
        target: str | None = None,
    ) -> models.StorageVolumeState:
        """Gets how much of a storage volume is used.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/state``; API extension
        ``storage_volume_state``.

        Args:
            pool: the storage pool.
            name: the volume's name.
            type: what kind of volume it is: ``"custom"``, or that of an instance.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Returns:
            The state; its ``usage`` is None where the storage driver cannot tell.

        Raises:
            NotFound: there is none.
        """
        request = api.storage_pool_volume_type_state_get(pool, type, name, project=project, target=target)
        try:
            return await self._client.send(request)
        except ServerError as error:
            # Newer servers answer this without any usage.
            if error.error != _NOT_SUPPORTED:
                raise
            return models.StorageVolumeState()

    @starts
    async def update_configuration(
        self,
        pool: str,
        name: str,
        changes: Changes,
        *,
        type: VolumeType = "custom",
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Replaces all that can be changed of a storage volume: what is not given is unset.

        Endpoint: ``PUT /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}``.

        Args:
            pool: the storage pool.
            name: its name.
            changes: a `StorageVolume` as it was got, a `StorageVolumePut`, or a mapping.
            type: what kind of volume it is: ``"custom"``, or that of an instance or image.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(
            api.storage_pool_volume_type_put(
                pool, type, name, body=plain_body(changes), project=project, target=target
            )
        )

    @starts
    async def update_configuration_subset(
        self,
        pool: str,
        name: str,
        changes: Changes,
        *,
        type: VolumeType = "custom",
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Changes what is given of a storage volume and leaves the rest as it is.

        Endpoint: ``PATCH /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}``.

        Args:
            pool: the storage pool.
            name: its name.
            changes: a `StorageVolumePut` or a mapping, such as ``{"config": {"size": "10GiB"}}``; a configuration key
                that is None or ``""`` is unset.
            type: what kind of volume it is: ``"custom"``, or that of an instance or image.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(
            api.storage_pool_volume_type_patch(
                pool, type, name, body=plain_body(changes), project=project, target=target
            )
        )

    def edit(
        self,
        pool: str,
        name: str,
        *,
        timeout: float | None = None,
        type: VolumeType = "custom",
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncEdit[models.StorageVolume]:
        """Changes a storage volume, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}``.

        Args:
            pool: the storage pool.
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            type: what kind of volume it is: ``"custom"``, or that of an instance or image.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.storage_pool_volume_type_put(
                pool, type, name, body=body, project=project, target=target
            )

        return AsyncEdit(
            self._client,
            api.storage_pool_volume_type_get(pool, type, name, project=project, target=target),
            put,
            timeout=timeout,
        )

    @starts
    async def rename(
        self,
        pool: str,
        name: str,
        new_name: str,
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Renames a storage volume.

        Endpoint: ``POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}``.

        Args:
            pool: the storage pool.
            name: its name.
            new_name: its name from then on.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return await self._client.start(
            api.storage_pool_volume_type_post(
                pool, "custom", name, body={"name": new_name}, project=project, target=target
            )
        )

    @starts
    async def delete(
        self,
        pool: str,
        name: str,
        *,
        type: VolumeType = "custom",
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Deletes a storage volume that nothing uses, and its snapshots.

        Endpoint: ``DELETE /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}``.

        Args:
            pool: the storage pool.
            name: its name.
            type: what kind of volume it is: ``"custom"``, or that of an instance or image.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: something uses it.
            NotFound: there is none.
        """
        return await self._client.start(
            api.storage_pool_volume_type_delete(pool, type, name, project=project, target=target)
        )
