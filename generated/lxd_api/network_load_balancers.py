"""Requests of LXD's area `network_load_balancers`.

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
    "network_load_balancer_delete",
    "network_load_balancer_get",
    "network_load_balancer_patch",
    "network_load_balancer_put",
    "network_load_balancers_get",
    "network_load_balancers_post",
]


def network_load_balancer_delete(
    network_name: str, listen_address: str, /, *, project: str | None = None, target: str | None = None
) -> Request[models.Operation | None]:
    """Deletes a load balancer of a network.

    `DELETE /1.0/networks/{networkName}/load-balancers/{listenAddress}`

    Scope: project, target.

    Needs the API extension `network_load_balancer`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/networks/{segment(network_name)}/load-balancers/{segment(listen_address)}",
        operation_id="network_load_balancer_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
        extension="network_load_balancer",
    )


def network_load_balancer_get(
    network_name: str, listen_address: str, /, *, project: str | None = None, target: str | None = None
) -> Request[models.NetworkLoadBalancer]:
    """Gets a load balancer of a network.

    `GET /1.0/networks/{networkName}/load-balancers/{listenAddress}`

    Scope: project, target.

    Needs the API extension `network_load_balancer`.
    """
    return Request(
        method="GET",
        path=f"/1.0/networks/{segment(network_name)}/load-balancers/{segment(listen_address)}",
        operation_id="network_load_balancer_get",
        kind="value",
        decode=_read_network_load_balancer,
        query=given({"project": project, "target": target}),
        scope=frozenset(["project", "target"]),
        extension="network_load_balancer",
    )


def network_load_balancer_patch(
    network_name: str,
    listen_address: str,
    /,
    *,
    body: models.NetworkLoadBalancerPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a load balancer of a network.

    `PATCH /1.0/networks/{networkName}/load-balancers/{listenAddress}`

    Scope: project, target.

    Needs the API extension `network_load_balancer`.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/networks/{segment(network_name)}/load-balancers/{segment(listen_address)}",
        operation_id="network_load_balancer_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="NetworkLoadBalancerPut",
        scope=frozenset(["project", "target"]),
        extension="network_load_balancer",
    )


def network_load_balancer_put(
    network_name: str,
    listen_address: str,
    /,
    *,
    body: models.NetworkLoadBalancerPut | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a load balancer of a network.

    `PUT /1.0/networks/{networkName}/load-balancers/{listenAddress}`

    Scope: project, target.

    Needs the API extension `network_load_balancer`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/networks/{segment(network_name)}/load-balancers/{segment(listen_address)}",
        operation_id="network_load_balancer_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="NetworkLoadBalancerPut",
        scope=frozenset(["project", "target"]),
        extension="network_load_balancer",
    )


@overload
def network_load_balancers_get(
    network_name: str, /, *, recursion: Literal[0] = 0, project: str | None = None
) -> Request[list[str]]: ...
@overload
def network_load_balancers_get(
    network_name: str, /, *, recursion: Literal[1], project: str | None = None
) -> Request[list[models.NetworkLoadBalancer]]: ...
@overload
def network_load_balancers_get(
    network_name: str, /, *, recursion: int, project: str | None = None
) -> Request[list[str] | list[models.NetworkLoadBalancer]]: ...
def network_load_balancers_get(
    network_name: str, /, *, recursion: int = 0, project: str | None = None
) -> Request[Any]:
    """Lists the load balancers of a network.

    `GET /1.0/networks/{networkName}/load-balancers`

    Scope: project.

    Needs the API extension `network_load_balancer`.
    """
    return Request(
        method="GET",
        path=f"/1.0/networks/{segment(network_name)}/load-balancers",
        operation_id="network_load_balancers_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_network_load_balancer),
        query=given({"recursion": recursion or None, "project": project}),
        scope=frozenset(["project"]),
        extension="network_load_balancer",
    )


def network_load_balancers_post(
    network_name: str,
    /,
    *,
    body: models.NetworkLoadBalancersPost | Mapping[str, Any],
    project: str | None = None,
    target: str | None = None,
) -> Request[models.Operation | None]:
    """Creates a load balancer of a network.

    `POST /1.0/networks/{networkName}/load-balancers`

    Scope: project, target.

    Needs the API extension `network_load_balancer`.
    """
    return Request(
        method="POST",
        path=f"/1.0/networks/{segment(network_name)}/load-balancers",
        operation_id="network_load_balancers_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project, "target": target}),
        body=body,
        body_model="NetworkLoadBalancersPost",
        scope=frozenset(["project", "target"]),
        extension="network_load_balancer",
    )


def _read_list_of_network_load_balancer(metadata: Any) -> list[models.NetworkLoadBalancer]:
    return [models.NetworkLoadBalancer.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_network_load_balancer(metadata: Any) -> models.NetworkLoadBalancer:
    return models.NetworkLoadBalancer.from_dict(metadata or {})


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
