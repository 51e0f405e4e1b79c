"""Requests of LXD's area `profiles`.

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
    "profile_delete",
    "profile_get",
    "profile_patch",
    "profile_post",
    "profile_put",
    "profiles_get",
    "profiles_post",
]


def profile_delete(name: str, /, *, project: str | None = None) -> Request[models.Operation | None]:
    """Deletes a profile.

    `DELETE /1.0/profiles/{name}`

    Scope: project.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/profiles/{segment(name)}",
        operation_id="profile_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def profile_get(
    name: str, /, *, project: str | None = None, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.Profile]:
    """Gets a profile.

    `GET /1.0/profiles/{name}`

    Scope: project.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/profiles/{segment(name)}",
        operation_id="profile_get",
        kind="value",
        decode=_read_profile,
        query=given({"project": project, "with-access-entitlements": with_access_entitlements}),
        scope=frozenset(["project"]),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def profile_patch(
    name: str,
    /,
    *,
    body: models.ProfilePut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a profile.

    `PATCH /1.0/profiles/{name}`

    Scope: project.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/profiles/{segment(name)}",
        operation_id="profile_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ProfilePut",
        scope=frozenset(["project"]),
    )


def profile_post(
    name: str, /, *, body: models.ProfilePost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Renames or moves a profile.

    `POST /1.0/profiles/{name}`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/profiles/{segment(name)}",
        operation_id="profile_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="ProfilePost",
        scope=frozenset(["project"]),
    )


def profile_put(
    name: str,
    /,
    *,
    body: models.ProfilePut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a profile.

    `PUT /1.0/profiles/{name}`

    Scope: project.
    """
    return Request(
        method="PUT",
        path=f"/1.0/profiles/{segment(name)}",
        operation_id="profile_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ProfilePut",
        scope=frozenset(["project"]),
    )


@overload
def profiles_get(
    *,
    recursion: Literal[0] = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def profiles_get(
    *,
    recursion: Literal[1],
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.Profile]]: ...
@overload
def profiles_get(
    *,
    recursion: int,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str] | list[models.Profile]]: ...
def profiles_get(
    *,
    recursion: int = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Lists the profiles.

    `GET /1.0/profiles`

    Scope: project.

    `all_projects` needs the API extension `profiles_all_projects`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/profiles",
        operation_id="profiles_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_profile),
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
            "all-projects": "profiles_all_projects",
            "with-access-entitlements": "entities_with_entitlements",
        },
    )


def profiles_post(
    *, body: models.ProfilesPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Creates a profile.

    `POST /1.0/profiles`

    Scope: project.
    """
    return Request(
        method="POST",
        path="/1.0/profiles",
        operation_id="profiles_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="ProfilesPost",
        scope=frozenset(["project"]),
    )


def _read_list_of_profile(metadata: Any) -> list[models.Profile]:
    return [models.Profile.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None


def _read_profile(metadata: Any) -> models.Profile:
    return models.Profile.from_dict(metadata or {})
