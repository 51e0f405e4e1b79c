"""Requests of LXD's area `cluster`.

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
    "cluster_get",
    "cluster_member_delete",
    "cluster_member_get",
    "cluster_member_patch",
    "cluster_member_post",
    "cluster_member_put",
    "cluster_member_state_get",
    "cluster_member_state_post",
    "cluster_members_get",
    "cluster_members_post",
    "cluster_put",
    "clustering_update_cert",
]


def cluster_get() -> Request[models.Cluster]:
    """Gets the cluster.

    `GET /1.0/cluster`
    """
    return Request(
        method="GET",
        path="/1.0/cluster",
        operation_id="cluster_get",
        kind="value",
        decode=_read_cluster,
    )


def cluster_member_delete(name: str, /, *, force: int | None = None) -> Request[models.Operation | None]:
    """Deletes a cluster member.

    `DELETE /1.0/cluster/members/{name}`
    """
    return Request(
        method="DELETE",
        path=f"/1.0/cluster/members/{segment(name)}",
        operation_id="cluster_member_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"force": force}),
    )


def cluster_member_get(name: str, /) -> Request[models.ClusterMember]:
    """Gets a cluster member.

    `GET /1.0/cluster/members/{name}`
    """
    return Request(
        method="GET",
        path=f"/1.0/cluster/members/{segment(name)}",
        operation_id="cluster_member_get",
        kind="value",
        decode=_read_cluster_member,
    )


def cluster_member_patch(
    name: str, /, *, body: models.ClusterMemberPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Changes parts of a cluster member.

    `PATCH /1.0/cluster/members/{name}`
    """
    return Request(
        method="PATCH",
        path=f"/1.0/cluster/members/{segment(name)}",
        operation_id="cluster_member_patch",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ClusterMemberPut",
    )


def cluster_member_post(
    name: str, /, *, body: models.ClusterMemberPost | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Renames or moves a cluster member.

    `POST /1.0/cluster/members/{name}`
    """
    return Request(
        method="POST",
        path=f"/1.0/cluster/members/{segment(name)}",
        operation_id="cluster_member_post",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="ClusterMemberPost",
    )


def cluster_member_put(
    name: str, /, *, body: models.ClusterMemberPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Replaces a cluster member.

    `PUT /1.0/cluster/members/{name}`
    """
    return Request(
        method="PUT",
        path=f"/1.0/cluster/members/{segment(name)}",
        operation_id="cluster_member_put",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ClusterMemberPut",
    )


def cluster_member_state_get(name: str, /) -> Request[models.ClusterMemberState]:
    """Gets the state of a cluster member.

    `GET /1.0/cluster/members/{name}/state`

    Needs the API extension `cluster_member_state`.
    """
    return Request(
        method="GET",
        path=f"/1.0/cluster/members/{segment(name)}/state",
        operation_id="cluster_member_state_get",
        kind="value",
        decode=_read_cluster_member_state,
        extension="cluster_member_state",
    )


def cluster_member_state_post(
    name: str, /, *, body: models.ClusterMemberStatePost | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Posts to the state of a cluster member.

    `POST /1.0/cluster/members/{name}/state`
    """
    return Request(
        method="POST",
        path=f"/1.0/cluster/members/{segment(name)}/state",
        operation_id="cluster_member_state_post",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="ClusterMemberStatePost",
    )


@overload
def cluster_members_get(*, recursion: Literal[0] = 0) -> Request[list[str]]: ...
@overload
def cluster_members_get(*, recursion: Literal[1]) -> Request[list[models.ClusterMember]]: ...
@overload
def cluster_members_get(*, recursion: int) -> Request[list[str] | list[models.ClusterMember]]: ...
def cluster_members_get(*, recursion: int = 0) -> Request[Any]:
    """Lists the cluster members.

    `GET /1.0/cluster/members`
    """
    return Request(
        method="GET",
        path="/1.0/cluster/members",
        operation_id="cluster_members_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_cluster_member),
        query=given({"recursion": recursion or None}),
    )


def cluster_members_post(
    *, body: models.ClusterMembersPost | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Creates a cluster member.

    `POST /1.0/cluster/members`
    """
    return Request(
        method="POST",
        path="/1.0/cluster/members",
        operation_id="cluster_members_post",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="ClusterMembersPost",
    )


def cluster_put(*, body: models.ClusterPut | Mapping[str, Any]) -> Request[models.Operation | None]:
    """Replaces the cluster.

    `PUT /1.0/cluster`
    """
    return Request(
        method="PUT",
        path="/1.0/cluster",
        operation_id="cluster_put",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="ClusterPut",
    )


def clustering_update_cert(
    *, body: models.ClusterCertificatePut | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Replaces the cluster certificate.

    `PUT /1.0/cluster/certificate`
    """
    return Request(
        method="PUT",
        path="/1.0/cluster/certificate",
        operation_id="clustering_update_cert",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="ClusterCertificatePut",
    )


def _read_cluster(metadata: Any) -> models.Cluster:
    return models.Cluster.from_dict(metadata or {})


def _read_cluster_member(metadata: Any) -> models.ClusterMember:
    return models.ClusterMember.from_dict(metadata or {})


def _read_cluster_member_state(metadata: Any) -> models.ClusterMemberState:
    return models.ClusterMemberState.from_dict(metadata or {})


def _read_list_of_cluster_member(metadata: Any) -> list[models.ClusterMember]:
    return [models.ClusterMember.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
