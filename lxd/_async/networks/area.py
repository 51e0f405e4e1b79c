"""``client.networks``: networks, and what belongs to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import networks as api
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body

if TYPE_CHECKING:
    from lxd._async.networks.forwards import AsyncNetworkForwards
    from lxd._async.networks.load_balancers import AsyncNetworkLoadBalancers
    from lxd._async.networks.peers import AsyncNetworkPeers


__all__ = ["AsyncNetworks", "Changes"]

Changes: TypeAlias = models.NetworkPut | models.Network | Mapping[str, Any]
"""What a network is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncNetworks(AsyncArea):
    """Networks, their forwards, load balancers and peers."""

    @cached_property
    def forwards(self) -> AsyncNetworkForwards:
        """Addresses that are forwarded into networks."""
        from lxd._async.networks.forwards import AsyncNetworkForwards

        return AsyncNetworkForwards(self._client)

    @cached_property
    def load_balancers(self) -> AsyncNetworkLoadBalancers:
        """Addresses whose traffic is spread over several targets."""
        from lxd._async.networks.load_balancers import AsyncNetworkLoadBalancers

        return AsyncNetworkLoadBalancers(self._client)

    @cached_property
    def peers(self) -> AsyncNetworkPeers:
        """Connections between OVN networks."""
        from lxd._async.networks.peers import AsyncNetworkPeers

        return AsyncNetworkPeers(self._client)

    @overload
    async def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        target: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.Network]]: ...

    @overload
    async def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        target: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.Network]: ...

    @overload
    async def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        target: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.Network]] | list[models.Network]: ...

    async def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
        target: str | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[AsyncLink[models.Network]] | list[models.Network]:
        """Lists networks.

        Endpoint: ``GET /1.0/networks``; `all_projects` needs the API extension ``networks_all_projects``, `target`
        ``network_get_target``, `entitlements` ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: networks.
            filter: which networks: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that
                all are fetched and then picked from.
            project: the project; default: the client's.
            all_projects: of all projects instead.
            target: the cluster member; default: the client's.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.networks_get(
            recursion=1,
            project=project,
            all_projects=all_projects or None,
            target=target,
            with_access_entitlements=entitlements,
        )
        if recursion == 0:
            return await self._links(
                api.networks_get(
                    recursion=0, project=project, all_projects=all_projects or None, target=target
                ),
                lambda link: self.get(link.name, project=link.project, target=link.target or target),
                project="default" if all_projects else project,
                filter=filter,
                objects=objects,
            )
        return await self._objects(objects, filter)

    async def get(
        self,
        name: str,
        *,
        project: str | None = None,
        target: str | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> models.Network:
        """Gets a network.

        Endpoint: ``GET /1.0/networks/{networkName}``; `entitlements` needs the API extension
        ``entities_with_entitlements``.

        Args:
            name: its name.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(
            api.network_get(name, project=project, target=target, with_access_entitlements=entitlements)
        )

    @starts
    async def create(
        self,
        settings: models.NetworksPost | Mapping[str, Any],
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Creates a network.

        Endpoint: ``POST /1.0/networks``.

        In a cluster it is created on each member first, with `target` and what is different there, and then once
        without.

        Args:
            settings: what to create: `lxd_api.models.NetworksPost`, or a mapping such as ``{"name": "br0", "config":
                {"ipv4.nat": True}}``.
            project: the project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return await self._client.start(
            api.networks_post(body=plain_body(settings), project=project, target=target)
        )

    @starts
    async def update_configuration(
        self, name: str, settings: Changes, *, project: str | None = None, target: str | None = None
    ) -> AsyncOperation:
        """Replaces all that can be changed of a network: what is not given is unset.

        Endpoint: ``PUT /1.0/networks/{networkName}``.

        Args:
            name: its name.
            settings: a `Network` as it was got, a `NetworkPut`, or a mapping.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(
            api.network_put(name, body=plain_body(settings), project=project, target=target)
        )

    @starts
    async def update_configuration_subset(
        self, name: str, settings: Changes, *, project: str | None = None, target: str | None = None
    ) -> AsyncOperation:
        """Changes what is given of a network and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/networks/{networkName}``. PATCH would unset the description; with
        `target` it is the endpoint all the same, for the configuration keys that are the member's own.

        Args:
            name: its name.
            settings: a `NetworkPut` or a mapping, such as ``{"config": {"ipv4.nat": True}}``; a configuration key
                that is None or ``""`` is unset.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        if target or self._client.target:
            return await self._client.start(
                api.network_patch(name, body=plain_body(settings), project=project, target=target)
            )
        return await self.edit(name, project=project).update(settings)

    def edit(
        self,
        name: str,
        *,
        timeout: float | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncEdit[models.Network]:
        """Changes a network, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/networks/{networkName}``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.network_put(name, body=body, project=project, target=target)

        return AsyncEdit(
            self._client, api.network_get(name, project=project, target=target), put, timeout=timeout
        )

    @starts
    async def rename(self, name: str, new_name: str, *, project: str | None = None) -> AsyncOperation:
        """Renames a network.

        Endpoint: ``POST /1.0/networks/{networkName}``.

        Args:
            name: its name.
            new_name: its name from then on.
            project: its project; default: the client's.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return await self._client.start(api.network_post(name, body={"name": new_name}, project=project))

    @starts
    async def delete(self, name: str, *, project: str | None = None) -> AsyncOperation:
        """Deletes a network that nothing uses.

        Endpoint: ``DELETE /1.0/networks/{networkName}``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            BadRequest: something uses it.
            NotFound: there is none.
        """
        return await self._client.start(api.network_delete(name, project=project))

    async def get_state(
        self, name: str, *, project: str | None = None, target: str | None = None
    ) -> models.NetworkState:
        """Gets what a network is doing: addresses, counters, whether it is up.

        Endpoint: ``GET /1.0/networks/{networkName}/state``.

        Args:
            name: its name; that of a network interface of the server, too.
            project: its project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(api.networks_state_get(name, project=project, target=target))

    async def list_leases(
        self, name: str, *, filter: FilterLike | None = None, project: str | None = None
    ) -> Sequence[models.NetworkLease]:
        """Lists the addresses that a network has given away, on all cluster members.

        Endpoint: ``GET /1.0/networks/{networkName}/leases``.

        Args:
            name: its name.
            filter: which leases, picked from all of them: built with `lxd.filters.F`, or in LXD's own words.
            project: its project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return await self._objects(api.networks_leases_get(name, project=project), filter)
