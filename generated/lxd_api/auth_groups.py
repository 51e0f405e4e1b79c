"""Requests of LXD's area `auth_groups`.

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
    "auth_group_delete",
    "auth_group_get",
    "auth_group_patch",
    "auth_group_post",
    "auth_group_put",
    "auth_groups_get",
    "auth_groups_post",
]


def auth_group_delete(group_name: str, /) -> Request[models.Operation | None]:
    """Deletes a group.

    `DELETE /1.0/auth/groups/{groupName}`

    Needs the API extension `access_management`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/auth/groups/{segment(group_name)}",
        operation_id="auth_group_delete",
        kind="operation",
        decode=_read_operation_or_none,
        extension="access_management",
    )


def auth_group_get(
    group_name: str, /, *, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.AuthGroup]:
    """Gets a group.

    `GET /1.0/auth/groups/{groupName}`

    Needs the API extension `access_management`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/auth/groups/{segment(group_name)}",
        operation_id="auth_group_get",
        kind="value",
        decode=_read_auth_group,
        query=given({"with-access-entitlements": with_access_entitlements}),
        extension="access_management",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def auth_group_patch(
    group_name: str, /, *, body: models.AuthGroupPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Changes parts of a group.

    `PATCH /1.0/auth/groups/{groupName}`

    Needs the API extension `access_management`.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/auth/groups/{segment(group_name)}",
        operation_id="auth_group_patch",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="AuthGroupPut",
        extension="access_management",
    )


def auth_group_post(
    group_name: str, /, *, body: models.AuthGroupPost | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Renames or moves a group.

    `POST /1.0/auth/groups/{groupName}`

    Needs the API extension `access_management`.
    """
    return Request(
        method="POST",
        path=f"/1.0/auth/groups/{segment(group_name)}",
        operation_id="auth_group_post",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="AuthGroupPost",
        extension="access_management",
    )


def auth_group_put(
    group_name: str, /, *, body: models.AuthGroupPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Replaces a group.

    `PUT /1.0/auth/groups/{groupName}`

    Needs the API extension `access_management`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/auth/groups/{segment(group_name)}",
        operation_id="auth_group_put",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="AuthGroupPut",
        extension="access_management",
    )


@overload
def auth_groups_get(
    *, recursion: Literal[0] = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str]]: ...
@overload
def auth_groups_get(
    *, recursion: Literal[1], with_access_entitlements: Sequence[str] | None = None
) -> Request[list[models.AuthGroup]]: ...
@overload
def auth_groups_get(
    *, recursion: int, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str] | list[models.AuthGroup]]: ...
def auth_groups_get(
    *, recursion: int = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[Any]:
    """Lists the groups.

    `GET /1.0/auth/groups`

    Needs the API extension `access_management`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/auth/groups",
        operation_id="auth_groups_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_auth_group),
        query=given({"recursion": recursion or None, "with-access-entitlements": with_access_entitlements}),
        extension="access_management",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def auth_groups_post(*, body: models.AuthGroupsPost | Mapping[str, Any]) -> Request[models.Operation | None]:
    """Creates a group.

    `POST /1.0/auth/groups`

    Needs the API extension `access_management`.
    """
    return Request(
        method="POST",
        path="/1.0/auth/groups",
        operation_id="auth_groups_post",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="AuthGroupsPost",
        extension="access_management",
    )


def _read_auth_group(metadata: Any) -> models.AuthGroup:
    return models.AuthGroup.from_dict(metadata or {})


def _read_list_of_auth_group(metadata: Any) -> list[models.AuthGroup]:
    return [models.AuthGroup.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
