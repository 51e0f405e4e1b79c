# Written by scripts/unasync.py from lxd/_async/networks/zone_records.py. Change that, and run `make sync`.

"""``client.network_zones.records``: records that a zone has beside those of instances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, overload

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

__all__ = ["Changes", "NetworkZoneRecords"]

Changes: TypeAlias = models.NetworkZoneRecordPut | models.NetworkZoneRecord | Mapping[str, Any]
"""What a record is changed to: what was got and then changed, a model for it, or a mapping."""


class NetworkZoneRecords(Area):
    """Records that a zone has beside those of instances."""

    @overload
    def list(
        self, zone: str, recursion: Literal[0], *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[Link[models.NetworkZoneRecord]]: ...

    @overload
    def list(
        self,
        zone: str,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
    ) -> list[models.NetworkZoneRecord]: ...

    @overload
    def list(
        self, zone: str, recursion: int, *, filter: FilterLike | None = ..., project: str | None = ...
    ) -> list[Link[models.NetworkZoneRecord]] | list[models.NetworkZoneRecord]: ...

    def list(
        self, zone: str, recursion: int = 1, *, filter: FilterLike | None = None, project: str | None = None
    ) -> list[Link[models.NetworkZoneRecord]] | list[models.NetworkZoneRecord]:
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
            return self._links(
                api.network_zone_records_get(zone, recursion=0, project=project),
                lambda link: self.get(zone, link.name, project=link.project),
                project=project,
                filter=filter,
                objects=objects,
            )
        return self._objects(objects, filter)

    def get(self, zone: str, name: str, *, project: str | None = None) -> models.NetworkZoneRecord:
        """Gets a record.

        Endpoint: ``GET /1.0/network-zones/{zone}/records/{name}``.

        Args:
            zone: the zone.
            name: its name.
            project: the zone's project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(api.network_zone_record_get(zone, name, project=project))

    @starts
    def create(
        self,
        zone: str,
        record: models.NetworkZoneRecordsPost | Mapping[str, Any],
        *,
        project: str | None = None,
    ) -> Operation:
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
        return self._client.start(
            api.network_zone_records_post(zone, body=plain_body(record), project=project)
        )

    @starts
    def update_configuration(
        self, zone: str, name: str, record: Changes, *, project: str | None = None
    ) -> Operation:
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
        return self._client.start(
            api.network_zone_record_put(zone, name, body=plain_body(record), project=project)
        )

    @starts
    def update_configuration_subset(
        self, zone: str, name: str, record: Changes, *, project: str | None = None
    ) -> Operation:
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
        return self.edit(zone, name, project=project).update(record)

    def edit(
        self, zone: str, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> Edit[models.NetworkZoneRecord]:
        """Changes a record, unless somebody else changes the same of it meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/network-zones/{zone}/records/{name}``.

        Args:
            zone: the zone.
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: the zone's project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.network_zone_record_put(zone, name, body=body, project=project)

        return Edit(
            self._client, api.network_zone_record_get(zone, name, project=project), put, timeout=timeout
        )

    @starts
    def delete(self, zone: str, name: str, *, project: str | None = None) -> Operation:
        """Deletes a record.

        Endpoint: ``DELETE /1.0/network-zones/{zone}/records/{name}``.

        Args:
            zone: the zone.
            name: its name.
            project: the zone's project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return self._client.start(api.network_zone_record_delete(zone, name, project=project))
