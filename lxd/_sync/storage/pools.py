# Written by scripts/unasync.py from lxd/_async/storage/pools.py. Change that, and run `make sync`.

"""``client.storage_pools``: storage pools, their volumes and buckets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import storage as api
from lxd_api.types import Request

from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation

if TYPE_CHECKING:
    from lxd._sync.storage.buckets import Buckets
    from lxd._sync.storage.volumes import Volumes


__all__ = ["Changes", "StoragePools"]

Changes: TypeAlias = models.StoragePoolPut | models.StoragePool | Mapping[str, Any]
"""What a storage pool is changed to: what was got and then changed, a model for it, or a mapping."""


class StoragePools(Area):
    """Storage pools, their volumes and buckets."""

    @cached_property
    def volumes(self) -> Volumes:
        """Storage volumes."""
        from lxd._sync.storage.volumes import Volumes

        return Volumes(self._client)

    @cached_property
    def buckets(self) -> Buckets:
        """Storage buckets, which speak S3."""
        from lxd._sync.storage.buckets import Buckets

        return Buckets(self._client)

    @overload
    def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.StoragePool]]: ...

    @overload
    def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.StoragePool]: ...

    @overload
    def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.StoragePool]] | list[models.StoragePool]: ...

    def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[Link[models.StoragePool]] | list[models.StoragePool]:
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
            return self._links(
                api.storage_pools_get(recursion=0, project=project),
                lambda link: self.get(link.name, project=link.project),
                project=project,
                filter=filter,
                objects=objects,
            )
        return self._objects(objects, filter)

    def get(
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
        return self._client.send(
            api.storage_pool_get(name, project=project, target=target, with_access_entitlements=entitlements)
        )

    @starts
    def create(
        self,
        pool: models.StoragePoolsPost | Mapping[str, Any],
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> Operation:
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
        return self._client.start(
            api.storage_pools_post(body=plain_body(pool), project=project, target=target)
        )

    @starts
    def update_configuration(
        self, name: str, pool: Changes, *, project: str | None = None, target: str | None = None
    ) -> Operation:
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
        return self._client.start(
            api.storage_pool_put(name, body=plain_body(pool), project=project, target=target)
        )

    @starts
    def update_configuration_subset(
        self, name: str, pool: Changes, *, project: str | None = None, target: str | None = None
    ) -> Operation:
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
        return self._client.start(
            api.storage_pool_patch(name, body=plain_body(pool), project=project, target=target)
        )

    def edit(
        self,
        name: str,
        *,
        timeout: float | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> Edit[models.StoragePool]:
        """Changes a storage pool, unless somebody else changes the same of it meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/storage-pools/{poolName}``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.storage_pool_put(name, body=body, project=project, target=target)

        return Edit(
            self._client, api.storage_pool_get(name, project=project, target=target), put, timeout=timeout
        )

    @starts
    def delete(self, name: str, *, project: str | None = None) -> Operation:
        """Deletes a storage pool that nothing uses.

        Endpoint: ``DELETE /1.0/storage-pools/{poolName}``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            BadRequest: something uses it.
            NotFound: there is none.
        """
        return self._client.start(api.storage_pools_delete(name, project=project))

    def get_resources(self, name: str, *, target: str | None = None) -> models.ResourcesStoragePool:
        """Gets how much space a storage pool has, and how much is used.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/resources``.

        Args:
            name: its name.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(api.storage_pool_resources(name, target=target))
