"""Requests of LXD's area `cluster_groups`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, overload

from . import models
from .types import (
    Request,
    by_recursion,
    given,
    segment,
)

__all__ = [
    "cluster_group_delete",
    "cluster_group_get",
    "cluster_group_patch",
    "cluster_group_post",
    "cluster_group_put",
    "cluster_groups_get",
    "cluster_groups_post",
]


def cluster_group_delete(name: str, /) -> Request[models.Operation | None]:
    """Deletes a cluster group.

    `DELETE /1.0/cluster/groups/{name}`
    """
    return Request(
        method="DELETE",
        path=f"/1.0/cluster/groups/{segment(name)}",
        operation_id="cluster_group_delete",
        kind="operation",
        decode=_read_operation_or_none,
    )


def cluster_group_get(name: str, /) -> Request[models.ClusterGroup]:
    """Gets a cluster group.

    `GET /1.0/cluster/groups/{name}`
    """
    return Request(
        method="GET",
        path=f"/1.0/cluster/groups/{segment(name)}",
        operation_id="cluster_group_get",
        kind="value",
        decode=_read_cluster_group,
    )


def cluster_group_patch(
    name: str, /, *, body: models.ClusterGroupPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Changes parts of a cluster group.

    `PATCH /1.0/cluster/groups/{name}`
    """
    return Request(
        method="PATCH",
        path=f"/1.0/cluster/groups/{segment(name)}",
        operation_id="cluster_group_patch",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ClusterGroupPut",
    )


def cluster_group_post(
    name: str, /, *, body: models.ClusterGroupPost | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Renames or moves a cluster group.

    `POST /1.0/cluster/groups/{name}`
    """
    return Request(
        method="POST",
        path=f"/1.0/cluster/groups/{segment(name)}",
        operation_id="cluster_group_post",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="ClusterGroupPost",
    )


def cluster_group_put(
    name: str, /, *, body: models.ClusterGroupPut | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Replaces a cluster group.

    `PUT /1.0/cluster/groups/{name}`
    """
    return Request(
        method="PUT",
        path=f"/1.0/cluster/groups/{segment(name)}",
        operation_id="cluster_group_put",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="ClusterGroupPut",
    )


@overload
def cluster_groups_get(*, recursion: Literal[0] = 0) -> Request[list[str]]: ...
@overload
def cluster_groups_get(*, recursion: Literal[1]) -> Request[list[models.ClusterGroup]]: ...
@overload
def cluster_groups_get(*, recursion: int) -> Request[list[str] | list[models.ClusterGroup]]: ...
def cluster_groups_get(*, recursion: int = 0) -> Request[Any]:
    """Lists the cluster groups.

    `GET /1.0/cluster/groups`
    """
    return Request(
        method="GET",
        path="/1.0/cluster/groups",
        operation_id="cluster_groups_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_cluster_group),
        query=given({"recursion": recursion or None}),
    )


def cluster_groups_post(
    *, body: models.ClusterGroupsPost | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Creates a cluster group.

    `POST /1.0/cluster/groups`
    """
    return Request(
        method="POST",
        path="/1.0/cluster/groups",
        operation_id="cluster_groups_post",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="ClusterGroupsPost",
    )


def _read_cluster_group(metadata: Any) -> models.ClusterGroup:
    return models.ClusterGroup.from_dict(metadata or {})


def _read_list_of_cluster_group(metadata: Any) -> list[models.ClusterGroup]:
    return [models.ClusterGroup.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
