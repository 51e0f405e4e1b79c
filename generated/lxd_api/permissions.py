"""Requests of LXD's area `permissions`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from typing import Any, Literal, overload

from . import models
from .types import (
    Request,
    by_recursion,
    given,
)

__all__ = [
    "permissions_get",
]


@overload
def permissions_get(
    *, recursion: Literal[0] = 0, entity_type: str | None = None, project: str | None = None
) -> Request[list[models.Permission]]: ...
@overload
def permissions_get(
    *, recursion: Literal[1], entity_type: str | None = None, project: str | None = None
) -> Request[list[models.PermissionInfo]]: ...
@overload
def permissions_get(
    *, recursion: int, entity_type: str | None = None, project: str | None = None
) -> Request[list[models.Permission] | list[models.PermissionInfo]]: ...
def permissions_get(
    *, recursion: int = 0, entity_type: str | None = None, project: str | None = None
) -> Request[Any]:
    """Lists the permissions.

    `GET /1.0/auth/permissions`

    Scope: project.

    Needs the API extension `access_management`.
    """
    return Request(
        method="GET",
        path="/1.0/auth/permissions",
        operation_id="permissions_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_permission, _read_list_of_permission_info),
        query=given({"recursion": recursion or None, "entity-type": entity_type, "project": project}),
        scope=frozenset(["project"]),
        extension="access_management",
    )


def _read_list_of_permission(metadata: Any) -> list[models.Permission]:
    return [models.Permission.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_permission_info(metadata: Any) -> list[models.PermissionInfo]:
    return [models.PermissionInfo.from_dict(item or {}) for item in metadata or ()]
