"""Requests of LXD's area `warnings`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, overload

from . import models
from .types import (
    Request,
    by_recursion,
    given,
    segment,
)

__all__ = [
    "warning_delete",
    "warning_get",
    "warning_patch",
    "warning_put",
    "warnings_get",
]


def warning_delete(uuid: str, /) -> Request[models.Operation | None]:
    """Deletes a warning.

    `DELETE /1.0/warnings/{uuid}`
    """
    return Request(
        method="DELETE",
        path=f"/1.0/warnings/{segment(uuid)}",
        operation_id="warning_delete",
        kind="operation",
        decode=_read_operation_or_none,
    )


def warning_get(uuid: str, /) -> Request[models.Warning]:
    """Gets a warning.

    `GET /1.0/warnings/{uuid}`
    """
    return Request(
        method="GET",
        path=f"/1.0/warnings/{segment(uuid)}",
        operation_id="warning_get",
        kind="value",
        decode=_read_warning,
    )


def warning_patch(
    uuid: str, /, *, body: models.WarningPut | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Changes parts of a warning.

    `PATCH /1.0/warnings/{uuid}`
    """
    return Request(
        method="PATCH",
        path=f"/1.0/warnings/{segment(uuid)}",
        operation_id="warning_patch",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="WarningPut",
    )


def warning_put(
    uuid: str, /, *, body: models.WarningPut | Mapping[str, Any]
) -> Request[models.Operation | None]:
    """Replaces a warning.

    `PUT /1.0/warnings/{uuid}`
    """
    return Request(
        method="PUT",
        path=f"/1.0/warnings/{segment(uuid)}",
        operation_id="warning_put",
        kind="operation",
        decode=_read_operation_or_none,
        body=body,
        body_model="WarningPut",
    )


@overload
def warnings_get(
    *, recursion: Literal[0] = 0, filter: str | None = None, project: str | None = None
) -> Request[list[str]]: ...
@overload
def warnings_get(
    *, recursion: Literal[1], filter: str | None = None, project: str | None = None
) -> Request[list[models.Warning]]: ...
@overload
def warnings_get(
    *, recursion: int, filter: str | None = None, project: str | None = None
) -> Request[list[str] | list[models.Warning]]: ...
def warnings_get(
    *, recursion: int = 0, filter: str | None = None, project: str | None = None
) -> Request[Any]:
    """Lists the warnings.

    `GET /1.0/warnings`

    Scope: project.
    """
    return Request(
        method="GET",
        path="/1.0/warnings",
        operation_id="warnings_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_warning),
        query=given({"recursion": recursion or None, "filter": filter, "project": project}),
        scope=frozenset(["project"]),
    )


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_list_of_warning(metadata: Any) -> list[models.Warning]:
    return [models.Warning.from_dict(item or {}) for item in metadata or ()]


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None


def _read_warning(metadata: Any) -> models.Warning:
    return models.Warning.from_dict(metadata or {})
