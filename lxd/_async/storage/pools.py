"""``client.storage_pools``: storage pools, their volumes and buckets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import storage as api
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body

if TYPE_CHECKING:
    from lxd._async.storage.buckets import AsyncBuckets
    from lxd._async.storage.volumes import AsyncVolumes


__all__ = ["AsyncStoragePools", "Changes"]

Changes: TypeAlias = models.StoragePoolPut | models.StoragePool | Mapping[str, Any]
"""What a storage pool is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncStoragePools(AsyncArea):
    """Storage pools, their volumes and buckets."""

    @cached_property
    def volumes(self) -> AsyncVolumes:
        """Storage volumes."""
        from lxd._async.storage.volumes import AsyncVolumes

        return AsyncVolumes(self._client)

    @cached_property
    def buckets(self) -> AsyncBuckets:
        """Storage buckets, which speak S3."""
        from lxd._async.storage.buckets import AsyncBuckets

        return AsyncBuckets(self._client)

    @overload
    async def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.StoragePool]]: ...

    @overload
    async def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.StoragePool]: ...

    @overload
    async def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.StoragePool]] | list[models.StoragePool]: ...

    async def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[AsyncLink[models.StoragePool]] | list[models.StoragePool]:
        """Lists storage pools.

        Endpoint: ``GET /1.0/storage-pools``; `entitlements` needs the API extension ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: storage pools.
            filter: which storage pools: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so
                that all are fetched and then picked from.
            project: the project; default: the client's.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.storage_pools_get(recursion=1, project=project, with_access_entitlements=entitlements)
        if recursion == 0:
            return await self._links(
                api.storage_pools_get(recursion=0, project=project),
                lambda link: self.get(link.name, project=link.project),
                project=project,
                filter=filter,
                objects=objects,
            )
        return await self._objects(objects, filter)

    async def get(
        self,
        name: str,
        *,
        project: str | None = None,
        target: str | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> models.StoragePool:
        """Gets a storage pool.

        Endpoint: ``GET /1.0/storage-pools/{poolName}``; `entitlements` needs the API extension
        ``entities_with_entitlements``.

        Args:
            name: its name.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(
            api.storage_pool_get(name, project=project, target=target, with_access_entitlements=entitlements)
        )

    @starts
    async def create(
        self,
        pool: models.StoragePoolsPost | Mapping[str, Any],
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Creates a storage pool.

        Endpoint: ``POST /1.0/storage-pools``.

        In a cluster it is created on each member first, with `target` and what is different there, and then once
        without.

        Args:
            pool: what to create: `lxd_api.models.StoragePoolsPost`, or a mapping such as ``{"name": "fast", "driver":
                "btrfs", "config": {"size": "10GiB"}}``.
            project: the project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return await self._client.start(
            api.storage_pools_post(body=plain_body(pool), project=project, target=target)
        )

    @starts
    async def update_configuration(
        self, name: str, pool: Changes, *, project: str | None = None, target: str | None = None
    ) -> AsyncOperation:
        """Replaces all that can be changed of a storage pool: what is not given is unset.

        Endpoint: ``PUT /1.0/storage-pools/{poolName}``.

        Args:
            name: its name.
            pool: a `StoragePool` as it was got, a `StoragePoolPut`, or a mapping.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(
            api.storage_pool_put(name, body=plain_body(pool), project=project, target=target)
        )

    @starts
    async def update_configuration_subset(
        self, name: str, pool: Changes, *, project: str | None = None, target: str | None = None
    ) -> AsyncOperation:
        """Changes what is given of a storage pool and leaves the rest as it is.

        Endpoint: ``PATCH /1.0/storage-pools/{poolName}``.

        Args:
            name: its name.
            pool: a `StoragePoolPut` or a mapping, such as ``{"config": {"rsync.bwlimit": "10MB"}}``; a configuration
                key that is None or ``""`` is unset.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(
            api.storage_pool_patch(name, body=plain_body(pool), project=project, target=target)
        )

    def edit(
        self,
        name: str,
        *,
        timeout: float | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncEdit[models.StoragePool]:
        """Changes a storage pool, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/storage-pools/{poolName}``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.storage_pool_put(name, body=body, project=project, target=target)

        return AsyncEdit(
            self._client, api.storage_pool_get(name, project=project, target=target), put, timeout=timeout
        )

    @starts
    async def delete(self, name: str, *, project: str | None = None) -> AsyncOperation:
        """Deletes a storage pool that nothing uses.

        Endpoint: ``DELETE /1.0/storage-pools/{poolName}``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            BadRequest: something uses it.
            NotFound: there is none.
        """
        return await self._client.start(api.storage_pools_delete(name, project=project))

    async def get_resources(self, name: str, *, target: str | None = None) -> models.ResourcesStoragePool:
        """Gets how much space a storage pool has, and how much is used.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/resources``.

        Args:
            name: its name.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(api.storage_pool_resources(name, target=target))
