"""Requests of LXD's area `networks`.

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
    "network_delete",
    "network_get",
    "network_patch",
    "network_post",
    "network_put",
    "networks_get",
    "networks_leases_get",
    "networks_post",
    "networks_state_get",
]


def network_delete(network_name: str, /, *, project: str | None = None) -> Request[models.Operation | None]:
    """Deletes a network.

    `DELETE /1.0/networks/{networkName}`

    Scope: project.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/networks/{segment(network_name)}",
        operation_id="network_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def network_get(
    network_name: str,
    /,
    *,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[models.Network]:
    """Gets a network.

    `GET /1.0/networks/{networkName}`

    Scope: project, target.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/networks/{segment(network_name)}",
        operation_id="network_get",
        kind="value",
        decode=_read_network,
        query=given(
            {"project": project, "target": target, "with-access-entitlements": with_access_entitlements}
        ),
        scope=frozenset(["project", "target"]),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def network_patch(
    network_name: str,
    /,
    *,
    body: models.NetworkPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a network.

    `PATCH /1.0/networks/{networkName}`

    Scope: project, target.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/networks/{segment(network_name)}",
        operation_id="network_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="NetworkPut",
        scope=frozenset(["project", "target"]),
    )


def network_post(
    network_name: str, /, *, body: models.NetworkPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Renames or moves a network.

    `POST /1.0/networks/{networkName}`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/networks/{segment(network_name)}",
        operation_id="network_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="NetworkPost",
        scope=frozenset(["project"]),
    )


def network_put(
    network_name: str,
    /,
    *,
    body: models.NetworkPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a network.

    `PUT /1.0/networks/{networkName}`

    Scope: project, target.
    """
    return Request(
        method="PUT",
        path=f"/1.0/networks/{segment(network_name)}",
        operation_id="network_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="NetworkPut",
        scope=frozenset(["project", "target"]),
    )


@overload
def networks_get(
    *,
    recursion: Literal[0] = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def networks_get(
    *,
    recursion: Literal[1],
    all_projects: bool | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.Network]]: ...
@overload
def networks_get(
    *,
    recursion: int,
    all_projects: bool | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str] | list[models.Network]]: ...
def networks_get(
    *,
    recursion: int = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Lists the networks.

    `GET /1.0/networks`

    Scope: project, target.

    `all_projects` needs the API extension `networks_all_projects`.

    `target` needs the API extension `network_get_target`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/networks",
        operation_id="networks_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_network),
        query=given(
            {
                "recursion": recursion or None,
                "all-projects": all_projects,
                "project": project,
                "target": target,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project", "target"]),
        parameter_extensions={
            "all-projects": "networks_all_projects",
            "target": "network_get_target",
            "with-access-entitlements": "entities_with_entitlements",
        },
    )


def networks_leases_get(
    network_name: str, /, *, project: str | None = None, target: str | None = None
) -> Request[list[models.NetworkLease]]:
    """Lists the leases of a network.

    `GET /1.0/networks/{networkName}/leases`

    Scope: project, target.
    """
    return Request(
        method="GET",
        path=f"/1.0/networks/{segment(network_name)}/leases",
        operation_id="networks_leases_get",
        kind="value",
        decode=_read_list_of_network_lease,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def networks_post(
    *, body: models.NetworksPost | Mapping[str, Any], project: str | None = None, target: str | None = None
) -> Request[models.Operation | None]:
    """Creates a network.

    `POST /1.0/networks`

    Scope: project, target.
    """
    return Request(
        method="POST",
        path="/1.0/networks",
        operation_id="networks_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="NetworksPost",
        scope=frozenset(["project", "target"]),
    )


def networks_state_get(
    network_name: str, /, *, project: str | None = None, target: str | None = None
) -> Request[models.NetworkState]:
    """Gets the state of a network.

    `GET /1.0/networks/{networkName}/state`

    Scope: project, target.
    """
    return Request(
        method="GET",
        path=f"/1.0/networks/{segment(network_name)}/state",
        operation_id="networks_state_get",
        kind="value",
        decode=_read_network_state,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
    )


def _read_list_of_network(metadata: Any) -> list[models.Network]:
    return [models.Network.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_network_lease(metadata: Any) -> list[models.NetworkLease]:
    return [models.NetworkLease.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_network(metadata: Any) -> models.Network:
    return models.Network.from_dict(metadata or {})


def _read_network_state(metadata: Any) -> models.NetworkState:
    return models.NetworkState.from_dict(metadata or {})


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
