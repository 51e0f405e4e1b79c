"""``client.network_zones``: what LXD tells by DNS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import network_zones as api
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body

if TYPE_CHECKING:
    from lxd._async.networks.zone_records import AsyncNetworkZoneRecords


__all__ = ["AsyncNetworkZones", "Changes"]

Changes: TypeAlias = models.NetworkZonePut | models.NetworkZone | Mapping[str, Any]
"""What a network zone is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncNetworkZones(AsyncArea):
    """Network zones: what LXD tells by DNS."""

    @cached_property
    def records(self) -> AsyncNetworkZoneRecords:
        """Records that zones have beside those of instances."""
        from lxd._async.networks.zone_records import AsyncNetworkZoneRecords

        return AsyncNetworkZoneRecords(self._client)

    @overload
    async def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.NetworkZone]]: ...

    @overload
    async def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.NetworkZone]: ...

    @overload
    async def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.NetworkZone]] | list[models.NetworkZone]: ...

    async def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
        entitlements: Sequence[str] | None = None,
    ) -> list[AsyncLink[models.NetworkZone]] | list[models.NetworkZone]:
        """Lists network zones.

        Endpoint: ``GET /1.0/network-zones``; `all_projects` needs the API extension ``network_zones_all_projects``,
        `entitlements` ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: network zones.
            filter: which network zones: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so
                that all are fetched and then picked from.
            project: the project; default: the client's.
            all_projects: of all projects instead.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.network_zones_get(
            recursion=1,
            project=project,
            all_projects=all_projects or None,
            with_access_entitlements=entitlements,
        )
        if recursion == 0:
            return await self._links(
                api.network_zones_get(recursion=0, project=project, all_projects=all_projects or None),
                lambda link: self.get(link.name, project=link.project),
                project="default" if all_projects else project,
                filter=filter,
                objects=objects,
            )
        return await self._objects(objects, filter)

    async def get(
        self, name: str, *, project: str | None = None, entitlements: Sequence[str] | None = None
    ) -> models.NetworkZone:
        """Gets a network zone.

        Endpoint: ``GET /1.0/network-zones/{zone}``; `entitlements` needs the API extension
        ``entities_with_entitlements``.

        Args:
            name: its name, such as ``"lxd.example.net"``.
            project: its project; default: the client's.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(
            api.network_zone_get(name, project=project, with_access_entitlements=entitlements)
        )

    @starts
    async def create(
        self, zone: models.NetworkZonesPost | Mapping[str, Any], *, project: str | None = None
    ) -> AsyncOperation:
        """Creates a network zone.

        Endpoint: ``POST /1.0/network-zones``.

        Args:
            zone: what to create: `lxd_api.models.NetworkZonesPost`, or a mapping such as ``{"name":
                "lxd.example.net", "config": {"dns.nameservers": "ns1.example.net"}}``.
            project: the project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return await self._client.start(api.network_zones_post(body=plain_body(zone), project=project))

    @starts
    async def update_configuration(
        self, name: str, zone: Changes, *, project: str | None = None
    ) -> AsyncOperation:
        """Replaces all that can be changed of a network zone: what is not given is unset.

        Endpoint: ``PUT /1.0/network-zones/{zone}``.

        Args:
            name: its name, such as ``"lxd.example.net"``.
            zone: a `NetworkZone` as it was got, a `NetworkZonePut`, or a mapping.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(api.network_zone_put(name, body=plain_body(zone), project=project))

    @starts
    async def update_configuration_subset(
        self, name: str, zone: Changes, *, project: str | None = None
    ) -> AsyncOperation:
        """Changes what is given of a network zone and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/network-zones/{zone}``. PATCH would unset the description.

        Args:
            name: its name, such as ``"lxd.example.net"``.
            zone: a `NetworkZonePut` or a mapping, such as ``{"description": "new"}``.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self.edit(name, project=project).update(zone)

    def edit(
        self, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> AsyncEdit[models.NetworkZone]:
        """Changes a network zone, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/network-zones/{zone}``.

        Args:
            name: its name, such as ``"lxd.example.net"``.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.network_zone_put(name, body=body, project=project)

        return AsyncEdit(self._client, api.network_zone_get(name, project=project), put, timeout=timeout)

    @starts
    async def delete(self, name: str, *, project: str | None = None) -> AsyncOperation:
        """Deletes a network zone that nothing uses.

        Endpoint: ``DELETE /1.0/network-zones/{zone}``.

        Args:
            name: its name, such as ``"lxd.example.net"``.
            project: its project; default: the client's.

        Raises:
            BadRequest: something uses it.
            NotFound: there is none.
        """
        return await self._client.start(api.network_zone_delete(name, project=project))
