"""Requests of LXD's area `network_acls`.

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
    read_raw,
    segment,
)

__all__ = [
    "network_acl_delete",
    "network_acl_get",
    "network_acl_log_get",
    "network_acl_patch",
    "network_acl_post",
    "network_acl_put",
    "network_acls_get",
    "network_acls_post",
]


def network_acl_delete(name: str, /, *, project: str | None = None) -> Request[models.Operation | None]:
    """Deletes a network ACL.

    `DELETE /1.0/network-acls/{name}`

    Scope: project.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/network-acls/{segment(name)}",
        operation_id="network_acl_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def network_acl_get(
    name: str, /, *, project: str | None = None, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.NetworkACL]:
    """Gets a network ACL.

    `GET /1.0/network-acls/{name}`

    Scope: project.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/network-acls/{segment(name)}",
        operation_id="network_acl_get",
        kind="value",
        decode=_read_network_acl,
        query=given({"project": project, "with-access-entitlements": with_access_entitlements}),
        scope=frozenset(["project"]),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def network_acl_log_get(name: str, /, *, project: str | None = None) -> Request[bytes]:
    """Gets the log of a network ACL.

    `GET /1.0/network-acls/{name}/log`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/network-acls/{segment(name)}/log",
        operation_id="network_acl_log_get",
        kind="raw",
        decode=read_raw,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def network_acl_patch(
    name: str,
    /,
    *,
    body: models.NetworkACLPut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a network ACL.

    `PATCH /1.0/network-acls/{name}`

    Scope: project.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/network-acls/{segment(name)}",
        operation_id="network_acl_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="NetworkACLPut",
        scope=frozenset(["project"]),
    )


def network_acl_post(
    name: str, /, *, body: models.NetworkACLPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Renames or moves a network ACL.

    `POST /1.0/network-acls/{name}`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/network-acls/{segment(name)}",
        operation_id="network_acl_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="NetworkACLPost",
        scope=frozenset(["project"]),
    )


def network_acl_put(
    name: str,
    /,
    *,
    body: models.NetworkACLPut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a network ACL.

    `PUT /1.0/network-acls/{name}`

    Scope: project.
    """
    return Request(
        method="PUT",
        path=f"/1.0/network-acls/{segment(name)}",
        operation_id="network_acl_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="NetworkACLPut",
        scope=frozenset(["project"]),
    )


@overload
def network_acls_get(
    *,
    recursion: Literal[0] = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def network_acls_get(
    *,
    recursion: Literal[1],
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.NetworkACL]]: ...
@overload
def network_acls_get(
    *,
    recursion: int,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str] | list[models.NetworkACL]]: ...
def network_acls_get(
    *,
    recursion: int = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Lists the network ACLs.

    `GET /1.0/network-acls`

    Scope: project.

    `all_projects` needs the API extension `network_acls_all_projects`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/network-acls",
        operation_id="network_acls_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_network_acl),
        query=given(
            {
                "recursion": recursion or None,
                "all-projects": all_projects,
                "project": project,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project"]),
        parameter_extensions={
            "all-projects": "network_acls_all_projects",
            "with-access-entitlements": "entities_with_entitlements",
        },
    )


def network_acls_post(
    *, body: models.NetworkACLsPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Creates a network ACL.

    `POST /1.0/network-acls`

    Scope: project.
    """
    return Request(
        method="POST",
        path="/1.0/network-acls",
        operation_id="network_acls_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="NetworkACLsPost",
        scope=frozenset(["project"]),
    )


def _read_list_of_network_acl(metadata: Any) -> list[models.NetworkACL]:
    return [models.NetworkACL.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_network_acl(metadata: Any) -> models.NetworkACL:
    return models.NetworkACL.from_dict(metadata or {})


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
