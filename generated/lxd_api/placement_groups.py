"""Requests of LXD's area `placement_groups`.

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
    "placement_group_delete",
    "placement_group_get",
    "placement_group_patch",
    "placement_group_post",
    "placement_group_put",
    "placement_groups_get",
    "placement_groups_post",
]


def placement_group_delete(name: str, /, *, project: str | None = None) -> Request[models.Operation | None]:
    """Deletes a placement group.

    `DELETE /1.0/placement-groups/{name}`

    Scope: project.

    Needs the API extension `instance_placement_groups`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/placement-groups/{segment(name)}",
        operation_id="placement_group_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
        extension="instance_placement_groups",
    )


def placement_group_get(
    name: str, /, *, project: str | None = None, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.PlacementGroup]:
    """Gets a placement group.

    `GET /1.0/placement-groups/{name}`

    Scope: project.

    Needs the API extension `instance_placement_groups`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/placement-groups/{segment(name)}",
        operation_id="placement_group_get",
        kind="value",
        decode=_read_placement_group,
        query=given({"project": project, "with-access-entitlements": with_access_entitlements}),
        scope=frozenset(["project"]),
        extension="instance_placement_groups",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def placement_group_patch(
    name: str,
    /,
    *,
    body: models.PlacementGroupPut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a placement group.

    `PATCH /1.0/placement-groups/{name}`

    Scope: project.

    Needs the API extension `instance_placement_groups`.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/placement-groups/{segment(name)}",
        operation_id="placement_group_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="PlacementGroupPut",
        scope=frozenset(["project"]),
        extension="instance_placement_groups",
    )


def placement_group_post(
    name: str, /, *, body: models.PlacementGroupPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Renames or moves a placement group.

    `POST /1.0/placement-groups/{name}`

    Scope: project.

    Needs the API extension `instance_placement_groups`.
    """
    return Request(
        method="POST",
        path=f"/1.0/placement-groups/{segment(name)}",
        operation_id="placement_group_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="PlacementGroupPost",
        scope=frozenset(["project"]),
        extension="instance_placement_groups",
    )


def placement_group_put(
    name: str,
    /,
    *,
    body: models.PlacementGroupPut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a placement group.

    `PUT /1.0/placement-groups/{name}`

    Scope: project.

    Needs the API extension `instance_placement_groups`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/placement-groups/{segment(name)}",
        operation_id="placement_group_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="PlacementGroupPut",
        scope=frozenset(["project"]),
        extension="instance_placement_groups",
    )


@overload
def placement_groups_get(
    *,
    recursion: Literal[0] = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def placement_groups_get(
    *,
    recursion: Literal[1],
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.PlacementGroup]]: ...
@overload
def placement_groups_get(
    *,
    recursion: int,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str] | list[models.PlacementGroup]]: ...
def placement_groups_get(
    *,
    recursion: int = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Lists the placement groups.

    `GET /1.0/placement-groups`

    Scope: project.

    Needs the API extension `instance_placement_groups`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/placement-groups",
        operation_id="placement_groups_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_placement_group),
        query=given(
            {
                "recursion": recursion or None,
                "all-projects": all_projects,
                "project": project,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project"]),
        extension="instance_placement_groups",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def placement_groups_post(
    *, body: models.PlacementGroupsPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Creates a placement group.

    `POST /1.0/placement-groups`

    Scope: project.

    Needs the API extension `instance_placement_groups`.
    """
    return Request(
        method="POST",
        path="/1.0/placement-groups",
        operation_id="placement_groups_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="PlacementGroupsPost",
        scope=frozenset(["project"]),
        extension="instance_placement_groups",
    )


def _read_list_of_placement_group(metadata: Any) -> list[models.PlacementGroup]:
    return [models.PlacementGroup.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None


def _read_placement_group(metadata: Any) -> models.PlacementGroup:
    return models.PlacementGroup.from_dict(metadata or {})
