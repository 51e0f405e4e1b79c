"""Requests of LXD's area `storage`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, overload

from . import models
from .types import (
    Content,
    Request,
    by_recursion,
    given,
    one_body,
    read_raw,
    segment,
)

__all__ = [
    "storage_pool_bucket_delete",
    "storage_pool_bucket_get",
    "storage_pool_bucket_key_delete",
    "storage_pool_bucket_key_get",
    "storage_pool_bucket_key_post",
    "storage_pool_bucket_key_put",
    "storage_pool_bucket_keys_get",
    "storage_pool_bucket_patch",
    "storage_pool_bucket_post",
    "storage_pool_bucket_put",
    "storage_pool_buckets_get",
    "storage_pool_get",
    "storage_pool_patch",
    "storage_pool_put",
    "storage_pool_resources",
    "storage_pool_volume_type_delete",
    "storage_pool_volume_type_get",
    "storage_pool_volume_type_patch",
    "storage_pool_volume_type_post",
    "storage_pool_volume_type_put",
    "storage_pool_volume_type_state_get",
    "storage_pool_volumes_get",
    "storage_pool_volumes_post",
    "storage_pool_volumes_type_backup_delete",
    "storage_pool_volumes_type_backup_export_get",
    "storage_pool_volumes_type_backup_get",
    "storage_pool_volumes_type_backup_post",
    "storage_pool_volumes_type_backups_get",
    "storage_pool_volumes_type_backups_post",
    "storage_pool_volumes_type_get",
    "storage_pool_volumes_type_post",
    "storage_pool_volumes_type_snapshot_delete",
    "storage_pool_volumes_type_snapshot_get",
    "storage_pool_volumes_type_snapshot_patch",
    "storage_pool_volumes_type_snapshot_post",
    "storage_pool_volumes_type_snapshot_put",
    "storage_pool_volumes_type_snapshots_get",
    "storage_pool_volumes_type_snapshots_post",
    "storage_pools_delete",
    "storage_pools_get",
    "storage_pools_post",
    "storage_volumes_get",
    "storage_volumes_type_get",
]


def storage_pool_bucket_delete(
    pool_name: str, bucket_name: str, /, *, project: str | None = None, target: str | None = None
) -> Request[models.Operation | None]:
    """Deletes a bucket of a storage pool.

    `DELETE /1.0/storage-pools/{poolName}/buckets/{bucketName}`

    Scope: project, target.

    Needs the API extension `storage_buckets`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/storage-pools/{segment(pool_name)}/buckets/{segment(bucket_name)}",
        operation_id="storage_pool_bucket_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
        extension="storage_buckets",
    )


def storage_pool_bucket_get(
    pool_name: str,
    bucket_name: str,
    /,
    *,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[models.StorageBucket]:
    """Gets a bucket of a storage pool.

    `GET /1.0/storage-pools/{poolName}/buckets/{bucketName}`

    Scope: project, target.

    Needs the API extension `storage_buckets`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/buckets/{segment(bucket_name)}",
        operation_id="storage_pool_bucket_get",
        kind="value",
        decode=_read_storage_bucket,
        query=given(
            {"project": project, "target": target, "with-access-entitlements": with_access_entitlements}
        ),
        scope=frozenset(["project", "target"]),
        extension="storage_buckets",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def storage_pool_bucket_key_delete(
    pool_name: str,
    bucket_name: str,
    key_name: str,
    /,
    *,
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Deletes a key of a bucket of a storage pool.

    `DELETE /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys/{keyName}`

    Scope: project, target.

    Needs the API extension `storage_buckets`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/storage-pools/{segment(pool_name)}/buckets/{segment(bucket_name)}/keys/{segment(key_name)}",
        operation_id="storage_pool_bucket_key_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
        extension="storage_buckets",
    )


def storage_pool_bucket_key_get(
    pool_name: str,
    bucket_name: str,
    key_name: str,
    /,
    *,
    project: str | None = None,
    target: str | None = None,
) -> Request[models.StorageBucketKey]:
    """Gets a key of a bucket of a storage pool.

    `GET /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys/{keyName}`

    Scope: project, target.

    Needs the API extension `storage_buckets`.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/buckets/{segment(bucket_name)}/keys/{segment(key_name)}",
        operation_id="storage_pool_bucket_key_get",
        kind="value",
        decode=_read_storage_bucket_key,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
        extension="storage_buckets",
    )


def storage_pool_bucket_key_post(
    pool_name: str,
    bucket_name: str,
    /,
    *,
    body: models.StorageBucketKeysPost | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Creates a key of a bucket of a storage pool.

    `POST /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys`

    Scope: project, target.

    Needs the API extension `storage_buckets`.
    """
    return Request(
        method="POST",
        path=f"/1.0/storage-pools/{segment(pool_name)}/buckets/{segment(bucket_name)}/keys",
        operation_id="storage_pool_bucket_key_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="StorageBucketKeysPost",
        scope=frozenset(["project", "target"]),
        extension="storage_buckets",
    )


def storage_pool_bucket_key_put(
    pool_name: str,
    bucket_name: str,
    key_name: str,
    /,
    *,
    body: models.StorageBucketKeyPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a key of a bucket of a storage pool.

    `PUT /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys/{keyName}`

    Scope: project, target.

    Needs the API extension `storage_buckets`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/storage-pools/{segment(pool_name)}/buckets/{segment(bucket_name)}/keys/{segment(key_name)}",
        operation_id="storage_pool_bucket_key_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="StorageBucketKeyPut",
        scope=frozenset(["project", "target"]),
        extension="storage_buckets",
    )


@overload
def storage_pool_bucket_keys_get(
    pool_name: str,
    bucket_name: str,
    /,
    *,
    recursion: Literal[0] = 0,
    project: str | None = None,
    target: str | None = None,
) -> Request[list[str]]: ...
@overload
def storage_pool_bucket_keys_get(
    pool_name: str,
    bucket_name: str,
    /,
    *,
    recursion: Literal[1],
    project: str | None = None,
    target: str | None = None,
) -> Request[list[models.StorageBucketKey]]: ...
@overload
def storage_pool_bucket_keys_get(
    pool_name: str,
    bucket_name: str,
    /,
    *,
    recursion: int,
    project: str | None = None,
    target: str | None = None,
) -> Request[list[str] | list[models.StorageBucketKey]]: ...
def storage_pool_bucket_keys_get(
    pool_name: str,
    bucket_name: str,
    /,
    *,
    recursion: int = 0,
    project: str | None = None,
    target: str | None = None,
) -> Request[Any]:
    """Lists the keys of a bucket of a storage pool.

    `GET /1.0/storage-pools/{poolName}/buckets/{bucketName}/keys`

    Scope: project, target.

    Needs the API extension `storage_buckets`.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/buckets/{segment(bucket_name)}/keys",
        operation_id="storage_pool_bucket_keys_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_storage_bucket_key),
        query=given({"recursion": recursion or None, "project": project, "target": target}),
        scope=frozenset(["project", "target"]),
        extension="storage_buckets",
    )


def storage_pool_bucket_patch(
    pool_name: str,
    bucket_name: str,
    /,
    *,
    body: models.StorageBucketPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a bucket of a storage pool.

    `PATCH /1.0/storage-pools/{poolName}/buckets/{bucketName}`

    Scope: project, target.

    Needs the API extension `storage_buckets`.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/storage-pools/{segment(pool_name)}/buckets/{segment(bucket_name)}",
        operation_id="storage_pool_bucket_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="StorageBucketPut",
        scope=frozenset(["project", "target"]),
        extension="storage_buckets",
    )


def storage_pool_bucket_post(
    pool_name: str,
    /,
    *,
    body: models.StorageBucketsPost | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Creates a bucket of a storage pool.

    `POST /1.0/storage-pools/{poolName}/buckets`

    Scope: project, target.

    Needs the API extension `storage_buckets`.
    """
    return Request(
        method="POST",
        path=f"/1.0/storage-pools/{segment(pool_name)}/buckets",
        operation_id="storage_pool_bucket_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="StorageBucketsPost",
        scope=frozenset(["project", "target"]),
        extension="storage_buckets",
    )


def storage_pool_bucket_put(
    pool_name: str,
    bucket_name: str,
    /,
    *,
    body: models.StorageBucketPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a bucket of a storage pool.

    `PUT /1.0/storage-pools/{poolName}/buckets/{bucketName}`

    Scope: project, target.

    Needs the API extension `storage_buckets`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/storage-pools/{segment(pool_name)}/buckets/{segment(bucket_name)}",
        operation_id="storage_pool_bucket_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="StorageBucketPut",
        scope=frozenset(["project", "target"]),
        extension="storage_buckets",
    )


@overload
def storage_pool_buckets_get(
    pool_name: str,
    /,
    *,
    recursion: Literal[0] = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def storage_pool_buckets_get(
    pool_name: str,
    /,
    *,
    recursion: Literal[1],
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.StorageBucket]]: ...
@overload
def storage_pool_buckets_get(
    pool_name: str,
    /,
    *,
    recursion: int,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str] | list[models.StorageBucket]]: ...
def storage_pool_buckets_get(
    pool_name: str,
    /,
    *,
    recursion: int = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Lists the buckets of a storage pool.

    `GET /1.0/storage-pools/{poolName}/buckets`

    Scope: project.

    Needs the API extension `storage_buckets`.

    `all_projects` needs the API extension `storage_buckets_all_projects`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/buckets",
        operation_id="storage_pool_buckets_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_storage_bucket),
        query=given(
            {
                "recursion": recursion or None,
                "all-projects": all_projects,
                "project": project,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project"]),
        extension="storage_buckets",
        parameter_extensions={
            "all-projects": "storage_buckets_all_projects",
            "with-access-entitlements": "entities_with_entitlements",
        },
    )


def storage_pool_get(
    pool_name: str,
    /,
    *,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[models.StoragePool]:
    """Gets a storage pool.

    `GET /1.0/storage-pools/{poolName}`

    Scope: project, target.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}",
        operation_id="storage_pool_get",
        kind="value",
        decode=_read_storage_pool,
        query=given(
            {"project": project, "target": target, "with-access-entitlements": with_access_entitlements}
        ),
        scope=frozenset(["project", "target"]),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def storage_pool_patch(
    pool_name: str,
    /,
    *,
    body: models.StoragePoolPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a storage pool.

    `PATCH /1.0/storage-pools/{poolName}`

    Scope: project, target.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/storage-pools/{segment(pool_name)}",
        operation_id="storage_pool_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="StoragePoolPut",
        scope=frozenset(["project", "target"]),
    )


def storage_pool_put(
    pool_name: str,
    /,
    *,
    body: models.StoragePoolPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a storage pool.

    `PUT /1.0/storage-pools/{poolName}`

    Scope: project, target.
    """
    return Request(
        method="PUT",
        path=f"/1.0/storage-pools/{segment(pool_name)}",
        operation_id="storage_pool_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="StoragePoolPut",
        scope=frozenset(["project", "target"]),
    )


def storage_pool_resources(
    pool_name: str, /, *, target: str | None = None
) -> Request[models.ResourcesStoragePool]:
    """Gets the resources of a storage pool.

    `GET /1.0/storage-pools/{poolName}/resources`

    Scope: target.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/resources",
        operation_id="storage_pool_resources",
        kind="value",
        decode=_read_resources_storage_pool,
        query=given({"target": target}),
        scope=frozenset(["target"]),
    )


def storage_pool_volume_type_delete(
    pool_name: str, type: str, volume_name: str, /, *, project: str | None = None, target: str | None = None
) -> Request[models.Operation | None]:
    """Deletes a volume of a storage pool.

    `DELETE /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}`

    Scope: project, target.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}",
        operation_id="storage_pool_volume_type_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volume_type_get(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[models.StorageVolume]:
    """Gets a volume of a storage pool.

    `GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}`

    Scope: project, target.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}",
        operation_id="storage_pool_volume_type_get",
        kind="value",
        decode=_read_storage_volume,
        query=given(
            {"project": project, "target": target, "with-access-entitlements": with_access_entitlements}
        ),
        scope=frozenset(["project", "target"]),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def storage_pool_volume_type_patch(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    body: models.StorageVolumePut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a volume of a storage pool.

    `PATCH /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}`

    Scope: project, target.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}",
        operation_id="storage_pool_volume_type_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="StorageVolumePut",
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volume_type_post(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    body: models.StorageVolumePost | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Renames or moves a volume of a storage pool.

    `POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}`

    Scope: project, target.
    """
    return Request(
        method="POST",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}",
        operation_id="storage_pool_volume_type_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="StorageVolumePost",
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volume_type_put(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    body: models.StorageVolumePut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a volume of a storage pool.

    `PUT /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}`

    Scope: project, target.
    """
    return Request(
        method="PUT",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}",
        operation_id="storage_pool_volume_type_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="StorageVolumePut",
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volume_type_state_get(
    pool_name: str, type: str, volume_name: str, /, *, project: str | None = None, target: str | None = None
) -> Request[models.StorageVolumeState]:
    """Gets the state of a volume of a storage pool.

    `GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/state`

    Scope: project, target.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/state",
        operation_id="storage_pool_volume_type_state_get",
        kind="value",
        decode=_read_storage_volume_state,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


@overload
def storage_pool_volumes_get(
    pool_name: str,
    /,
    *,
    recursion: Literal[0] = 0,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def storage_pool_volumes_get(
    pool_name: str,
    /,
    *,
    recursion: Literal[1],
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.StorageVolume]]: ...
@overload
def storage_pool_volumes_get(
    pool_name: str,
    /,
    *,
    recursion: int,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str] | list[models.StorageVolume]]: ...
def storage_pool_volumes_get(
    pool_name: str,
    /,
    *,
    recursion: int = 0,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Lists the volumes of a storage pool.

    `GET /1.0/storage-pools/{poolName}/volumes`

    Scope: project, target.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes",
        operation_id="storage_pool_volumes_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_storage_volume),
        query=given(
            {
                "recursion": recursion or None,
                "all-projects": all_projects,
                "filter": filter,
                "project": project,
                "target": target,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project", "target"]),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def storage_pool_volumes_post(
    pool_name: str,
    /,
    *,
    body: models.StorageVolumesPost | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Creates a volume of a storage pool.

    `POST /1.0/storage-pools/{poolName}/volumes`

    Scope: project, target.
    """
    return Request(
        method="POST",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes",
        operation_id="storage_pool_volumes_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="StorageVolumesPost",
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volumes_type_backup_delete(
    pool_name: str,
    type: str,
    volume_name: str,
    backup_name: str,
    /,
    *,
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Deletes a backup of a volume of a storage pool.

    `DELETE /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}`

    Scope: project, target.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/backups/{segment(backup_name)}",
        operation_id="storage_pool_volumes_type_backup_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volumes_type_backup_export_get(
    pool_name: str,
    type: str,
    volume_name: str,
    backup_name: str,
    /,
    *,
    project: str | None = None,
    target: str | None = None,
) -> Request[bytes]:
    """Gets the export of a backup of a volume of a storage pool.

    `GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}/export`

    Scope: project, target.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/backups/{segment(backup_name)}/export",
        operation_id="storage_pool_volumes_type_backup_export_get",
        kind="raw",
        decode=read_raw,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volumes_type_backup_get(
    pool_name: str,
    type: str,
    volume_name: str,
    backup_name: str,
    /,
    *,
    project: str | None = None,
    target: str | None = None,
) -> Request[models.StoragePoolVolumeBackup]:
    """Gets a backup of a volume of a storage pool.

    `GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}`

    Scope: project, target.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/backups/{segment(backup_name)}",
        operation_id="storage_pool_volumes_type_backup_get",
        kind="value",
        decode=_read_storage_pool_volume_backup,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volumes_type_backup_post(
    pool_name: str,
    type: str,
    volume_name: str,
    backup_name: str,
    /,
    *,
    body: models.StoragePoolVolumeBackupPost | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Renames or moves a backup of a volume of a storage pool.

    `POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups/{backupName}`

    Scope: project, target.
    """
    return Request(
        method="POST",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/backups/{segment(backup_name)}",
        operation_id="storage_pool_volumes_type_backup_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="StoragePoolVolumeBackupPost",
        scope=frozenset(["project", "target"]),
    )


@overload
def storage_pool_volumes_type_backups_get(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    recursion: Literal[0] = 0,
    project: str | None = None,
    target: str | None = None,
) -> Request[list[str]]: ...
@overload
def storage_pool_volumes_type_backups_get(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    recursion: Literal[1],
    project: str | None = None,
    target: str | None = None,
) -> Request[list[models.StoragePoolVolumeBackup]]: ...
@overload
def storage_pool_volumes_type_backups_get(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    recursion: int,
    project: str | None = None,
    target: str | None = None,
) -> Request[list[str] | list[models.StoragePoolVolumeBackup]]: ...
def storage_pool_volumes_type_backups_get(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    recursion: int = 0,
    project: str | None = None,
    target: str | None = None,
) -> Request[Any]:
    """Lists the backups of a volume of a storage pool.

    `GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups`

    Scope: project, target.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/backups",
        operation_id="storage_pool_volumes_type_backups_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_storage_pool_volume_backup),
        query=given({"recursion": recursion or None, "project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volumes_type_backups_post(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    body: models.StoragePoolVolumeBackupsPost | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Creates a backup of a volume of a storage pool.

    `POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/backups`

    Scope: project, target.
    """
    return Request(
        method="POST",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/backups",
        operation_id="storage_pool_volumes_type_backups_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="StoragePoolVolumeBackupsPost",
        scope=frozenset(["project", "target"]),
    )


@overload
def storage_pool_volumes_type_get(
    pool_name: str,
    type: str,
    /,
    *,
    recursion: Literal[0] = 0,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def storage_pool_volumes_type_get(
    pool_name: str,
    type: str,
    /,
    *,
    recursion: Literal[1],
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.StorageVolume]]: ...
@overload
def storage_pool_volumes_type_get(
    pool_name: str,
    type: str,
    /,
    *,
    recursion: int,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str] | list[models.StorageVolume]]: ...
def storage_pool_volumes_type_get(
    pool_name: str,
    type: str,
    /,
    *,
    recursion: int = 0,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Lists the volumes of one type of a storage pool.

    `GET /1.0/storage-pools/{poolName}/volumes/{type}`

    Scope: project, target.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}",
        operation_id="storage_pool_volumes_type_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_storage_volume),
        query=given(
            {
                "recursion": recursion or None,
                "all-projects": all_projects,
                "filter": filter,
                "project": project,
                "target": target,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project", "target"]),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def storage_pool_volumes_type_post(
    pool_name: str,
    type_: str,
    /,
    *,
    body: models.StorageVolumesPost | Mapping[str, Any] | None = None,
    content: Content | None = None,
    project: str | None = None,
    target: str | None = None,
    name: str | None = None,
    type: str | None = None,
) -> Request[models.Operation | None]:
    """Creates a volume of a storage pool.

    `POST /1.0/storage-pools/{poolName}/volumes/{type}`

    Scope: project, target.

    `type` needs the API extension `custom_volume_iso`.
    """
    one_body(body, content)
    return Request(
        method="POST",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type_)}",
        operation_id="storage_pool_volumes_type_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        headers=given(
            {
                "Content-Type": None if content is None else "application/octet-stream",
                "X-LXD-name": name,
                "X-LXD-type": type,
            }
        ),
        body=body,
        body_model="StorageVolumesPost",
        content=content,
        scope=frozenset(["project", "target"]),
        parameter_extensions={"X-LXD-type": "custom_volume_iso"},
    )


def storage_pool_volumes_type_snapshot_delete(
    pool_name: str,
    type: str,
    volume_name: str,
    snapshot_name: str,
    /,
    *,
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Deletes a snapshot of a volume of a storage pool.

    `DELETE /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}`

    Scope: project, target.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/snapshots/{segment(snapshot_name)}",
        operation_id="storage_pool_volumes_type_snapshot_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volumes_type_snapshot_get(
    pool_name: str,
    type: str,
    volume_name: str,
    snapshot_name: str,
    /,
    *,
    project: str | None = None,
    target: str | None = None,
) -> Request[models.StorageVolumeSnapshot]:
    """Gets a snapshot of a volume of a storage pool.

    `GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}`

    Scope: project, target.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/snapshots/{segment(snapshot_name)}",
        operation_id="storage_pool_volumes_type_snapshot_get",
        kind="value",
        decode=_read_storage_volume_snapshot,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volumes_type_snapshot_patch(
    pool_name: str,
    type: str,
    volume_name: str,
    snapshot_name: str,
    /,
    *,
    body: models.StorageVolumeSnapshotPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a snapshot of a volume of a storage pool.

    `PATCH /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}`

    Scope: project, target.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/snapshots/{segment(snapshot_name)}",
        operation_id="storage_pool_volumes_type_snapshot_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="StorageVolumeSnapshotPut",
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volumes_type_snapshot_post(
    pool_name: str,
    type: str,
    volume_name: str,
    snapshot_name: str,
    /,
    *,
    body: models.StorageVolumeSnapshotPost | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Renames or moves a snapshot of a volume of a storage pool.

    `POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}`

    Scope: project, target.
    """
    return Request(
        method="POST",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/snapshots/{segment(snapshot_name)}",
        operation_id="storage_pool_volumes_type_snapshot_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="StorageVolumeSnapshotPost",
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volumes_type_snapshot_put(
    pool_name: str,
    type: str,
    volume_name: str,
    snapshot_name: str,
    /,
    *,
    body: models.StorageVolumeSnapshotPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a snapshot of a volume of a storage pool.

    `PUT /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots/{snapshotName}`

    Scope: project, target.
    """
    return Request(
        method="PUT",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/snapshots/{segment(snapshot_name)}",
        operation_id="storage_pool_volumes_type_snapshot_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="StorageVolumeSnapshotPut",
        scope=frozenset(["project", "target"]),
    )


@overload
def storage_pool_volumes_type_snapshots_get(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    recursion: Literal[0] = 0,
    project: str | None = None,
    target: str | None = None,
) -> Request[list[str]]: ...
@overload
def storage_pool_volumes_type_snapshots_get(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    recursion: Literal[1],
    project: str | None = None,
    target: str | None = None,
) -> Request[list[models.StorageVolumeSnapshot]]: ...
@overload
def storage_pool_volumes_type_snapshots_get(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    recursion: int,
    project: str | None = None,
    target: str | None = None,
) -> Request[list[str] | list[models.StorageVolumeSnapshot]]: ...
def storage_pool_volumes_type_snapshots_get(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    recursion: int = 0,
    project: str | None = None,
    target: str | None = None,
) -> Request[Any]:
    """Lists the snapshots of a volume of a storage pool.

    `GET /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots`

    Scope: project, target.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/snapshots",
        operation_id="storage_pool_volumes_type_snapshots_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_storage_volume_snapshot),
        query=given({"recursion": recursion or None, "project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def storage_pool_volumes_type_snapshots_post(
    pool_name: str,
    type: str,
    volume_name: str,
    /,
    *,
    body: models.StorageVolumeSnapshotsPost | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Creates a snapshot of a volume of a storage pool.

    `POST /1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}/snapshots`

    Scope: project, target.
    """
    return Request(
        method="POST",
        path=f"/1.0/storage-pools/{segment(pool_name)}/volumes/{segment(type)}/{segment(volume_name)}/snapshots",
        operation_id="storage_pool_volumes_type_snapshots_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="StorageVolumeSnapshotsPost",
        scope=frozenset(["project", "target"]),
    )


def storage_pools_delete(
    pool_name: str, /, *, project: str | None = None
) -> Request[models.Operation | None]:
    """Deletes a storage pool.

    `DELETE /1.0/storage-pools/{poolName}`

    Scope: project.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/storage-pools/{segment(pool_name)}",
        operation_id="storage_pools_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


@overload
def storage_pools_get(
    *,
    recursion: Literal[0] = 0,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def storage_pools_get(
    *,
    recursion: Literal[1],
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.StoragePool]]: ...
@overload
def storage_pools_get(
    *, recursion: int, project: str | None = None, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str] | list[models.StoragePool]]: ...
def storage_pools_get(
    *, recursion: int = 0, project: str | None = None, with_access_entitlements: Sequence[str] | None = None
) -> Request[Any]:
    """Lists the storage pools.

    `GET /1.0/storage-pools`

    Scope: project.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/storage-pools",
        operation_id="storage_pools_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_storage_pool),
        query=given(
            {
                "recursion": recursion or None,
                "project": project,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project"]),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def storage_pools_post(
    *,
    body: models.StoragePoolsPost | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Creates a storage pool.

    `POST /1.0/storage-pools`

    Scope: project, target.
    """
    return Request(
        method="POST",
        path="/1.0/storage-pools",
        operation_id="storage_pools_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="StoragePoolsPost",
        scope=frozenset(["project", "target"]),
    )


@overload
def storage_volumes_get(
    *,
    recursion: Literal[0] = 0,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def storage_volumes_get(
    *,
    recursion: Literal[1],
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.StorageVolume]]: ...
@overload
def storage_volumes_get(
    *,
    recursion: int,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str] | list[models.StorageVolume]]: ...
def storage_volumes_get(
    *,
    recursion: int = 0,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Lists the storage volumes.

    `GET /1.0/storage-volumes`

    Scope: project, target.

    Needs the API extension `storage_volumes_all`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/storage-volumes",
        operation_id="storage_volumes_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_storage_volume),
        query=given(
            {
                "recursion": recursion or None,
                "all-projects": all_projects,
                "filter": filter,
                "project": project,
                "target": target,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project", "target"]),
        extension="storage_volumes_all",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


@overload
def storage_volumes_type_get(
    type: str,
    /,
    *,
    recursion: Literal[0] = 0,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def storage_volumes_type_get(
    type: str,
    /,
    *,
    recursion: Literal[1],
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.StorageVolume]]: ...
@overload
def storage_volumes_type_get(
    type: str,
    /,
    *,
    recursion: int,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str] | list[models.StorageVolume]]: ...
def storage_volumes_type_get(
    type: str,
    /,
    *,
    recursion: int = 0,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Lists the storage volumes of one type.

    `GET /1.0/storage-volumes/{type}`

    Scope: project, target.

    Needs the API extension `storage_volumes_all`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/storage-volumes/{segment(type)}",
        operation_id="storage_volumes_type_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_storage_volume),
        query=given(
            {
                "recursion": recursion or None,
                "all-projects": all_projects,
                "filter": filter,
                "project": project,
                "target": target,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project", "target"]),
        extension="storage_volumes_all",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def _read_list_of_storage_bucket(metadata: Any) -> list[models.StorageBucket]:
    return [models.StorageBucket.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_storage_bucket_key(metadata: Any) -> list[models.StorageBucketKey]:
    return [models.StorageBucketKey.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_storage_pool(metadata: Any) -> list[models.StoragePool]:
    return [models.StoragePool.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_storage_pool_volume_backup(metadata: Any) -> list[models.StoragePoolVolumeBackup]:
    return [models.StoragePoolVolumeBackup.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_storage_volume(metadata: Any) -> list[models.StorageVolume]:
    return [models.StorageVolume.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_storage_volume_snapshot(metadata: Any) -> list[models.StorageVolumeSnapshot]:
    return [models.StorageVolumeSnapshot.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None


def _read_resources_storage_pool(metadata: Any) -> models.ResourcesStoragePool:
    return models.ResourcesStoragePool.from_dict(metadata or {})


def _read_storage_bucket(metadata: Any) -> models.StorageBucket:
    return models.StorageBucket.from_dict(metadata or {})


def _read_storage_bucket_key(metadata: Any) -> models.StorageBucketKey:
    return models.StorageBucketKey.from_dict(metadata or {})


def _read_storage_pool(metadata: Any) -> models.StoragePool:
    return models.StoragePool.from_dict(metadata or {})


def _read_storage_pool_volume_backup(metadata: Any) -> models.StoragePoolVolumeBackup:
    return models.StoragePoolVolumeBackup.from_dict(metadata or {})


def _read_storage_volume(metadata: Any) -> models.StorageVolume:
    return models.StorageVolume.from_dict(metadata or {})


def _read_storage_volume_snapshot(metadata: Any) -> models.StorageVolumeSnapshot:
    return models.StorageVolumeSnapshot.from_dict(metadata or {})


def _read_storage_volume_state(metadata: Any) -> models.StorageVolumeState:
    return models.StorageVolumeState.from_dict(metadata or {})
