"""``client.storage_pools.buckets``: storage buckets, which speak S3."""

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
    from lxd._async.storage.bucket_keys import AsyncBucketKeys

from lxd._async.storage.bucket_keys import AsyncBucketKeyOperation, make_key

__all__ = ["AsyncBuckets", "Changes"]

Changes: TypeAlias = models.StorageBucketPut | models.StorageBucket | Mapping[str, Any]
"""What a bucket is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncBuckets(AsyncArea):
    """Storage buckets, which speak S3."""

    @cached_property
    def keys(self) -> AsyncBucketKeys:
        """Keys to buckets."""
        from lxd._async.storage.bucket_keys import AsyncBucketKeys

        return AsyncBucketKeys(self._client)

    @overload
    async def list(
        self,
        pool: str,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.StorageBucket]]: ...

    @overload
    async def list(
        self,
        pool: str,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.StorageBucket]: ...

    @overload
    async def list(
        self,
        pool: str,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.StorageBucket]] | list[models.StorageBucket]: ...

    async def list(
        self,
        pool: str,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
        entitlements: Sequence[str] | None = None,
    ) -> list[AsyncLink[models.StorageBucket]] | list[models.StorageBucket]:
        """Lists buckets of a pool.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/buckets``; API extension ``storage_buckets``; `all_projects`
        needs the API extension ``storage_buckets_all_projects``, `entitlements` ``entities_with_entitlements``.

        Args:
            pool: the storage pool.
            recursion: 0: links; 1: buckets.
            filter: which buckets: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that
                all are fetched and then picked from.
            project: the bucket's project; default: the client's.
            all_projects: of all projects instead.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
            NotFound: there is no such pool.
        """
        objects = api.storage_pool_buckets_get(
            pool,
            recursion=1,
            project=project,
            all_projects=all_projects or None,
            with_access_entitlements=entitlements,
        )
        if recursion == 0:
            return await self._links(
                api.storage_pool_buckets_get(
                    pool, recursion=0, project=project, all_projects=all_projects or None
                ),
                lambda link: self.get(pool, link.name, project=link.project, target=link.target),
                project="default" if all_projects else project,
                filter=filter,
                objects=objects,
                in_url=("project", "target"),
            )
        return await self._objects(objects, filter)

    async def get(
        self,
        pool: str,
        name: str,
        *,
        project: str | None = None,
        target: str | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> models.StorageBucket:
        """Gets a bucket.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/buckets/{bucketName}``; API extension ``storage_buckets``;
        `entitlements` needs the API extension ``entities_with_entitlements``.

        Args:
            pool: the storage pool.
            name: its name.
            project: the bucket's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(
            api.storage_pool_bucket_get(
                pool, name, project=project, target=target, with_access_entitlements=entitlements
            )
        )

    @starts
    async def update_configuration(
        self, pool: str, name: str, bucket: Changes, *, project: str | None = None, target: str | None = None
    ) -> AsyncOperation:
        """Replaces all that can be changed of a bucket: what is not given is unset.

        Endpoint: ``PUT /1.0/storage-pools/{poolName}/buckets/{bucketName}``; API extension ``storage_buckets``.

        Args:
            pool: the storage pool.
            name: its name.
            bucket: a `StorageBucket` as it was got, a `StorageBucketPut`, or a mapping.
            project: the bucket's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(
            api.storage_pool_bucket_put(pool, name, body=plain_body(bucket), project=project, target=target)
        )

    @starts
    async def update_configuration_subset(
        self, pool: str, name: str, bucket: Changes, *, project: str | None = None, target: str | None = None
    ) -> AsyncOperation:
        """Changes what is given of a bucket and leaves the rest as it is.

        Endpoint: ``PATCH /1.0/storage-pools/{poolName}/buckets/{bucketName}``; API extension ``storage_buckets``.

        Args:
            pool: the storage pool.
            name: its name.
            bucket: a `StorageBucketPut` or a mapping, such as ``{"config": {"size": "1GiB"}}``; a configuration key
                that is None or ``""`` is unset.
            project: the bucket's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(
            api.storage_pool_bucket_patch(pool, name, body=plain_body(bucket), project=project, target=target)
        )

    def edit(
        self,
        pool: str,
        name: str,
        *,
        timeout: float | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncEdit[models.StorageBucket]:
        """Changes a bucket, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/storage-pools/{poolName}/buckets/{bucketName}``; API extension
        ``storage_buckets``.

        Args:
            pool: the storage pool.
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: the bucket's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.storage_pool_bucket_put(pool, name, body=body, project=project, target=target)

        return AsyncEdit(
            self._client,
            api.storage_pool_bucket_get(pool, name, project=project, target=target),
            put,
            timeout=timeout,
        )

    @starts
    async def delete(
        self, pool: str, name: str, *, project: str | None = None, target: str | None = None
    ) -> AsyncOperation:
        """Deletes a bucket, its keys and all that is in it.

        Endpoint: ``DELETE /1.0/storage-pools/{poolName}/buckets/{bucketName}``; API extension ``storage_buckets``.

        Args:
            pool: the storage pool.
            name: its name.
            project: the bucket's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(
            api.storage_pool_bucket_delete(pool, name, project=project, target=target)
        )

    @starts
    async def create(
        self,
        pool: str,
        bucket: models.StorageBucketsPost | Mapping[str, Any],
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncBucketKeyOperation:
        """Creates a bucket, and a key to it that may do everything.

        Endpoint: ``POST /1.0/storage-pools/{poolName}/buckets``; API extension ``storage_buckets``.

        Args:
            pool: the storage pool.
            bucket: what to create: `lxd_api.models.StorageBucketsPost`, or a mapping such as ``{"name": "x"}``.
            project: the bucket's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Returns:
            The operation; when it has ended `key` is the key, which nobody else is told.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name.
        """
        request = api.storage_pool_bucket_post(pool, body=plain_body(bucket), project=project, target=target)
        return await make_key(self._client, request)
