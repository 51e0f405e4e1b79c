"""Requests of LXD's area `network_load_balancer_pools`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import models
from .types import (
    Request,
    given,
    segment,
)

__all__ = [
    "network_load_balancer_pool_delete",
    "network_load_balancer_pool_get",
    "network_load_balancer_pool_put",
    "network_load_balancer_pools_get",
    "network_load_balancer_pools_post",
]


def network_load_balancer_pool_delete(
    network_name: str, pool_name: str, /, *, project: str | None = None
) -> Request[models.Operation | None]:
    """Deletes a load balancer pool of a network.

    `DELETE /1.0/networks/{networkName}/load-balancer-pools/{poolName}`

    Scope: project.

    Needs the API extension `network_load_balancer_pool`.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/networks/{segment(network_name)}/load-balancer-pools/{segment(pool_name)}",
        operation_id="network_load_balancer_pool_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
        extension="network_load_balancer_pool",
    )


def network_load_balancer_pool_get(
    network_name: str, pool_name: str, /, *, project: str | None = None
) -> Request[models.NetworkLoadBalancerPool]:
    """Gets a load balancer pool of a network.

    `GET /1.0/networks/{networkName}/load-balancer-pools/{poolName}`

    Scope: project.

    Needs the API extension `network_load_balancer_pool`.
    """
    return Request(
        method="GET",
        path=f"/1.0/networks/{segment(network_name)}/load-balancer-pools/{segment(pool_name)}",
        operation_id="network_load_balancer_pool_get",
        kind="value",
        decode=_read_network_load_balancer_pool,
        query=given({"project": project}),
        scope=frozenset(["project"]),
        extension="network_load_balancer_pool",
    )


def network_load_balancer_pool_put(
    network_name: str,
    pool_name: str,
    /,
    *,
    body: models.NetworkLoadBalancerPoolPut | Mapping[str, Any],
    project: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a load balancer pool of a network.

    `PUT /1.0/networks/{networkName}/load-balancer-pools/{poolName}`

    Scope: project.

    Needs the API extension `network_load_balancer_pool`.
    """
    return Request(
        method="PUT",
        path=f"/1.0/networks/{segment(network_name)}/load-balancer-pools/{segment(pool_name)}",
        operation_id="network_load_balancer_pool_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="NetworkLoadBalancerPoolPut",
        scope=frozenset(["project"]),
        extension="network_load_balancer_pool",
    )


def network_load_balancer_pools_get(
    network_name: str, /, *, project: str | None = None
) -> Request[list[models.NetworkLoadBalancerPool]]:
    """Lists the load balancer pools of a network.

    `GET /1.0/networks/{networkName}/load-balancer-pools`

    Scope: project.

    Needs the API extension `network_load_balancer_pool`.
    """
    return Request(
        method="GET",
        path=f"/1.0/networks/{segment(network_name)}/load-balancer-pools",
        operation_id="network_load_balancer_pools_get",
        kind="value",
        decode=_read_list_of_network_load_balancer_pool,
        query=given({"project": project}),
        scope=frozenset(["project"]),
        extension="network_load_balancer_pool",
    )


def network_load_balancer_pools_post(
    network_name: str,
    /,
    *,
    body: models.NetworkLoadBalancerPoolsPost | Mapping[str, Any],
    project: str | None = None,
) -> Request[models.Operation | None]:
    """Creates a load balancer pool of a network.

    `POST /1.0/networks/{networkName}/load-balancer-pools`

    Scope: project.

    Needs the API extension `network_load_balancer_pool`.
    """
    return Request(
        method="POST",
        path=f"/1.0/networks/{segment(network_name)}/load-balancer-pools",
        operation_id="network_load_balancer_pools_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="NetworkLoadBalancerPoolsPost",
        scope=frozenset(["project"]),
        extension="network_load_balancer_pool",
    )


def _read_list_of_network_load_balancer_pool(metadata: Any) -> list[models.NetworkLoadBalancerPool]:
    return [models.NetworkLoadBalancerPool.from_dict(item or {}) for item in metadata or ()]


def _read_network_load_balancer_pool(metadata: Any) -> models.NetworkLoadBalancerPool:
    return models.NetworkLoadBalancerPool.from_dict(metadata or {})


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
