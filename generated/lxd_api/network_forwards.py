"""Requests of LXD's area `network_forwards`.

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
    "network_forward_delete",
    "network_forward_get",
    "network_forward_patch",
    "network_forward_put",
    "network_forwards_get",
    "network_forwards_post",
]


def network_forward_delete(
    network_name: str, listen_address: str, /, *, project: str | None = None, target: str | None = None
) -> Request[models.Operation | None]:
    """Deletes a forward of a network.

    `DELETE /1.0/networks/{networkName}/forwards/{listenAddress}`

    Scope: project, target.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/networks/{segment(network_name)}/forwards/{segment(listen_address)}",
        operation_id="network_forward_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def network_forward_get(
    network_name: str, listen_address: str, /, *, project: str | None = None, target: str | None = None
) -> Request[models.NetworkForward]:
    """Gets a forward of a network.

    `GET /1.0/networks/{networkName}/forwards/{listenAddress}`

    Scope: project, target.
    """
    return Request(
        method="GET",
        path=f"/1.0/networks/{segment(network_name)}/forwards/{segment(listen_address)}",
        operation_id="network_forward_get",
        kind="value",
        decode=_read_network_forward,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def network_forward_patch(
    network_name: str,
    listen_address: str,
    /,
    *,
    body: models.NetworkForwardPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a forward of a network.

    `PATCH /1.0/networks/{networkName}/forwards/{listenAddress}`

    Scope: project, target.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/networks/{segment(network_name)}/forwards/{segment(listen_address)}",
        operation_id="network_forward_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="NetworkForwardPut",
        scope=frozenset(["project", "target"]),
    )


def network_forward_put(
    network_name: str,
    listen_address: str,
    /,
    *,
    body: models.NetworkForwardPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a forward of a network.

    `PUT /1.0/networks/{networkName}/forwards/{listenAddress}`

    Scope: project, target.
    """
    return Request(
        method="PUT",
        path=f"/1.0/networks/{segment(network_name)}/forwards/{segment(listen_address)}",
        operation_id="network_forward_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="NetworkForwardPut",
        scope=frozenset(["project", "target"]),
    )


@overload
def network_forwards_get(
    network_name: str, /, *, recursion: Literal[0] = 0, project: str | None = None
) -> Request[list[str]]: ...
@overload
def network_forwards_get(
    network_name: str, /, *, recursion: Literal[1], project: str | None = None
) -> Request[list[models.NetworkForward]]: ...
@overload
def network_forwards_get(
    network_name: str, /, *, recursion: int, project: str | None = None
) -> Request[list[str] | list[models.NetworkForward]]: ...
def network_forwards_get(
    network_name: str, /, *, recursion: int = 0, project: str | None = None
) -> Request[Any]:
    """Lists the forwards of a network.

    `GET /1.0/networks/{networkName}/forwards`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/networks/{segment(network_name)}/forwards",
        operation_id="network_forwards_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_network_forward),
        query=given({"recursion": recursion or None, "project": project}),
        scope=frozenset(["project"]),
    )


def network_forwards_post(
    network_name: str,
    /,
    *,
    body: models.NetworkForwardsPost | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Creates a forward of a network.

    `POST /1.0/networks/{networkName}/forwards`

    Scope: project, target.
    """
    return Request(
        method="POST",
        path=f"/1.0/networks/{segment(network_name)}/forwards",
        operation_id="network_forwards_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="NetworkForwardsPost",
        scope=frozenset(["project", "target"]),
    )


def _read_list_of_network_forward(metadata: Any) -> list[models.NetworkForward]:
    return [models.NetworkForward.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_network_forward(metadata: Any) -> models.NetworkForward:
    return models.NetworkForward.from_dict(metadata or {})


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
