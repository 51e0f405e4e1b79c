# Written by scripts/unasync.py from lxd/_async/storage/bucket_keys.py. Change that, and run `make sync`.

"""``client.storage_pools.buckets.keys``: keys to buckets."""

from __future__ import annotations

from collections.abc import Mapping
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
from lxd.errors import LXDError

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient

__all__ = ["BucketKeyOperation", "BucketKeys", "Changes", "make_key"]

Changes: TypeAlias = models.StorageBucketKeyPut | models.StorageBucketKey | Mapping[str, Any]
"""What a key is changed to: what was got and then changed, a model for it, or a mapping."""


class BucketKeyOperation(Operation):
    """A handle to the operation that makes a key to a bucket; when it has ended, `key` is the key."""

    @property
    def key(self) -> models.StorageBucketKey:
        """The key, with its secret; LXD tells it in its answer or, from 6.8 on, when the operation has ended.

        Raises:
            LXDError: the operation has not ended well, or was not waited for.
        """
        if not self.metadata.get("secret-key"):
            raise LXDError("the key is not there yet: wait() for the operation first")
        return models.StorageBucketKey.from_dict(self.metadata)


def make_key(client: LXDClient, request: Request[models.Operation | None]) -> BucketKeyOperation:
    """Starts an operation that makes a key."""
    answer = client.exchange(request)
    return BucketKeyOperation.from_answer(client, answer, request.query.get("project") or client.project)


class BucketKeys(Area):
    """Keys to buckets."""

    @overload
    def list(
        self,
        pool: str,
        bucket: str,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        target: str | None = ...,
    ) -> list[Link[models.StorageBucketKey]]: ...

    @overload
    def list(
        self,
        pool: str,
        bucket: str,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        target: str | None = ...,
    ) -> list[models.StorageBucketKey]: ...

    @overload
    def list(
        self,
        pool: str,
        bucket: str,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        target: str | None = ...,
    ) -> list[Link[models.StorageBucketKey]] | list[models.StorageBucketKey]: ...

    def list(
        self,
        pool: str,
        bucket: str,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> list[Link[models.StorageBucketKey]] | list[models.StorageBucketKey]:
        """Lists keys of a bucket.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys``; API extension ``storage_buckets``.

        Args:
            pool: the storage pool.
            bucket: the bucket.
            recursion: 0: links; 1: keys.
            filter: which keys: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that all
                are fetched and then picked from.
            project: the bucket's project; default: the client's.
            target: the cluster member; default: the client's.

        Raises:
            FilterError: the filter is none.
            NotFound: there is no such bucket.
        """
        objects = api.storage_pool_bucket_keys_get(pool, bucket, recursion=1, project=project, target=target)
        if recursion == 0:
            return self._links(
                api.storage_pool_bucket_keys_get(pool, bucket, recursion=0, project=project, target=target),
                lambda link: self.get(
                    pool, bucket, link.name, project=link.project, target=link.target or target
                ),
                project=project,
                filter=filter,
                objects=objects,
                in_url=("project",),
            )
        return self._objects(objects, filter)

    def get(
        self, pool: str, bucket: str, name: str, *, project: str | None = None, target: str | None = None
    ) -> models.StorageBucketKey:
        """Gets a key.

        Endpoint: ``GET /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys/{keyName}``; API extension
        ``storage_buckets``.

        Args:
            pool: the storage pool.
            bucket: the bucket.
            name: its name.
            project: the bucket's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(
            api.storage_pool_bucket_key_get(pool, bucket, name, project=project, target=target)
        )

    @starts
    def update_configuration(
        self,
        pool: str,
        bucket: str,
        name: str,
        key: Changes,
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> Operation:
        """Replaces all that can be changed of a key: what is not given is unset.

        Endpoint: ``PUT /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys/{keyName}``; API extension
        ``storage_buckets``.

        Args:
            pool: the storage pool.
            bucket: the bucket.
            name: its name.
            key: a `StorageBucketKey` as it was got, a `StorageBucketKeyPut`, or a mapping.
            project: the bucket's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(
            api.storage_pool_bucket_key_put(
                pool, bucket, name, body=plain_body(key), project=project, target=target
            )
        )

    def edit(
        self,
        pool: str,
        bucket: str,
        name: str,
        *,
        timeout: float | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> Edit[models.StorageBucketKey]:
        """Changes a key in one go; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys/{keyName}``; API
        extension ``storage_buckets``.
        LXD does not notice another's change of it meanwhile, and nor does this.

        Args:
            pool: the storage pool.
            bucket: the bucket.
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: the bucket's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.storage_pool_bucket_key_put(
                pool, bucket, name, body=body, project=project, target=target
            )

        return Edit(
            self._client,
            api.storage_pool_bucket_key_get(pool, bucket, name, project=project, target=target),
            put,
            timeout=timeout,
        )

    @starts
    def delete(
        self, pool: str, bucket: str, name: str, *, project: str | None = None, target: str | None = None
    ) -> Operation:
        """Deletes a key.

        Endpoint: ``DELETE /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys/{keyName}``; API extension
        ``storage_buckets``.

        Args:
            pool: the storage pool.
            bucket: the bucket.
            name: its name.
            project: the bucket's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return self._client.start(
            api.storage_pool_bucket_key_delete(pool, bucket, name, project=project, target=target)
        )

    @starts
    def create(
        self,
        pool: str,
        bucket: str,
        key: models.StorageBucketKeysPost | Mapping[str, Any],
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> BucketKeyOperation:
        """Creates a key to a bucket.

        Endpoint: ``POST /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys``; API extension ``storage_buckets``.

        Args:
            pool: the storage pool.
            bucket: the bucket.
            key: what to create: `lxd_api.models.StorageBucketKeysPost`, or a mapping such as
                ``{"name": "reader", "role": "read-only"}``.
            project: the bucket's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Returns:
            The operation; when it has ended `key` is the key.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name.
            NotFound: there is no such bucket.
        """
        request = api.storage_pool_bucket_key_post(
            pool, bucket, body=plain_body(key), project=project, target=target
        )
        return make_key(self._client, request)
