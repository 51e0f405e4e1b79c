"""Requests of LXD's area `identities`.

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
    "identities_get",
    "identities_get_bearer",
    "identities_get_oidc",
    "identities_get_tls",
    "identities_post_bearer",
    "identities_post_tls",
    "identity_delete_bearer",
    "identity_delete_bearer_token",
    "identity_delete_oidc",
    "identity_delete_tls",
    "identity_get_bearer",
    "identity_get_current",
    "identity_get_oidc",
    "identity_get_tls",
    "identity_patch_bearer",
    "identity_patch_oidc",
    "identity_patch_tls",
    "identity_post_bearer_token",
    "identity_put_bearer",
    "identity_put_oidc",
    "identity_put_tls",
]


@overload
def identities_get(
    *, recursion: Literal[0] = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str]]: ...
@overload
def identities_get(
    *, recursion: Literal[1], with_access_entitlements: Sequence[str] | None = None
) -> Request[list[models.Identity]]: ...
@overload
def identities_get(
    *, recursion: int, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str] | list[models.Identity]]: ...
def identities_get(
    *, recursion: int = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[Any]:
    """Lists the identities.

    `GET /1.0/auth/identities`

    Needs the API extension `access_management`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/auth/identities",
        operation_id="identities_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_identity),
        query=given({"recursion": recursion or None, "with-access-entitlements": with_access_entitlements}),
        extension="access_management",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


@overload
def identities_get_bearer(
    *, recursion: Literal[0] = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str]]: ...
@overload
def identities_get_bearer(
    *, recursion: Literal[1], with_access_entitlements: Sequence[str] | None = None
) -> Request[list[models.Identity]]: ...
@overload
def identities_get_bearer(
    *, recursion: int, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str] | list[models.Identity]]: ...
def identities_get_bearer(
    *, recursion: int = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[Any]:
    """Lists the bearer identities.

    `GET /1.0/auth/identities/bearer`

    Needs the API extension `auth_bearer_devlxd`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/auth/identities/bearer",
        operation_id="identities_get_bearer",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_identity),
        query=given({"recursion": recursion or None, "with-access-entitlements": with_access_entitlements}),
        extension="auth_bearer_devlxd",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


@overload
def identities_get_oidc(
    *, recursion: Literal[0] = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str]]: ...
@overload
def identities_get_oidc(
    *, recursion: Literal[1], with_access_entitlements: Sequence[str] | None = None
) -> Request[list[models.Identity]]: ...
@overload
def identities_get_oidc(
    *, recursion: int, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str] | list[models.Identity]]: ...
def identities_get_oidc(
    *, recursion: int = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[Any]:
    """Lists the OIDC identities.

    `GET /1.0/auth/identities/oidc`

    Needs the API extension `access_management`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/auth/identities/oidc",
        operation_id="identities_get_oidc",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_identity),
        query=given({"recursion": recursion or None, "with-access-entitlements": with_access_entitlements}),
        extension="access_management",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


@overload
def identities_get_tls(
    *, recursion: Literal[0] = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str]]: ...
@overload
def identities_get_tls(
    *, recursion: Literal[1], with_access_entitlements: Sequence[str] | None = None
) -> Request[list[models.Identity]]: ...
@overload
def identities_get_tls(
    *, recursion: int, with_access_entitlements: Sequence[str] | None = None
) -> Request[list[str] | list[models.Identity]]: ...
def identities_get_tls(
    *, recursion: int = 0, with_access_entitlements: Sequence[str] | None = None
) -> Request[Any]:
    """Lists the TLS identities.

    `GET /1.0/auth/identities/tls`

    Needs the API extension `access_management`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/auth/identities/tls",
        operation_id="identities_get_tls",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_identity),
        query=given({"recursion": recursion or None, "with-access-entitlements": with_access_entitlements}),
        extension="access_management",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def identities_post_bearer(
    *, body: models.IdentitiesBearerPost | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Creates a bearer identity.

    `POST /1.0/auth/identities/bearer`

    Needs the API extension `auth_bearer_devlxd`.
    """
    return Request(
        method="POST",
        path="/1.0/auth/identities/bearer",
        operation_id="identities_post_bearer",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="IdentitiesBearerPost",
        extension="auth_bearer_devlxd",
    )


def identities_post_tls(
    *, body: models.IdentitiesTLSPost | Mapping[str, Any]
) -> Request[models.CertificateAddToken | None]:
    """Creates a TLS identity.

    `POST /1.0/auth/identities/tls`

    Needs the API extension `access_management_tls`.
    """
    return Request(
        method="POST",
        path="/1.0/auth/identities/tls",
        operation_id="identities_post_tls",
        kind="value",
        decode=_read_certificate_add_token_or_none,
        body=body,
        body_model="IdentitiesTLSPost",
        extension="access_management_tls",
    )


def identity_delete_bearer(name_or_identifier: str, /) -> Request[models.Operation | None]:
    """Deletes a bearer identity.

    `DELETE /1.0/auth/identities/bearer/{nameOrIdentifier}`

    Needs the API extension `auth_bearer_devlxd`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/auth/identities/bearer/{segment(name_or_identifier)}",
        operation_id="identity_delete_bearer",
        kind="operation",
        decode=_read_operation_or_none,
        extension="auth_bearer_devlxd",
    )


def identity_delete_bearer_token(name_or_identifier: str, /) -> Request[models.Operation | None]:
    """Deletes the token of a bearer identity.

    `DELETE /1.0/auth/identities/bearer/{nameOrIdentifier}/token`

    Needs the API extension `auth_bearer_devlxd`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/auth/identities/bearer/{segment(name_or_identifier)}/token",
        operation_id="identity_delete_bearer_token",
        kind="operation",
        decode=_read_operation_or_none,
        extension="auth_bearer_devlxd",
    )


def identity_delete_oidc(name_or_identifier: str, /) -> Request[models.Operation | None]:
    """Deletes an OIDC identity.

    `DELETE /1.0/auth/identities/oidc/{nameOrIdentifier}`

    Needs the API extension `access_management_tls`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/auth/identities/oidc/{segment(name_or_identifier)}",
        operation_id="identity_delete_oidc",
        kind="operation",
        decode=_read_operation_or_none,
        extension="access_management_tls",
    )


def identity_delete_tls(name_or_identifier: str, /) -> Request[models.Operation | None]:
    """Deletes a TLS identity.

    `DELETE /1.0/auth/identities/tls/{nameOrIdentifier}`

    Needs the API extension `access_management_tls`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/auth/identities/tls/{segment(name_or_identifier)}",
        operation_id="identity_delete_tls",
        kind="operation",
        decode=_read_operation_or_none,
        extension="access_management_tls",
    )


def identity_get_bearer(
    name_or_identifier: str, /, *, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.Identity]:
    """Gets a bearer identity.

    `GET /1.0/auth/identities/bearer/{nameOrIdentifier}`

    Needs the API extension `auth_bearer_devlxd`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/auth/identities/bearer/{segment(name_or_identifier)}",
        operation_id="identity_get_bearer",
        kind="value",
        decode=_read_identity,
        query=given({"with-access-entitlements": with_access_entitlements}),
        extension="auth_bearer_devlxd",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def identity_get_current() -> Request[models.IdentityInfo]:
    """Gets the current identity.

    `GET /1.0/auth/identities/current`

    Needs the API extension `access_management`.
    """
    return Request(
        method="GET",
        path="/1.0/auth/identities/current",
        operation_id="identity_get_current",
        kind="value",
        decode=_read_identity_info,
        extension="access_management",
    )


def identity_get_oidc(
    name_or_identifier: str, /, *, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.Identity]:
    """Gets an OIDC identity.

    `GET /1.0/auth/identities/oidc/{nameOrIdentifier}`

    Needs the API extension `access_management`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/auth/identities/oidc/{segment(name_or_identifier)}",
        operation_id="identity_get_oidc",
        kind="value",
        decode=_read_identity,
        query=given({"with-access-entitlements": with_access_entitlements}),
        extension="access_management",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def identity_get_tls(
    name_or_identifier: str, /, *, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.Identity]:
    """Gets a TLS identity.

    `GET /1.0/auth/identities/tls/{nameOrIdentifier}`

    Needs the API extension `access_management`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/auth/identities/tls/{segment(name_or_identifier)}",
        operation_id="identity_get_tls",
        kind="value",
        decode=_read_identity,
        query=given({"with-access-entitlements": with_access_entitlements}),
        extension="access_management",
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def identity_patch_bearer(
    name_or_identifier: str, /, *, body: models.IdentityPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Changes parts of a bearer identity.

    `PATCH /1.0/auth/identities/bearer/{nameOrIdentifier}`

    Needs the API extension `auth_bearer_devlxd`.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/auth/identities/bearer/{segment(name_or_identifier)}",
        operation_id="identity_patch_bearer",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="IdentityPut",
        extension="auth_bearer_devlxd",
    )


def identity_patch_oidc(
    name_or_identifier: str, /, *, body: models.IdentityPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Changes parts of an OIDC identity.

    `PATCH /1.0/auth/identities/oidc/{nameOrIdentifier}`

    Needs the API extension `access_management`.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/auth/identities/oidc/{segment(name_or_identifier)}",
        operation_id="identity_patch_oidc",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="IdentityPut",
        extension="access_management",
    )


def identity_patch_tls(
    name_or_identifier: str, /, *, body: models.IdentityPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Changes parts of a TLS identity.

    `PATCH /1.0/auth/identities/tls/{nameOrIdentifier}`

    Needs the API extension `access_management`.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/auth/identities/tls/{segment(name_or_identifier)}",
        operation_id="identity_patch_tls",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="IdentityPut",
        extension="access_management",
    )


def identity_post_bearer_token(
    name_or_identifier: str, /, *, body: models.IdentityBearerTokenPost | Mapping[str, Any]
) -> Request[models.IdentityBearerToken]:
    """Posts to the token of a bearer identity.

    `POST /1.0/auth/identities/bearer/{nameOrIdentifier}/token`

    Needs the API extension `auth_bearer_devlxd`.
    """
    return Request(
        method="POST",
        path=f"/1.0/auth/identities/bearer/{segment(name_or_identifier)}/token",
        operation_id="identity_post_bearer_token",
        kind="value",
        decode=_read_identity_bearer_token,
        body=body,
        body_model="IdentityBearerTokenPost",
        extension="auth_bearer_devlxd",
    )


def identity_put_bearer(
    name_or_identifier: str, /, *, body: models.IdentityPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Replaces a bearer identity.

    `PUT /1.0/auth/identities/bearer/{nameOrIdentifier}`

    Needs the API extension `auth_bearer_devlxd`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/auth/identities/bearer/{segment(name_or_identifier)}",
        operation_id="identity_put_bearer",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="IdentityPut",
        extension="auth_bearer_devlxd",
    )


def identity_put_oidc(
    name_or_identifier: str, /, *, body: models.IdentityPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Replaces an OIDC identity.

    `PUT /1.0/auth/identities/oidc/{nameOrIdentifier}`

    Needs the API extension `access_management`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/auth/identities/oidc/{segment(name_or_identifier)}",
        operation_id="identity_put_oidc",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="IdentityPut",
        extension="access_management",
    )


def identity_put_tls(
    name_or_identifier: str, /, *, body: models.IdentityPut | Mapping[str, Any], if_match: str | None = None
) -> Request[models.Operation | None]:
    """Replaces a TLS identity.

    `PUT /1.0/auth/identities/tls/{nameOrIdentifier}`

    Needs the API extension `access_management`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/auth/identities/tls/{segment(name_or_identifier)}",
        operation_id="identity_put_tls",
        kind="operation",
        decode=_read_operation_or_none,
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="IdentityPut",
        extension="access_management",
    )


def _read_certificate_add_token_or_none(metadata: Any) -> models.CertificateAddToken | None:
    return models.CertificateAddToken.from_dict(metadata) if metadata else None


def _read_identity(metadata: Any) -> models.Identity:
    return models.Identity.from_dict(metadata or {})


def _read_identity_bearer_token(metadata: Any) -> models.IdentityBearerToken:
    return models.IdentityBearerToken.from_dict(metadata or {})


def _read_identity_info(metadata: Any) -> models.IdentityInfo:
    return models.IdentityInfo.from_dict(metadata or {})


def _read_list_of_identity(metadata: Any) -> list[models.Identity]:
    return [models.Identity.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
