"""Requests of LXD's area `operations`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from typing import Any, Literal, NoReturn, overload

from . import models
from .types import (
    Request,
    by_recursion,
    given,
    read_stream,
    segment,
)

__all__ = [
    "operation_delete",
    "operation_get",
    "operation_wait_get",
    "operation_websocket_get",
    "operations_get",
]


def operation_delete(id: str, /) -> Request[models.Operation | None]:
    """Cancels an operation.

    `DELETE /1.0/operations/{id}`
    """
    return Request(
        method="DELETE",
        path=f"/1.0/operations/{segment(id)}",
        operation_id="operation_delete",
        kind="operation",
        decode=_read_operation_or_none,
    )


@overload
def operation_get(id: str, /, *, recursion: Literal[0] = 0) -> Request[models.Operation]: ...
@overload
def operation_get(id: str, /, *, recursion: Literal[1]) -> Request[models.OperationFull]: ...
@overload
def operation_get(id: str, /, *, recursion: int) -> Request[models.Operation | models.OperationFull]: ...
def operation_get(id: str, /, *, recursion: int = 0) -> Request[Any]:
    """Gets an operation.

    `GET /1.0/operations/{id}`

    `recursion` needs the API extension `bulk_operations`.
    """
    return Request(
        method="GET",
        path=f"/1.0/operations/{segment(id)}",
        operation_id="operation_get",
        kind="value",
        decode=by_recursion(recursion, _read_operation, _read_operation_full),
        query=given({"recursion": recursion or None}),
        parameter_extensions={"recursion": "bulk_operations"},
    )


def operation_wait_get(
    id: str, /, *, secret: str | None = None, timeout: int | None = None
) -> Request[models.Operation]:
    """Waits for an operation.

    `GET /1.0/operations/{id}/wait`
    """
    return Request(
        method="GET",
        path=f"/1.0/operations/{segment(id)}/wait",
        operation_id="operation_wait_get",
        kind="value",
        decode=_read_operation,
        query=given({"secret": secret, "timeout": timeout}),
    )


def operation_websocket_get(id: str, /, *, secret: str | None = None) -> Request[NoReturn]:
    """Opens the websocket of an operation.

    `GET /1.0/operations/{id}/websocket`
    """
    return Request(
        method="GET",
        path=f"/1.0/operations/{segment(id)}/websocket",
        operation_id="operation_websocket_get",
        kind="websocket",
        decode=read_stream,
        query=given({"secret": secret}),
    )


@overload
def operations_get(
    *, recursion: Literal[0] = 0, all_projects: bool | None = None, project: str | None = None
) -> Request[dict[str, list[str]]]: ...
@overload
def operations_get(
    *, recursion: Literal[1], all_projects: bool | None = None, project: str | None = None
) -> Request[dict[str, list[models.Operation]]]: ...
@overload
def operations_get(
    *, recursion: Literal[2], all_projects: bool | None = None, project: str | None = None
) -> Request[dict[str, list[models.OperationFull]]]: ...
@overload
def operations_get(
    *, recursion: int, all_projects: bool | None = None, project: str | None = None
) -> Request[
    dict[str, list[str]] | dict[str, list[models.Operation]] | dict[str, list[models.OperationFull]]
]: ...
def operations_get(
    *, recursion: int = 0, all_projects: bool | None = None, project: str | None = None
) -> Request[Any]:
    """Lists the operations.

    `GET /1.0/operations`

    Scope: project.

    `all_projects` needs the API extension `operations_get_query_all_projects`.

    `recursion=2` needs the API extension `bulk_operations`.
    """
    return Request(
        method="GET",
        path="/1.0/operations",
        operation_id="operations_get",
        kind="value",
        decode=by_recursion(
            recursion,
            _read_map_of_list_of_str,
            _read_map_of_list_of_operation,
            _read_map_of_list_of_operation_full,
        ),
        query=given({"recursion": recursion or None, "all-projects": all_projects, "project": project}),
        scope=frozenset(["project"]),
        parameter_extensions={
            "all-projects": "operations_get_query_all_projects",
            "recursion=2": "bulk_operations",
        },
    )


def _read_map_of_list_of_operation(metadata: Any) -> dict[str, list[models.Operation]]:
    return {
        key: [models.Operation.from_dict(item or {}) for item in items or ()]
        for key, items in (metadata or {}).items()
    }


def _read_map_of_list_of_operation_full(metadata: Any) -> dict[str, list[models.OperationFull]]:
    return {
        key: [models.OperationFull.from_dict(item or {}) for item in items or ()]
        for key, items in (metadata or {}).items()
    }


def _read_map_of_list_of_str(metadata: Any) -> dict[str, list[str]]:
    return dict(metadata or {})


def _read_operation(metadata: Any) -> models.Operation:
    return models.Operation.from_dict(metadata or {})


def _read_operation_full(metadata: Any) -> models.OperationFull:
    return models.OperationFull.from_dict(metadata or {})


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
