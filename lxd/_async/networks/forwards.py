"""``client.networks.forwards``: addresses that are forwarded into a network."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import network_forwards as api
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.networks.listeners import AsyncListenerOperation
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body

__all__ = ["AsyncNetworkForwards", "Changes"]

Changes: TypeAlias = models.NetworkForwardPut | models.NetworkForward | Mapping[str, Any]
"""What a forward is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncNetworkForwards(AsyncArea):
    """Addresses that are forwarded into a network."""

    @overload
    async def list(
        self,
        network: str,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[AsyncLink[models.NetworkForward]]: ...

    @overload
    async def list(
        self,
        network: str,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[models.NetworkForward]: ...

    @overload
    async def list(
        self, network: str, recursion: int, *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[AsyncLink[models.NetworkForward]] | list[models.NetworkForward]: ...

    async def list(
        self,
        network: str,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
    ) -> list[AsyncLink[models.NetworkForward]] | list[models.NetworkForward]:
        """Lists forwards of a network.

        Endpoint: ``GET /1.0/networks/{networkName}/forwards``.

        Args:
            network: the network.
            recursion: 0: links; 1: forwards.
            filter: which forwards: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that
                all are fetched and then picked from.
            project: the network's project; default: the client's.

        Raises:
            FilterError: the filter is none.
            NotFound: there is no such network.
        """
        objects = api.network_forwards_get(network, recursion=1, project=project)
        if recursion == 0:
            return await self._links(
                api.network_forwards_get(network, recursion=0, project=project),
                lambda link: self.get(network, link.name, project=link.project),
                project=project,
                filter=filter,
                objects=objects,
                key=attrgetter("listen_address"),
            )
        return await self._objects(objects, filter)

    async def get(
        self, network: str, listen_address: str, *, project: str | None = None, target: str | None = None
    ) -> models.NetworkForward:
        """Gets a forward.

        Endpoint: ``GET /1.0/networks/{networkName}/forwards/{listenAddress}``.

        Args:
            network: the network.
            listen_address: the address that it listens on.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(
            api.network_forward_get(network, listen_address, project=project, target=target)
        )

    @starts
    async def create(
        self,
        network: str,
        forward: models.NetworkForwardsPost | Mapping[str, Any],
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncListenerOperation:
        """Creates a forward.

        Endpoint: ``POST /1.0/networks/{networkName}/forwards``.

        On an OVN network LXD chooses a free address for ``0.0.0.0`` and ``::``: the handle's
        `listen_address` tells which.

        Args:
            network: the network.
            forward: what to create: `lxd_api.models.NetworkForwardsPost`, or a mapping such as ``{"listen_address":
                "192.0.2.1", "ports": [{"protocol": "tcp", "listen_port": "80", "target_address": "10.0.0.2"}]}``.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one at that address; old servers say so with another error.
            NotFound: there is no such network.
        """
        body = plain_body(forward)
        request = api.network_forwards_post(network, body=body, project=project, target=target)
        return await AsyncListenerOperation.begin(self._client, request, body)

    @starts
    async def update_configuration(
        self,
        network: str,
        listen_address: str,
        forward: Changes,
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Replaces all that can be changed of a forward: what is not given is unset.

        Endpoint: ``PUT /1.0/networks/{networkName}/forwards/{listenAddress}``.

        Args:
            network: the network.
            listen_address: the address that it listens on.
            forward: a `NetworkForward` as it was got, a `NetworkForwardPut`, or a mapping.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(
            api.network_forward_put(
                network, listen_address, body=plain_body(forward), project=project, target=target
            )
        )

    @starts
    async def update_configuration_subset(
        self,
        network: str,
        listen_address: str,
        forward: Changes,
        *,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncOperation:
        """Changes what is given of a forward and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/networks/{networkName}/forwards/{listenAddress}``. PATCH would unset the
        description.

        Args:
            network: the network.
            listen_address: the address that it listens on.
            forward: a `NetworkForwardPut` or a mapping, such as ``{"description": "new"}``.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self.edit(network, listen_address, project=project, target=target).update(forward)

    def edit(
        self,
        network: str,
        listen_address: str,
        *,
        timeout: float | None = None,
        project: str | None = None,
        target: str | None = None,
    ) -> AsyncEdit[models.NetworkForward]:
        """Changes a forward in one go; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/networks/{networkName}/forwards/{listenAddress}``.
        LXD does not notice another's change of it meanwhile, and nor does this.

        Args:
            network: the network.
            listen_address: the address that it listens on.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.network_forward_put(network, listen_address, body=body, project=project, target=target)

        return AsyncEdit(
            self._client,
            api.network_forward_get(network, listen_address, project=project, target=target),
            put,
            timeout=timeout,
        )

    @starts
    async def delete(
        self, network: str, listen_address: str, *, project: str | None = None, target: str | None = None
    ) -> AsyncOperation:
        """Deletes a forward.

        Endpoint: ``DELETE /1.0/networks/{networkName}/forwards/{listenAddress}``.

        Args:
            network: the network.
            listen_address: the address that it listens on.
            project: the network's project; default: the client's.
            target: the cluster member; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(
            api.network_forward_delete(network, listen_address, project=project, target=target)
        )
