"""Requests of LXD's area `identity_provider_groups`.

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
    "identity_provider_group_delete",
    "identity_provider_group_get",
    "identity_provider_group_patch",
    "identity_provider_group_post",
    "identity_provider_group_put",
    "identity_provider_groups_get",
    "identity_provider_groups_post",
]


def identity_provider_group_delete(idp_group_name: str, /) -> Request[models.Operation | None]:
    """Deletes an identity provider group.

    `DELETE /1.0/auth/identity-provider-groups/{idpGroupName}`

    Needs the API extension `access_management`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/auth/identity-provider-groups/{segment(idp_group_name)}",
        operation_id="identity_provider_group_delete",
        kind="operation",
        decode=_read_operation_or_none,
        extension="access_management",
    )


def identity_provider_group_get(
    idp_group_name: str, /, *, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.IdentityProviderGroup]:
    """Gets an identity provider group.

    `GET /1.0/auth/identity-provider-groups/{idpGroupName}`

    Needs the API extension `access_management`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/auth/identity-provider-groups/{segment(idp_group_name)}",
        operation_id="identity_provider_group_get",
        kind="value",
        decode=_read_identity_provider_group,
        query=given({"with-access-entitlements": with_access_entitlements}),
        extension="access_management",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def identity_provider_group_patch(
    idp_group_name: str,
    /,
    *,
    body: models.IdentityProviderGroupPut | Mapping[str, Any],
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of an identity provider group.

    `PATCH /1.0/auth/identity-provider-groups/{idpGroupName}`

    Needs the API extension `access_management`.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/auth/identity-provider-groups/{segment(idp_group_name)}",
        operation_id="identity_provider_group_patch",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="IdentityProviderGroupPut",
        extension="access_management",
    )


def identity_provider_group_post(
    idp_group_name: str, /, *, body: models.IdentityProviderGroupPost | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Renames or moves an identity provider group.

    `POST /1.0/auth/identity-provider-groups/{idpGroupName}`

    Needs the API extension `access_management`.
    """
    return Request(
        method="POST",
        path=f"/1.0/auth/identity-provider-groups/{segment(idp_group_name)}",
        operation_id="identity_provider_group_post",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="IdentityProviderGroupPost",
        extension="access_management",
    )


def identity_provider_group_put(
    idp_group_name: str,
    /,
    *,
    body: models.IdentityProviderGroupPut | Mapping[str, Any],
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces an identity provider group.

    `PUT /1.0/auth/identity-provider-groups/{idpGroupName}`

    Needs the API extension `access_management`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/auth/identity-provider-groups/{segment(idp_group_name)}",
        operation_id="identity_provider_group_put",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="IdentityProviderGroupPut",
        extension="access_management",
    )


@overload
def identity_provider_groups_get(
    *, recursion: Literal[0] = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str]]: ...
@overload
def identity_provider_groups_get(
    *, recursion: Literal[1], with_access_entitlements: Sequence[str] | None = None
) -> Request[list[models.IdentityProviderGroup]]: ...
@overload
def identity_provider_groups_get(
    *, recursion: int, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str] | list[models.IdentityProviderGroup]]: ...
def identity_provider_groups_get(
    *, recursion: int = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[Any]:
    """Lists the identity provider groups.

    `GET /1.0/auth/identity-provider-groups`

    Needs the API extension `access_management`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/auth/identity-provider-groups",
        operation_id="identity_provider_groups_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_identity_provider_group),
        query=given({"recursion": recursion or None, "with-access-entitlements": with_access_entitlements}),
        extension="access_management",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def identity_provider_groups_post(
    *, body: models.IdentityProviderGroupsPost | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Creates an identity provider group.

    `POST /1.0/auth/identity-provider-groups`

    Needs the API extension `access_management`.
    """
    return Request(
        method="POST",
        path="/1.0/auth/identity-provider-groups",
        operation_id="identity_provider_groups_post",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="IdentityProviderGroupsPost",
        extension="access_management",
    )


def _read_identity_provider_group(metadata: Any) -> models.IdentityProviderGroup:
    return models.IdentityProviderGroup.from_dict(metadata or {})


def _read_list_of_identity_provider_group(metadata: Any) -> list[models.IdentityProviderGroup]:
    return [models.IdentityProviderGroup.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
