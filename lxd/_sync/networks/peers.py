# Written by scripts/unasync.py from lxd/_async/networks/peers.py. Change that, and run `make sync`.

"""``client.networks.peers``: connections between OVN networks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import network_peers as api
from lxd_api.types import Request

from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation

__all__ = ["Changes", "NetworkPeers"]

Changes: TypeAlias = models.NetworkPeerPut | models.NetworkPeer | Mapping[str, Any]
"""What a peer is changed to: what was got and then changed, a model for it, or a mapping."""


class NetworkPeers(Area):
    """Connections between OVN networks."""

    @overload
    def list(
        self,
        network: str,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[Link[models.NetworkPeer]]: ...

    @overload
    def list(
        self,
        network: str,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[models.NetworkPeer]: ...

    @overload
    def list(
        self, network: str, recursion: int, *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[Link[models.NetworkPeer]] | list[models.NetworkPeer]: ...

    def list(
        self,
        network: str,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
    ) -> list[Link[models.NetworkPeer]] | list[models.NetworkPeer]:
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
            return self._links(
                api.network_peers_get(network, recursion=0, project=project),
                lambda link: self.get(network, link.name, project=link.project),
                project=project,
                filter=filter,
                objects=objects,
            )
        return self._objects(objects, filter)

    def get(
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
        return self._client.send(api.network_peer_get(network, name, project=project, target=target))

    @starts
    def create(
        self,
        network: str,
        peer: models.NetworkPeersPost | Mapping[str, Any],
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> Operation:
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
        return self._client.start(
            api.network_peers_post(network, body=plain_body(peer), project=project, target=target)
        )

    @starts
    def update_configuration(
        self, network: str, name: str, peer: Changes, *, project: str | None = None, target: str | None = None
    ) -> Operation:
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
        return self._client.start(
            api.network_peer_put(network, name, body=plain_body(peer), project=project, target=target)
        )

    @starts
    def update_configuration_subset(
        self, network: str, name: str, peer: Changes, *, project: str | None = None, target: str | None = None
    ) -> Operation:
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
        return self.edit(network, name, project=project, target=target).update(peer)

    def edit(
        self,
        network: str,
        name: str,
        *,
        timeout: float | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> Edit[models.NetworkPeer]:
        """Changes a peer in one go; see `Edit`.

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

        return Edit(
            self._client,
            api.network_peer_get(network, name, project=project, target=target),
            put,
            timeout=timeout,
        )

    @starts
    def delete(
        self, network: str, name: str, *, project: str | None = None, target: str | None = None
    ) -> Operation:
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
        return self._client.start(api.network_peer_delete(network, name, project=project, target=target))
