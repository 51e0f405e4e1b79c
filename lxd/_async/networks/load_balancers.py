"""``client.networks.load_balancers``: addresses whose traffic is spread over several targets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import network_load_balancers as api
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.networks.listeners import AsyncListenerOperation
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body

if TYPE_CHECKING:
    from lxd._async.networks.load_balancer_pools import AsyncNetworkLoadBalancerPools


__all__ = ["AsyncNetworkLoadBalancers", "Changes"]

Changes: TypeAlias = models.NetworkLoadBalancerPut | models.NetworkLoadBalancer | Mapping[str, Any]
"""What a load balancer is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncNetworkLoadBalancers(AsyncArea):
    """Addresses whose traffic is spread over several targets."""

    @cached_property
    def pools(self) -> AsyncNetworkLoadBalancerPools:
        """Instances that load balancers spread traffic over."""
        from lxd._async.networks.load_balancer_pools import AsyncNetworkLoadBalancerPools

        return AsyncNetworkLoadBalancerPools(self._client)

    @overload
    async def list(
        self,
        network: str,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[AsyncLink[models.NetworkLoadBalancer]]: ...

    @overload
    async def list(
        self,
        network: str,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[models.NetworkLoadBalancer]: ...

    @overload
    async def list(
        self, network: str, recursion: int, *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[AsyncLink[models.NetworkLoadBalancer]] | list[models.NetworkLoadBalancer]: ...

    async def list(
        self,
        network: str,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
    ) -> list[AsyncLink[models.NetworkLoadBalancer]] | list[models.NetworkLoadBalancer]:
        """Lists load balancers of a network.

        Endpoint: ``GET /1.0/networks/{networkName}/load-balancers``; API extension ``network_load_balancer``.

        Args:
            network: the network.
            recursion: 0: links; 1: load balancers.
            filter: which load balancers: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them,
                so that all are fetched and then picked from.
            project: the network's project; default: the client's.

        Raises:
            FilterError: the filter is none.
            NotFound: there is no such network.
        """
        objects = api.network_load_balancers_get(network, recursion=1, project=project)
        if recursion == 0:
            return await self._links(
                api.network_load_balancers_get(network, recursion=0, project=project),
                lambda link: self.get(network, link.name, project=link.project),
                project=project,
                filter=filter,
                objects=objects,
                key=attrgetter("listen_address"),
            )
        return await self._objects(objects, filter)

    async def get(
        self, network: str, listen_address: str, *, project: str | None = None, target: str | None = None
    ) -> models.NetworkLoadBalancer:
        """Gets a load balancer.

        Endpoint: ``GET /1.0/networks/{networkName}/load-balancers/{listenAddress}``; API extension
        ``network_load_balancer``.

        Args:
            network: the network.
            listen_address: the address that it listens on.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(
            api.network_load_balancer_get(network, listen_address, project=project, target=target)
        )

    @starts
    async def create(
        self,
        network: str,
        load_balancer: models.NetworkLoadBalancersPost | Mapping[str, Any],
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncListenerOperation:
        """Creates a load balancer.

        Endpoint: ``POST /1.0/networks/{networkName}/load-balancers``; API extension ``network_load_balancer``.

        Only OVN networks have them. LXD chooses a free address for ``0.0.0.0`` and ``::``: the handle's
        `listen_address` tells which.

        Args:
            network: the network.
            load_balancer: what to create: `lxd_api.models.NetworkLoadBalancersPost`, or a mapping such as
                ``{"listen_address": "192.0.2.1", "backends": [...], "ports": [...]}``.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one at that address; old servers say so with another error.
            NotFound: there is no such network.
        """
        body = plain_body(load_balancer)
        request = api.network_load_balancers_post(network, body=body, project=project, target=target)
        return await AsyncListenerOperation.begin(self._client, request, body)

    @starts
    async def update_configuration(
        self,
        network: str,
        listen_address: str,
        load_balancer: Changes,
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Replaces all that can be changed of a load balancer: what is not given is unset.

        Endpoint: ``PUT /1.0/networks/{networkName}/load-balancers/{listenAddress}``; API extension
        ``network_load_balancer``.

        Args:
            network: the network.
            listen_address: the address that it listens on.
            load_balancer: a `NetworkLoadBalancer` as it was got, a `NetworkLoadBalancerPut`, or a mapping.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(
            api.network_load_balancer_put(
                network, listen_address, body=plain_body(load_balancer), project=project, target=target
            )
        )

    @starts
    async def update_configuration_subset(
        self,
        network: str,
        listen_address: str,
        load_balancer: Changes,
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Changes what is given of a load balancer and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/networks/{networkName}/load-balancers/{listenAddress}``; API extension
        ``network_load_balancer``. PATCH would unset the description.

        Args:
            network: the network.
            listen_address: the address that it listens on.
            load_balancer: a `NetworkLoadBalancerPut` or a mapping, such as ``{"description": "new"}``.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self.edit(network, listen_address, project=project, target=target).update(load_balancer)

    def edit(
        self,
        network: str,
        listen_address: str,
        *,
        timeout: float | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncEdit[models.NetworkLoadBalancer]:
        """Changes a load balancer in one go; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/networks/{networkName}/load-balancers/{listenAddress}``; API extension
        ``network_load_balancer``.
        LXD does not notice another's change of it meanwhile, and nor does this.

        Args:
            network: the network.
            listen_address: the address that it listens on.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.network_load_balancer_put(
                network, listen_address, body=body, project=project, target=target
            )

        return AsyncEdit(
            self._client,
            api.network_load_balancer_get(network, listen_address, project=project, target=target),
            put,
            timeout=timeout,
        )

    @starts
    async def delete(
        self, network: str, listen_address: str, *, project: str | None = None, target: str | None = None
    ) -> AsyncOperation:
        """Deletes a load balancer.

        Endpoint: ``DELETE /1.0/networks/{networkName}/load-balancers/{listenAddress}``; API extension
        ``network_load_balancer``.

        Args:
            network: the network.
            listen_address: the address that it listens on.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(
            api.network_load_balancer_delete(network, listen_address, project=project, target=target)
        )
