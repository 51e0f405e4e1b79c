# Written by scripts/unasync.py from lxd/_async/networks/zones.py. Change that, and run `make sync`.

"""``client.network_zones``: what LXD tells by DNS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import network_zones as api
from lxd_api.types import Request

from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation

if TYPE_CHECKING:
    from lxd._sync.networks.zone_records import NetworkZoneRecords


__all__ = ["Changes", "NetworkZones"]

Changes: TypeAlias = models.NetworkZonePut | models.NetworkZone | Mapping[str, Any]
"""What a network zone is changed to: what was got and then changed, a model for it, or a mapping."""


class NetworkZones(Area):
    """Network zones: what LXD tells by DNS."""

    @cached_property
    def records(self) -> NetworkZoneRecords:
        """Records that zones have beside those of instances."""
        from lxd._sync.networks.zone_records import NetworkZoneRecords

        return NetworkZoneRecords(self._client)

    @overload
    def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.NetworkZone]]: ...

    @overload
    def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.NetworkZone]: ...

    @overload
    def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.NetworkZone]] | list[models.NetworkZone]: ...

    def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
        entitlements: Sequence[str] | None = None,
    ) -> list[Link[models.NetworkZone]] | list[models.NetworkZone]:
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
            return self._links(
                api.network_zones_get(recursion=0, project=project, all_projects=all_projects or None),
                lambda link: self.get(link.name, project=link.project),
                project="default" if all_projects else project,
                filter=filter,
                objects=objects,
            )
        return self._objects(objects, filter)

    def get(
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
        return self._client.send(
            api.network_zone_get(name, project=project, with_access_entitlements=entitlements)
        )

    @starts
    def create(
        self, zone: models.NetworkZonesPost | Mapping[str, Any], *, project: str | None = None
    ) -> Operation:
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
        return self._client.start(api.network_zones_post(body=plain_body(zone), project=project))

    @starts
    def update_configuration(self, name: str, zone: Changes, *, project: str | None = None) -> Operation:
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
        return self._client.start(api.network_zone_put(name, body=plain_body(zone), project=project))

    @starts
    def update_configuration_subset(
        self, name: str, zone: Changes, *, project: str | None = None
    ) -> Operation:
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
        return self.edit(name, project=project).update(zone)

    def edit(
        self, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> Edit[models.NetworkZone]:
        """Changes a network zone, unless somebody else changes the same of it meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/network-zones/{zone}``.

        Args:
            name: its name, such as ``"lxd.example.net"``.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.network_zone_put(name, body=body, project=project)

        return Edit(self._client, api.network_zone_get(name, project=project), put, timeout=timeout)

    @starts
    def delete(self, name: str, *, project: str | None = None) -> Operation:
        """Deletes a network zone that nothing uses.

        Endpoint: ``DELETE /1.0/network-zones/{zone}``.

        Args:
            name: its name, such as ``"lxd.example.net"``.
            project: its project; default: the client's.

        Raises:
            BadRequest: something uses it.
            NotFound: there is none.
        """
        return self._client.start(api.network_zone_delete(name, project=project))
