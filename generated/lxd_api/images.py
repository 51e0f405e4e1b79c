"""Requests of LXD's area `images`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, overload

from . import models
from .types import (
    Content,
    Request,
    by_recursion,
    given,
    one_body,
    read_raw,
    segment,
)

__all__ = [
    "image_alias_delete",
    "image_alias_get",
    "image_delete",
    "image_export_get",
    "image_get",
    "image_patch",
    "image_put",
    "images_alias_patch",
    "images_alias_post",
    "images_aliases_get",
    "images_aliases_post",
    "images_aliases_put",
    "images_export_post",
    "images_get",
    "images_post",
    "images_refresh_post",
    "images_secret_post",
]


def image_alias_delete(name: str, /, *, project: str | None = None) -> Request[models.Operation | None]:
    """Deletes an image alias.

    `DELETE /1.0/images/aliases/{name}`

    Scope: project.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/images/aliases/{segment(name)}",
        operation_id="image_alias_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def image_alias_get(
    name: str, /, *, project: str | None = None, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.ImageAliasesEntry]:
    """Gets an image alias.

    `GET /1.0/images/aliases/{name}`

    Scope: project.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/images/aliases/{segment(name)}",
        operation_id="image_alias_get",
        kind="value",
        decode=_read_image_aliases_entry,
        query=given({"project": project, "with-access-entitlements": with_access_entitlements}),
        scope=frozenset(["project"]),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def image_delete(fingerprint: str, /, *, project: str | None = None) -> Request[models.Operation | None]:
    """Deletes an image.

    `DELETE /1.0/images/{fingerprint}`

    Scope: project.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/images/{segment(fingerprint)}",
        operation_id="image_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def image_export_get(
    fingerprint: str, /, *, project: str | None = None, secret: str | None = None
) -> Request[bytes]:
    """Gets the export of an image.

    `GET /1.0/images/{fingerprint}/export`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/images/{segment(fingerprint)}/export",
        operation_id="image_export_get",
        kind="raw",
        decode=read_raw,
        query=given({"project": project, "secret": secret}),
        scope=frozenset(["project"]),
    )


def image_get(
    fingerprint: str,
    /,
    *,
    project: str | None = None,
    secret: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[models.Image]:
    """Gets an image.

    `GET /1.0/images/{fingerprint}`

    Scope: project.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/images/{segment(fingerprint)}",
        operation_id="image_get",
        kind="value",
        decode=_read_image,
        query=given(
            {"project": project, "secret": secret, "with-access-entitlements": with_access_entitlements}
        ),
        scope=frozenset(["project"]),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def image_patch(
    fingerprint: str,
    /,
    *,
    body: models.ImagePut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of an image.

    `PATCH /1.0/images/{fingerprint}`

    Scope: project.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/images/{segment(fingerprint)}",
        operation_id="image_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ImagePut",
        scope=frozenset(["project"]),
    )


def image_put(
    fingerprint: str,
    /,
    *,
    body: models.ImagePut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces an image.

    `PUT /1.0/images/{fingerprint}`

    Scope: project.
    """
    return Request(
        method="PUT",
        path=f"/1.0/images/{segment(fingerprint)}",
        operation_id="image_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ImagePut",
        scope=frozenset(["project"]),
    )


def images_alias_patch(
    name: str,
    /,
    *,
    body: models.ImageAliasesEntryPut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of an image alias.

    `PATCH /1.0/images/aliases/{name}`

    Scope: project.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/images/aliases/{segment(name)}",
        operation_id="images_alias_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ImageAliasesEntryPut",
        scope=frozenset(["project"]),
    )


def images_alias_post(
    name: str, /, *, body: models.ImageAliasesEntryPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Renames or moves an image alias.

    `POST /1.0/images/aliases/{name}`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/images/aliases/{segment(name)}",
        operation_id="images_alias_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="ImageAliasesEntryPost",
        scope=frozenset(["project"]),
    )


@overload
def images_aliases_get(
    *,
    recursion: Literal[0] = 0,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def images_aliases_get(
    *,
    recursion: Literal[1],
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.ImageAliasesEntry]]: ...
@overload
def images_aliases_get(
    *, recursion: int, project: str | None = None, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str] | list[models.ImageAliasesEntry]]: ...
def images_aliases_get(
    *, recursion: int = 0, project: str | None = None, with_access_entitlements: Sequence[str] | None = None
) -> Request[Any]:
    """Lists the image aliases.

    `GET /1.0/images/aliases`

    Scope: project.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/images/aliases",
        operation_id="images_aliases_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_image_aliases_entry),
        query=given(
            {
                "recursion": recursion or None,
                "project": project,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project"]),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def images_aliases_post(
    *, body: models.ImageAliasesPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Creates an image alias.

    `POST /1.0/images/aliases`

    Scope: project.
    """
    return Request(
        method="POST",
        path="/1.0/images/aliases",
        operation_id="images_aliases_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="ImageAliasesPost",
        scope=frozenset(["project"]),
    )


def images_aliases_put(
    name: str,
    /,
    *,
    body: models.ImageAliasesEntryPut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces an image alias.

    `PUT /1.0/images/aliases/{name}`

    Scope: project.
    """
    return Request(
        method="PUT",
        path=f"/1.0/images/aliases/{segment(name)}",
        operation_id="images_aliases_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ImageAliasesEntryPut",
        scope=frozenset(["project"]),
    )


def images_export_post(
    fingerprint: str, /, *, body: models.ImageExportPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Posts to the export of an image.

    `POST /1.0/images/{fingerprint}/export`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/images/{segment(fingerprint)}/export",
        operation_id="images_export_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="ImageExportPost",
        scope=frozenset(["project"]),
    )


@overload
def images_get(
    *,
    recursion: Literal[0] = 0,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def images_get(
    *,
    recursion: Literal[1],
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.Image]]: ...
@overload
def images_get(
    *,
    recursion: int,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str] | list[models.Image]]: ...
def images_get(
    *,
    recursion: int = 0,
    all_projects: bool | None = None,
    filter: str | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Lists the images.

    `GET /1.0/images`

    Scope: project.

    `all_projects` needs the API extension `images_all_projects`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/images",
        operation_id="images_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_image),
        query=given(
            {
                "recursion": recursion or None,
                "all-projects": all_projects,
                "filter": filter,
                "project": project,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project"]),
        parameter_extensions={
            "all-projects": "images_all_projects",
            "with-access-entitlements": "entities_with_entitlements",
        },
    )


def images_post(
    *,
    body: models.ImagesPost | Mapping[str, Any] | None = None,
    content: Content | None = None,
    project: str | None = None,
    filename: str | None = None,
    fingerprint: str | None = None,
    profiles: str | None = None,
    properties: str | None = None,
    public: bool | None = None,
    secret: str | None = None,
) -> Request[models.Operation | None]:
    """Creates an image.

    `POST /1.0/images`

    Scope: project.

    `profiles` needs the API extension `image_copy_profile`.
    """
    one_body(body, content)
    return Request(
        method="POST",
        path="/1.0/images",
        operation_id="images_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given(
            {
                "Content-Type": None if content is None else "application/octet-stream",
                "X-LXD-filename": filename,
                "X-LXD-fingerprint": fingerprint,
                "X-LXD-profiles": profiles,
                "X-LXD-properties": properties,
                "X-LXD-public": public,
                "X-LXD-secret": secret,
            }
        ),
        body=body,
        body_model="ImagesPost",
        content=content,
        scope=frozenset(["project"]),
        parameter_extensions={"X-LXD-profiles": "image_copy_profile"},
    )


def images_refresh_post(
    fingerprint: str, /, *, project: str | None = None
) -> Request[models.Operation | None]:
    """Posts to the refresh of an image.

    `POST /1.0/images/{fingerprint}/refresh`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/images/{segment(fingerprint)}/refresh",
        operation_id="images_refresh_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def images_secret_post(
    fingerprint: str, /, *, project: str | None = None
) -> Request[models.Operation | None]:
    """Posts to the secret of an image.

    `POST /1.0/images/{fingerprint}/secret`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/images/{segment(fingerprint)}/secret",
        operation_id="images_secret_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def _read_image(metadata: Any) -> models.Image:
    return models.Image.from_dict(metadata or {})


def _read_image_aliases_entry(metadata: Any) -> models.ImageAliasesEntry:
    return models.ImageAliasesEntry.from_dict(metadata or {})


def _read_list_of_image(metadata: Any) -> list[models.Image]:
    return [models.Image.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_image_aliases_entry(metadata: Any) -> list[models.ImageAliasesEntry]:
    return [models.ImageAliasesEntry.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
