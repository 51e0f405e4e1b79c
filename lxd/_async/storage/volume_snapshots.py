"""``client.storage_pools.volumes.snapshots``: snapshots of storage volumes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import storage as api
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._async.storage.volume_snapshotting import AsyncVolumeSnapshotOperation, take
from lxd._core.expiry import Expiry, expiry_time
from lxd._core.filtering import FilterLike
from lxd._core.names import own_name
from lxd._core.snapshots import check_name
from lxd._core.values import plain_body
from lxd.entities.storage import VolumeType

__all__ = ["AsyncVolumeSnapshots", "Changes"]

Changes: TypeAlias = models.StorageVolumeSnapshotPut | models.StorageVolumeSnapshot | Mapping[str, Any]
"""What a snapshot is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncVolumeSnapshots(AsyncArea):
    """Snapshots of storage volumes."""

    @overload
    async def list(
        self,
        pool: str,
        volume: str,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        target: str | None = ...,
        type: VolumeType = ...,
    ) -> list[AsyncLink[models.StorageVolumeSnapshot]]: ...

    @overload
    async def list(
        self,
        pool: str,
        volume: str,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        target: str | None = ...,
        type: VolumeType = ...,
    ) -> list[models.StorageVolumeSnapshot]: ...

    @overload
    async def list(
        self,
        pool: str,
        volume: str,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        target: str | None = ...,
        type: VolumeType = ...,
    ) -> list[AsyncLink[models.StorageVolumeSnapshot]] | list[models.StorageVolumeSnapshot]: ...

    async def list(
        self,
        pool: str,
        volume: str,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        target: str | None = None,
        type: VolumeType = "custom",
    ) -> list[AsyncLink[models.StorageVolumeSnapshot]] | list[models.StorageVolumeSnapshot]:
        """Lists snapshots of a volume.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots``.

        Args:
            pool: the storage pool.
            volume: the volume.
            recursion: 0: links; 1: snapshots.
            filter: which snapshots: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so
                that all are fetched and then picked from.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's.
            type: what kind of volume it is: ``"custom"``, or that of an instance or image.

        Raises:
            FilterError: the filter is none.
            NotFound: there is no such volume.
        """
        objects = api.storage_pool_volumes_type_snapshots_get(
            pool, type, volume, recursion=1, project=project, target=target
        )
        if recursion == 0:
            return await self._links(
                api.storage_pool_volumes_type_snapshots_get(
                    pool, type, volume, recursion=0, project=project, target=target
                ),
                lambda link: self.get(
                    pool,
                    volume,
                    link.name,
                    type=type,
                    project=link.project,
                    target=link.target or target,
                ),
                project=project,
                filter=filter,
                objects=objects,
                key=own_name,
            )
        return await self._objects(objects, filter)

    async def get(
        self,
        pool: str,
        volume: str,
        name: str,
        *,
        type: VolumeType = "custom",
        project: str | None = None,
        target: str | None = None,
    ) -> models.StorageVolumeSnapshot:
        """Gets a snapshot.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}``.

        Args:
            pool: the storage pool.
            volume: the volume.
            name: its name, without the volume's.
            type: what kind of volume it is: ``"custom"``, or that of an instance or image.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(
            api.storage_pool_volumes_type_snapshot_get(
                pool, type, volume, name, project=project, target=target
            )
        )

    @starts
    async def create(
        self,
        pool: str,
        volume: str,
        name: str | None = None,
        *,
        description: str | None = None,
        expires_at: Expiry | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncVolumeSnapshotOperation:
        """Takes a snapshot of a custom volume.

        Endpoint: ``POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots``; `expires_at` needs the
        API extension ``custom_volume_snapshot_expiry``.

        Args:
            pool: the storage pool.
            volume: the volume.
            name: its name; default: one of LXD's choice, ``snap0`` and so on.
            description: what it is for; LXD 5 ignores it.
            expires_at: when the server deletes it: a time, or how long from now; None: never, or what the volume's
                own ``snapshots.expiry`` says.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Returns:
            The operation; its ``snapshot`` is the snapshot's name.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is no such volume.
            ValueError: it would expire at once, or LXD could not delete one of that name again.
        """
        body: dict[str, Any] = {}
        if name is not None:
            body["name"] = check_name(name)
        if description is not None:
            body["description"] = description
        if expires_at is not None:
            body["expires_at"] = expiry_time(expires_at)
        return await take(self._client, (pool, volume), plain_body(body), project=project, target=target)

    @starts
    async def update_configuration(
        self,
        pool: str,
        volume: str,
        name: str,
        changes: Changes,
        *,
        type: VolumeType = "custom",
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Replaces all that can be changed of a snapshot: what is not given is unset.

        Endpoint: ``PUT /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}``.

        Args:
            pool: the storage pool.
            volume: the volume.
            name: its name, without the volume's.
            changes: a `StorageVolumeSnapshot` as it was got, a `StorageVolumeSnapshotPut`, or a mapping.
            type: what kind of volume it is: ``"custom"``, or that of an instance or image.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(
            api.storage_pool_volumes_type_snapshot_put(
                pool, type, volume, name, body=plain_body(changes), project=project, target=target
            )
        )

    @starts
    async def update_configuration_subset(
        self,
        pool: str,
        volume: str,
        name: str,
        changes: Changes,
        *,
        type: VolumeType = "custom",
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Changes what is given of a snapshot and leaves the rest as it is.

        Endpoint: ``PATCH /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}``.

        Args:
            pool: the storage pool.
            volume: the volume.
            name: its name, without the volume's.
            changes: a `StorageVolumeSnapshotPut` or a mapping, such as ``{"description": "new"}``.
            type: what kind of volume it is: ``"custom"``, or that of an instance or image.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(
            api.storage_pool_volumes_type_snapshot_patch(
                pool, type, volume, name, body=plain_body(changes), project=project, target=target
            )
        )

    def edit(
        self,
        pool: str,
        volume: str,
        name: str,
        *,
        timeout: float | None = None,
        type: VolumeType = "custom",
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncEdit[models.StorageVolumeSnapshot]:
        """Changes a snapshot, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT
        /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}``.

        Args:
            pool: the storage pool.
            volume: the volume.
            name: its name, without the volume's.
            timeout: seconds that writing it back may take; None: as long as it takes.
            type: what kind of volume it is: ``"custom"``, or that of an instance or image.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.storage_pool_volumes_type_snapshot_put(
                pool, type, volume, name, body=body, project=project, target=target
            )

        return AsyncEdit(
            self._client,
            api.storage_pool_volumes_type_snapshot_get(
                pool, type, volume, name, project=project, target=target
            ),
            put,
            timeout=timeout,
        )

    @starts
    async def restore(
        self,
        pool: str,
        volume: str,
        name: str,
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Makes a custom volume what it was when the snapshot was taken.

        Endpoint: ``PUT /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}``.

        Args:
            pool: the storage pool.
            volume: the volume; no running instance may use it.
            name: the snapshot's name, without the volume's.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            LXDAPIError: an instance that runs uses it, or the storage driver would have to delete later snapshots.
                Newer servers have the operation say so, with `OperationError`.
            NotFound: there is no such volume, or no such snapshot.
        """
        return await self._client.start(
            api.storage_pool_volume_type_put(
                pool, "custom", volume, body={"restore": name}, project=project, target=target
            )
        )

    @starts
    async def rename(
        self,
        pool: str,
        volume: str,
        name: str,
        new_name: str,
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Renames a snapshot.

        Endpoint: ``POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}``.

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
        return await self._client.start(
            api.storage_pool_volumes_type_snapshot_post(
                pool, "custom", volume, name, body={"name": new_name}, project=project, target=target
            )
        )

    @starts
    async def delete(
        self,
        pool: str,
        volume: str,
        name: str,
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Deletes a snapshot.

        Endpoint: ``DELETE /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}``.

        Args:
            pool: the storage pool.
            volume: the volume.
            name: its name, without the volume's.
            project: the volume's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(
            api.storage_pool_volumes_type_snapshot_delete(
                pool, "custom", volume, name, project=project, target=target
            )
        )
