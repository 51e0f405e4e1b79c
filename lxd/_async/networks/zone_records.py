"""``client.network_zones.records``: records that a zone has beside those of instances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, overload

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

__all__ = ["AsyncNetworkZoneRecords", "Changes"]

Changes: TypeAlias = models.NetworkZoneRecordPut | models.NetworkZoneRecord | Mapping[str, Any]
"""What a record is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncNetworkZoneRecords(AsyncArea):
    """Records that a zone has beside those of instances."""

    @overload
    async def list(
        self, zone: str, recursion: Literal[0], *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[AsyncLink[models.NetworkZoneRecord]]: ...

    @overload
    async def list(
        self,
        zone: str,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[models.NetworkZoneRecord]: ...

    @overload
    async def list(
        self, zone: str, recursion: int, *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[AsyncLink[models.NetworkZoneRecord]] | list[models.NetworkZoneRecord]: ...

    async def list(
        self, zone: str, recursion: int = 1, *, filter: FilterLike | None = None, project: str | None = None
    ) -> list[AsyncLink[models.NetworkZoneRecord]] | list[models.NetworkZoneRecord]:
        """Lists records of a zone.

        Endpoint: ``GET /1.0/network-zones/{zone}/records``.

        Args:
            zone: the zone.
            recursion: 0: links; 1: records.
            filter: which records: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that
                all are fetched and then picked from.
            project: the zone's project; default: the client's.

        Raises:
            FilterError: the filter is none.
            NotFound: there is no such zone.
        """
        objects = api.network_zone_records_get(zone, recursion=1, project=project)
        if recursion == 0:
            return await self._links(
                api.network_zone_records_get(zone, recursion=0, project=project),
                lambda link: self.get(zone, link.name, project=link.project),
                project=project,
                filter=filter,
                objects=objects,
            )
        return await self._objects(objects, filter)

    async def get(self, zone: str, name: str, *, project: str | None = None) -> models.NetworkZoneRecord:
        """Gets a record.

        Endpoint: ``GET /1.0/network-zones/{zone}/records/{name}``.

        Args:
            zone: the zone.
            name: its name.
            project: the zone's project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(api.network_zone_record_get(zone, name, project=project))

    @starts
    async def create(
        self,
        zone: str,
        record: models.NetworkZoneRecordsPost | Mapping[str, Any],
        *,
        project: str | None = None,
    ) -> AsyncOperation:
        """Creates a record.

        Endpoint: ``POST /1.0/network-zones/{zone}/records``.

        Args:
            zone: the zone.
            record: what to create: `lxd_api.models.NetworkZoneRecordsPost`, or a mapping such as ``{"name": "www",
                "entries": [{"type": "A", "value": "192.0.2.1", "ttl": 300}]}``.
            project: the zone's project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return await self._client.start(
            api.network_zone_records_post(zone, body=plain_body(record), project=project)
        )

    @starts
    async def update_configuration(
        self, zone: str, name: str, record: Changes, *, project: str | None = None
    ) -> AsyncOperation:
        """Replaces all that can be changed of a record: what is not given is unset.

        Endpoint: ``PUT /1.0/network-zones/{zone}/records/{name}``.

        Args:
            zone: the zone.
            name: its name.
            record: a `NetworkZoneRecord` as it was got, a `NetworkZoneRecordPut`, or a mapping.
            project: the zone's project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(
            api.network_zone_record_put(zone, name, body=plain_body(record), project=project)
        )

    @starts
    async def update_configuration_subset(
        self, zone: str, name: str, record: Changes, *, project: str | None = None
    ) -> AsyncOperation:
        """Changes what is given of a record and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/network-zones/{zone}/records/{name}``. PATCH unsets a description that is not
        given; before LXD 6.8 it empties the record, too, and adds the configuration of the zone.

        Args:
            zone: the zone.
            name: its name.
            record: a `NetworkZoneRecordPut` or a mapping, such as ``{"description": "new"}``; a configuration
                key that is None or ``""`` is unset.
            project: the zone's project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self.edit(zone, name, project=project).update(record)

    def edit(
        self, zone: str, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> AsyncEdit[models.NetworkZoneRecord]:
        """Changes a record, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/network-zones/{zone}/records/{name}``.

        Args:
            zone: the zone.
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: the zone's project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.network_zone_record_put(zone, name, body=body, project=project)

        return AsyncEdit(
            self._client, api.network_zone_record_get(zone, name, project=project), put, timeout=timeout
        )

    @starts
    async def delete(self, zone: str, name: str, *, project: str | None = None) -> AsyncOperation:
        """Deletes a record.

        Endpoint: ``DELETE /1.0/network-zones/{zone}/records/{name}``.

        Args:
            zone: the zone.
            name: its name.
            project: the zone's project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(api.network_zone_record_delete(zone, name, project=project))
