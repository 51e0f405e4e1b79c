# Written by scripts/unasync.py from lxd/_async/networks/load_balancer_pools.py. Change that, and run `make sync`.

"""``client.networks.load_balancers.pools``: instances that load balancers spread traffic over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from lxd_api import models
from lxd_api import network_load_balancer_pools as api
from lxd_api.types import Request

from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.operations import Operation

__all__ = ["Changes", "NetworkLoadBalancerPools"]

Changes: TypeAlias = models.NetworkLoadBalancerPoolPut | models.NetworkLoadBalancerPool | Mapping[str, Any]
"""What a load balancer pool is changed to: what was got and then changed, a model for it, or a mapping."""


class NetworkLoadBalancerPools(Area):
    """Instances that load balancers spread traffic over."""

    def list(
        self, network: str, *, filter: FilterLike | None = None, project: str | None = None
    ) -> list[models.NetworkLoadBalancerPool]:
        """Lists load balancer pools of a network.

        Endpoint: ``GET /1.0/networks/{networkName}/load-balancer-pools``; API extension
        ``network_load_balancer_pool``.

        Args:
            network: the network.
            filter: which load balancer pools: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter
                them, so that all are fetched and then picked from.
            project: the network's project; default: the client's.

        Raises:
            FilterError: the filter is none.
            NotFound: there is no such network.
        """
        return self._objects(api.network_load_balancer_pools_get(network, project=project), filter)

    def get(self, network: str, name: str, *, project: str | None = None) -> models.NetworkLoadBalancerPool:
        """Gets a load balancer pool.

        Endpoint: ``GET /1.0/networks/{networkName}/load-balancer-pools/{poolName}``; API extension
        ``network_load_balancer_pool``.

        Args:
            network: the network.
            name: its name.
            project: the network's project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(api.network_load_balancer_pool_get(network, name, project=project))

    @starts
    def create(
        self,
        network: str,
        pool: models.NetworkLoadBalancerPoolsPost | Mapping[str, Any],
        *,
        project: str | None = None,
    ) -> Operation:
        """Creates a load balancer pool.

        Endpoint: ``POST /1.0/networks/{networkName}/load-balancer-pools``; API extension
        ``network_load_balancer_pool``.

        Args:
            network: the network.
            pool: what to create: `lxd_api.models.NetworkLoadBalancerPoolsPost`, or a mapping such as ``{"name":
                "web", "instances": [...]}``.
            project: the network's project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return self._client.start(
            api.network_load_balancer_pools_post(network, body=plain_body(pool), project=project)
        )

    @starts
    def update_configuration(
        self, network: str, name: str, pool: Changes, *, project: str | None = None
    ) -> Operation:
        """Replaces all that can be changed of a load balancer pool: what is not given is unset.

        Endpoint: ``PUT /1.0/networks/{networkName}/load-balancer-pools/{poolName}``; API extension
        ``network_load_balancer_pool``.

        Args:
            network: the network.
            name: its name.
            pool: a `NetworkLoadBalancerPool` as it was got, a `NetworkLoadBalancerPoolPut`, or a mapping.
            project: the network's project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(
            api.network_load_balancer_pool_put(network, name, body=plain_body(pool), project=project)
        )

    def edit(
        self, network: str, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> Edit[models.NetworkLoadBalancerPool]:
        """Changes a load balancer pool in one go; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/networks/{networkName}/load-balancer-pools/{poolName}``; API extension
        ``network_load_balancer_pool``.
        LXD does not notice another's change of it meanwhile, and nor does this.

        Args:
            network: the network.
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: the network's project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.network_load_balancer_pool_put(network, name, body=body, project=project)

        return Edit(
            self._client,
            api.network_load_balancer_pool_get(network, name, project=project),
            put,
            timeout=timeout,
        )

    @starts
    def delete(self, network: str, name: str, *, project: str | None = None) -> Operation:
        """Deletes a load balancer pool.

        Endpoint: ``DELETE /1.0/networks/{networkName}/load-balancer-pools/{poolName}``; API extension
        ``network_load_balancer_pool``.

        Args:
            network: the network.
            name: its name.
            project: the network's project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return self._client.start(api.network_load_balancer_pool_delete(network, name, project=project))
