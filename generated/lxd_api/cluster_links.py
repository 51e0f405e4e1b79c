"""Requests of LXD's area `cluster_links`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, overload

from . import models
from .types import (
    Request,
    by_recursion,
    given,
    segment,
)

__all__ = [
    "cluster_link_delete",
    "cluster_link_get",
    "cluster_link_patch",
    "cluster_link_post",
    "cluster_link_put",
    "cluster_link_state_get",
    "cluster_links_get",
    "cluster_links_post",
]


def cluster_link_delete(name: str, /) -> Request[models.Operation | None]:
    """Deletes a cluster link.

    `DELETE /1.0/cluster/links/{name}`

    Needs the API extension `cluster_links`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/cluster/links/{segment(name)}",
        operation_id="cluster_link_delete",
        kind="operation",
        decode=_read_operation_or_none,
        extension="cluster_links",
    )


def cluster_link_get(
    name: str, /, *, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.ClusterLink]:
    """Gets a cluster link.

    `GET /1.0/cluster/links/{name}`

    Needs the API extension `cluster_links`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/cluster/links/{segment(name)}",
        operation_id="cluster_link_get",
        kind="value",
        decode=_read_cluster_link,
        query=given({"with-access-entitlements": with_access_entitlements}),
        extension="cluster_links",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def cluster_link_patch(
    name: str, /, *, body: models.ClusterLinkPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Changes parts of a cluster link.

    `PATCH /1.0/cluster/links/{name}`

    Needs the API extension `cluster_links`.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/cluster/links/{segment(name)}",
        operation_id="cluster_link_patch",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ClusterLinkPut",
        extension="cluster_links",
    )


def cluster_link_post(
    name: str, /, *, body: models.ClusterLinkPost | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Renames or moves a cluster link.

    `POST /1.0/cluster/links/{name}`

    Needs the API extension `cluster_links`.
    """
    return Request(
        method="POST",
        path=f"/1.0/cluster/links/{segment(name)}",
        operation_id="cluster_link_post",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="ClusterLinkPost",
        extension="cluster_links",
    )


def cluster_link_put(
    name: str, /, *, body: models.ClusterLinkPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Replaces a cluster link.

    `PUT /1.0/cluster/links/{name}`

    Needs the API extension `cluster_links`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/cluster/links/{segment(name)}",
        operation_id="cluster_link_put",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ClusterLinkPut",
        extension="cluster_links",
    )


def cluster_link_state_get(name: str, /, *, target: str | None = None) -> Request[models.ClusterLinkState]:
    """Gets the state of a cluster link.

    `GET /1.0/cluster/links/{name}/state`

    Scope: target.

    Needs the API extension `cluster_links`.
    """
    return Request(
        method="GET",
        path=f"/1.0/cluster/links/{segment(name)}/state",
        operation_id="cluster_link_state_get",
        kind="value",
        decode=_read_cluster_link_state,
        query=given({"target": target}),
        scope=frozenset(["target"]),
        extension="cluster_links",
    )


@overload
def cluster_links_get(
    *, recursion: Literal[0] = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str]]: ...
@overload
def cluster_links_get(
    *, recursion: Literal[1], with_access_entitlements: Sequence[str] | None = None
) -> Request[list[models.ClusterLink]]: ...
@overload
def cluster_links_get(
    *, recursion: int, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str] | list[models.ClusterLink]]: ...
def cluster_links_get(
    *, recursion: int = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[Any]:
    """Lists the cluster links.

    `GET /1.0/cluster/links`

    Needs the API extension `cluster_links`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/cluster/links",
        operation_id="cluster_links_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_cluster_link),
        query=given({"recursion": recursion or None, "with-access-entitlements": with_access_entitlements}),
        extension="cluster_links",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def cluster_links_post(
    *, body: models.ClusterLinksPost | Mapping[str, Any]
) -> Request[models.CertificateAddToken | None]:
    """Creates a cluster link.

    `POST /1.0/cluster/links`

    Needs the API extension `cluster_links`.
    """
    return Request(
        method="POST",
        path="/1.0/cluster/links",
        operation_id="cluster_links_post",
        kind="value",
        decode=_read_certificate_add_token_or_none,
        body=body,
        body_model="ClusterLinksPost",
        extension="cluster_links",
    )


def _read_certificate_add_token_or_none(metadata: Any) -> models.CertificateAddToken | None:
    return models.CertificateAddToken.from_dict(metadata) if metadata else None


def _read_cluster_link(metadata: Any) -> models.ClusterLink:
    return models.ClusterLink.from_dict(metadata or {})


def _read_cluster_link_state(metadata: Any) -> models.ClusterLinkState:
    return models.ClusterLinkState.from_dict(metadata or {})


def _read_list_of_cluster_link(metadata: Any) -> list[models.ClusterLink]:
    return [models.ClusterLink.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
