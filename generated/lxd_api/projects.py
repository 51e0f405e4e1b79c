"""Requests of LXD's area `projects`.

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
    "project_delete",
    "project_get",
    "project_patch",
    "project_post",
    "project_put",
    "project_state_get",
    "project_state_put",
    "projects_get",
    "projects_post",
]


def project_delete(name: str, /, *, force: bool | None = None) -> Request[models.Operation | None]:
    """Deletes a project.

    `DELETE /1.0/projects/{name}`

    `force` needs the API extension `projects_force_delete`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/projects/{segment(name)}",
        operation_id="project_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"force": force}),
        parameter_extensions={"force": "projects_force_delete"},
    )


def project_get(
    name: str, /, *, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.Project]:
    """Gets a project.

    `GET /1.0/projects/{name}`

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/projects/{segment(name)}",
        operation_id="project_get",
        kind="value",
        decode=_read_project,
        query=given({"with-access-entitlements": with_access_entitlements}),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def project_patch(
    name: str, /, *, body: models.ProjectPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Changes parts of a project.

    `PATCH /1.0/projects/{name}`
    """
    return Request(
        method="PATCH",
        path=f"/1.0/projects/{segment(name)}",
        operation_id="project_patch",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ProjectPut",
    )


def project_post(
    name: str, /, *, body: models.ProjectPost | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Renames or moves a project.

    `POST /1.0/projects/{name}`
    """
    return Request(
        method="POST",
        path=f"/1.0/projects/{segment(name)}",
        operation_id="project_post",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="ProjectPost",
    )


def project_put(
    name: str, /, *, body: models.ProjectPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Replaces a project.

    `PUT /1.0/projects/{name}`
    """
    return Request(
        method="PUT",
        path=f"/1.0/projects/{segment(name)}",
        operation_id="project_put",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ProjectPut",
    )


def project_state_get(name: str, /) -> Request[models.ProjectState]:
    """Gets the state of a project.

    `GET /1.0/projects/{name}/state`
    """
    return Request(
        method="GET",
        path=f"/1.0/projects/{segment(name)}/state",
        operation_id="project_state_get",
        kind="value",
        decode=_read_project_state,
    )


def project_state_put(
    name: str, /, *, body: models.ProjectStatePut | Mapping[str, Any], force: bool | None = None
) -> Request[models.Operation | None]:
    """Replaces the state of a project.

    `PUT /1.0/projects/{name}/state`

    Needs the API extension `project_replica_mode`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/projects/{segment(name)}/state",
        operation_id="project_state_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"force": force}),
        body=body,
        body_model="ProjectStatePut",
        extension="project_replica_mode",
    )


@overload
def projects_get(
    *, recursion: Literal[0] = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str]]: ...
@overload
def projects_get(
    *, recursion: Literal[1], with_access_entitlements: Sequence[str] | None = None
) -> Request[list[models.Project]]: ...
@overload
def projects_get(
    *, recursion: int, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str] | list[models.Project]]: ...
def projects_get(
    *, recursion: int = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[Any]:
    """Lists the projects.

    `GET /1.0/projects`

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/projects",
        operation_id="projects_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_project),
        query=given({"recursion": recursion or None, "with-access-entitlements": with_access_entitlements}),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def projects_post(*, body: models.ProjectsPost | Mapping[str, Any]) -> Request[models.Operation | None]:
    """Creates a project.

    `POST /1.0/projects`
    """
    return Request(
        method="POST",
        path="/1.0/projects",
        operation_id="projects_post",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="ProjectsPost",
    )


def _read_list_of_project(metadata: Any) -> list[models.Project]:
    return [models.Project.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None


def _read_project(metadata: Any) -> models.Project:
    return models.Project.from_dict(metadata or {})


def _read_project_state(metadata: Any) -> models.ProjectState:
    return models.ProjectState.from_dict(metadata or {})
