"""Requests of LXD's area `oidc_sessions`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from typing import Any, Literal, overload

from . import models
from .types import (
    Request,
    by_recursion,
    given,
    segment,
)

__all__ = [
    "oidc_session_delete",
    "oidc_session_get",
    "oidc_sessions_get",
]


def oidc_session_delete(id: str, /) -> Request[models.Operation | None]:
    """Deletes an OIDC session.

    `DELETE /1.0/auth/oidc-sessions/{id}`

    Needs the API extension `auth_oidc_sessions`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/auth/oidc-sessions/{segment(id)}",
        operation_id="oidc_session_delete",
        kind="operation",
        decode=_read_operation_or_none,
        extension="auth_oidc_sessions",
    )


def oidc_session_get(id: str, /) -> Request[models.OIDCSession]:
    """Gets an OIDC session.

    `GET /1.0/auth/oidc-sessions/{id}`

    Needs the API extension `auth_oidc_sessions`.
    """
    return Request(
        method="GET",
        path=f"/1.0/auth/oidc-sessions/{segment(id)}",
        operation_id="oidc_session_get",
        kind="value",
        decode=_read_oidc_session,
        extension="auth_oidc_sessions",
    )


@overload
def oidc_sessions_get(*, recursion: Literal[0] = 0, email: str | None = None) -> Request[list[str]]: ...
@overload
def oidc_sessions_get(
    *, recursion: Literal[1], email: str | None = None
) -> Request[list[models.OIDCSession]]: ...
@overload
def oidc_sessions_get(
    *, recursion: int, email: str | None = None
) -> Request[list[str] | list[models.OIDCSession]]: ...
def oidc_sessions_get(*, recursion: int = 0, email: str | None = None) -> Request[Any]:
    """Lists the OIDC sessions.

    `GET /1.0/auth/oidc-sessions`

    Needs the API extension `auth_oidc_sessions`.
    """
    return Request(
        method="GET",
        path="/1.0/auth/oidc-sessions",
        operation_id="oidc_sessions_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_oidc_session),
        query=given({"recursion": recursion or None, "email": email}),
        extension="auth_oidc_sessions",
    )


def _read_list_of_oidc_session(metadata: Any) -> list[models.OIDCSession]:
    return [models.OIDCSession.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_oidc_session(metadata: Any) -> models.OIDCSession:
    return models.OIDCSession.from_dict(metadata or {})


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
