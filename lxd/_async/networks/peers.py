"""``client.networks.peers``: connections between OVN networks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import network_peers as api
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body

__all__ = ["AsyncNetworkPeers", "Changes"]

Changes: TypeAlias = models.NetworkPeerPut | models.NetworkPeer | Mapping[str, Any]
"""What a peer is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncNetworkPeers(AsyncArea):
    """Connections between OVN networks."""

    @overload
    async def list(
        self,
        network: str,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[AsyncLink[models.NetworkPeer]]: ...

    @overload
    async def list(
        self,
        network: str,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[models.NetworkPeer]: ...

    @overload
    async def list(
        self, network: str, recursion: int, *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[AsyncLink[models.NetworkPeer]] | list[models.NetworkPeer]: ...

    async def list(
        self,
        network: str,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
    ) -> list[AsyncLink[models.NetworkPeer]] | list[models.NetworkPeer]:
        """Lists peers of a network.

        Endpoint: ``GET /1.0/networks/{networkName}/peers``.

        Args:
            network: the network.
            recursion: 0: links; 1: peers.
            filter: which peers: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that
                all are fetched and then picked from.
            project: the network's project; default: the client's.

        Raises:
            FilterError: the filter is none.
            NotFound: there is no such network.
        """
        objects = api.network_peers_get(network, recursion=1, project=project)
        if recursion == 0:
            return await self._links(
                api.network_peers_get(network, recursion=0, project=project),
                lambda link: self.get(network, link.name, project=link.project),
                project=project,
                filter=filter,
                objects=objects,
            )
        return await self._objects(objects, filter)

    async def get(
        self, network: str, name: str, *, project: str | None = None, target: str | None = None
    ) -> models.NetworkPeer:
        """Gets a peer.

        Endpoint: ``GET /1.0/networks/{networkName}/peers/{peerName}``.

        Args:
            network: the network.
            name: its name.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(api.network_peer_get(network, name, project=project, target=target))

    @starts
    async def create(
        self,
        network: str,
        peer: models.NetworkPeersPost | Mapping[str, Any],
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Creates a peer.

        Endpoint: ``POST /1.0/networks/{networkName}/peers``.

        The other network has to be given a peer, too; until then its status is ``Pending``.

        Args:
            network: the network.
            peer: what to create: `lxd_api.models.NetworkPeersPost`, or a mapping such as ``{"name": "to-other",
                "target_network": "other", "target_project": "default"}``.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return await self._client.start(
            api.network_peers_post(network, body=plain_body(peer), project=project, target=target)
        )

    @starts
    async def update_configuration(
        self, network: str, name: str, peer: Changes, *, project: str | None = None, target: str | None = None
    ) -> AsyncOperation:
        """Replaces all that can be changed of a peer: what is not given is unset.

        Endpoint: ``PUT /1.0/networks/{networkName}/peers/{peerName}``.

        Args:
            network: the network.
            name: its name.
            peer: a `NetworkPeer` as it was got, a `NetworkPeerPut`, or a mapping.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(
            api.network_peer_put(network, name, body=plain_body(peer), project=project, target=target)
        )

    @starts
    async def update_configuration_subset(
        self, network: str, name: str, peer: Changes, *, project: str | None = None, target: str | None = None
    ) -> AsyncOperation:
        """Changes what is given of a peer and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/networks/{networkName}/peers/{peerName}``. PATCH would unset the rest.

        Args:
            network: the network.
            name: its name.
            peer: a `NetworkPeerPut` or a mapping, such as ``{"description": "new"}``.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self.edit(network, name, project=project, target=target).update(peer)

    def edit(
        self,
        network: str,
        name: str,
        *,
        timeout: float | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncEdit[models.NetworkPeer]:
        """Changes a peer in one go; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/networks/{networkName}/peers/{peerName}``.
        LXD does not notice another's change of it meanwhile, and nor does this.

        Args:
            network: the network.
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.network_peer_put(network, name, body=body, project=project, target=target)

        return AsyncEdit(
            self._client,
            api.network_peer_get(network, name, project=project, target=target),
            put,
            timeout=timeout,
        )

    @starts
    async def delete(
        self, network: str, name: str, *, project: str | None = None, target: str | None = None
    ) -> AsyncOperation:
        """Deletes a peer.

        Endpoint: ``DELETE /1.0/networks/{networkName}/peers/{peerName}``.

        Args:
            network: the network.
            name: its name.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(
            api.network_peer_delete(network, name, project=project, target=target)
        )
