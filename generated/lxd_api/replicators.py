"""Requests of LXD's area `replicators`.

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
    "replicator_delete",
    "replicator_get",
    "replicator_patch",
    "replicator_post",
    "replicator_put",
    "replicator_state_get",
    "replicator_state_put",
    "replicators_get",
    "replicators_post",
]


def replicator_delete(name: str, /, *, project: str | None = None) -> Request[models.Operation | None]:
    """Deletes a replicator.

    `DELETE /1.0/replicators/{name}`

    Scope: project.

    Needs the API extension `replicators`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/replicators/{segment(name)}",
        operation_id="replicator_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
        extension="replicators",
    )


def replicator_get(
    name: str, /, *, project: str | None = None, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.Replicator]:
    """Gets a replicator.

    `GET /1.0/replicators/{name}`

    Scope: project.

    Needs the API extension `replicators`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/replicators/{segment(name)}",
        operation_id="replicator_get",
        kind="value",
        decode=_read_replicator,
        query=given({"project": project, "with-access-entitlements": with_access_entitlements}),
        scope=frozenset(["project"]),
        extension="replicators",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def replicator_patch(
    name: str,
    /,
    *,
    body: models.ReplicatorPut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a replicator.

    `PATCH /1.0/replicators/{name}`

    Scope: project.

    Needs the API extension `replicators`.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/replicators/{segment(name)}",
        operation_id="replicator_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ReplicatorPut",
        scope=frozenset(["project"]),
        extension="replicators",
    )


def replicator_post(
    name: str, /, *, body: models.ReplicatorPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Renames or moves a replicator.

    `POST /1.0/replicators/{name}`

    Scope: project.

    Needs the API extension `replicators`.
    """
    return Request(
        method="POST",
        path=f"/1.0/replicators/{segment(name)}",
        operation_id="replicator_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="ReplicatorPost",
        scope=frozenset(["project"]),
        extension="replicators",
    )


def replicator_put(
    name: str,
    /,
    *,
    body: models.ReplicatorPut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a replicator.

    `PUT /1.0/replicators/{name}`

    Scope: project.

    Needs the API extension `replicators`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/replicators/{segment(name)}",
        operation_id="replicator_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ReplicatorPut",
        scope=frozenset(["project"]),
        extension="replicators",
    )


def replicator_state_get(name: str, /, *, project: str | None = None) -> Request[models.ReplicatorState]:
    """Gets the state of a replicator.

    `GET /1.0/replicators/{name}/state`

    Scope: project.

    Needs the API extension `replicators`.
    """
    return Request(
        method="GET",
        path=f"/1.0/replicators/{segment(name)}/state",
        operation_id="replicator_state_get",
        kind="value",
        decode=_read_replicator_state,
        query=given({"project": project}),
        scope=frozenset(["project"]),
        extension="replicators",
    )


def replicator_state_put(
    name: str, /, *, body: models.ReplicatorStatePut | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Replaces the state of a replicator.

    `PUT /1.0/replicators/{name}/state`

    Scope: project.

    Needs the API extension `replicators`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/replicators/{segment(name)}/state",
        operation_id="replicator_state_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="ReplicatorStatePut",
        scope=frozenset(["project"]),
        extension="replicators",
    )


@overload
def replicators_get(
    *,
    recursion: Literal[0] = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def replicators_get(
    *,
    recursion: Literal[1],
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.Replicator]]: ...
@overload
def replicators_get(
    *,
    recursion: int,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str] | list[models.Replicator]]: ...
def replicators_get(
    *,
    recursion: int = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Lists the replicators.

    `GET /1.0/replicators`

    Scope: project.

    Needs the API extension `replicators`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/replicators",
        operation_id="replicators_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_replicator),
        query=given(
            {
                "recursion": recursion or None,
                "all-projects": all_projects,
                "project": project,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project"]),
        extension="replicators",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def replicators_post(
    *, body: models.ReplicatorsPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Creates a replicator.

    `POST /1.0/replicators`

    Scope: project.

    Needs the API extension `replicators`.
    """
    return Request(
        method="POST",
        path="/1.0/replicators",
        operation_id="replicators_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="ReplicatorsPost",
        scope=frozenset(["project"]),
        extension="replicators",
    )


def _read_list_of_replicator(metadata: Any) -> list[models.Replicator]:
    return [models.Replicator.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None


def _read_replicator(metadata: Any) -> models.Replicator:
    return models.Replicator.from_dict(metadata or {})


def _read_replicator_state(metadata: Any) -> models.ReplicatorState:
    return models.ReplicatorState.from_dict(metadata or {})
