"""Requests of LXD's area `network_zones`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, overload

from . import models
from .types import (
    Request,
    by_recursion,
    given,
    segment,
)

__all__ = [
    "network_zone_delete",
    "network_zone_get",
    "network_zone_patch",
    "network_zone_put",
    "network_zone_record_delete",
    "network_zone_record_get",
    "network_zone_record_patch",
    "network_zone_record_put",
    "network_zone_records_get",
    "network_zone_records_post",
    "network_zones_get",
    "network_zones_post",
]


def network_zone_delete(zone: str, /, *, project: str | None = None) -> Request[models.Operation | None]:
    """Deletes a network zone.

    `DELETE /1.0/network-zones/{zone}`

    Scope: project.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/network-zones/{segment(zone)}",
        operation_id="network_zone_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def network_zone_get(
    zone: str, /, *, project: str | None = None, with_access_entitlements: Sequence[str] | None = None
) -> Request[models.NetworkZone]:
    """Gets a network zone.

    `GET /1.0/network-zones/{zone}`

    Scope: project.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path=f"/1.0/network-zones/{segment(zone)}",
        operation_id="network_zone_get",
        kind="value",
        decode=_read_network_zone,
        query=given({"project": project, "with-access-entitlements": with_access_entitlements}),
        scope=frozenset(["project"]),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def network_zone_patch(
    zone: str,
    /,
    *,
    body: models.NetworkZonePut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a network zone.

    `PATCH /1.0/network-zones/{zone}`

    Scope: project.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/network-zones/{segment(zone)}",
        operation_id="network_zone_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="NetworkZonePut",
        scope=frozenset(["project"]),
    )


def network_zone_put(
    zone: str,
    /,
    *,
    body: models.NetworkZonePut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a network zone.

    `PUT /1.0/network-zones/{zone}`

    Scope: project.
    """
    return Request(
        method="PUT",
        path=f"/1.0/network-zones/{segment(zone)}",
        operation_id="network_zone_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="NetworkZonePut",
        scope=frozenset(["project"]),
    )


def network_zone_record_delete(
    zone: str, name: str, /, *, project: str | None = None
) -> Request[models.Operation | None]:
    """Deletes a record of a network zone.

    `DELETE /1.0/network-zones/{zone}/records/{name}`

    Scope: project.
    """
    return Request(
        method="DELETE",
        path=f"/1.0/network-zones/{segment(zone)}/records/{segment(name)}",
        operation_id="network_zone_record_delete",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def network_zone_record_get(
    zone: str, name: str, /, *, project: str | None = None
) -> Request[models.NetworkZoneRecord]:
    """Gets a record of a network zone.

    `GET /1.0/network-zones/{zone}/records/{name}`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/network-zones/{segment(zone)}/records/{segment(name)}",
        operation_id="network_zone_record_get",
        kind="value",
        decode=_read_network_zone_record,
        query=given({"project": project}),
        scope=frozenset(["project"]),
    )


def network_zone_record_patch(
    zone: str,
    name: str,
    /,
    *,
    body: models.NetworkZoneRecordPut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Changes parts of a record of a network zone.

    `PATCH /1.0/network-zones/{zone}/records/{name}`

    Scope: project.
    """
    return Request(
        method="PATCH",
        path=f"/1.0/network-zones/{segment(zone)}/records/{segment(name)}",
        operation_id="network_zone_record_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="NetworkZoneRecordPut",
        scope=frozenset(["project"]),
    )


def network_zone_record_put(
    zone: str,
    name: str,
    /,
    *,
    body: models.NetworkZoneRecordPut | Mapping[str, Any],
    project: str | None = None,
    if_match: str | None = None,
) -> Request[models.Operation | None]:
    """Replaces a record of a network zone.

    `PUT /1.0/network-zones/{zone}/records/{name}`

    Scope: project.
    """
    return Request(
        method="PUT",
        path=f"/1.0/network-zones/{segment(zone)}/records/{segment(name)}",
        operation_id="network_zone_record_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="NetworkZoneRecordPut",
        scope=frozenset(["project"]),
    )


@overload
def network_zone_records_get(
    zone: str, /, *, recursion: Literal[0] = 0, project: str | None = None
) -> Request[list[str]]: ...
@overload
def network_zone_records_get(
    zone: str, /, *, recursion: Literal[1], project: str | None = None
) -> Request[list[models.NetworkZoneRecord]]: ...
@overload
def network_zone_records_get(
    zone: str, /, *, recursion: int, project: str | None = None
) -> Request[list[str] | list[models.NetworkZoneRecord]]: ...
def network_zone_records_get(zone: str, /, *, recursion: int = 0, project: str | None = None) -> Request[Any]:
    """Lists the records of a network zone.

    `GET /1.0/network-zones/{zone}/records`

    Scope: project.
    """
    return Request(
        method="GET",
        path=f"/1.0/network-zones/{segment(zone)}/records",
        operation_id="network_zone_records_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_network_zone_record),
        query=given({"recursion": recursion or None, "project": project}),
        scope=frozenset(["project"]),
    )


def network_zone_records_post(
    zone: str, /, *, body: models.NetworkZoneRecordsPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Creates a record of a network zone.

    `POST /1.0/network-zones/{zone}/records`

    Scope: project.
    """
    return Request(
        method="POST",
        path=f"/1.0/network-zones/{segment(zone)}/records",
        operation_id="network_zone_records_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="NetworkZoneRecordsPost",
        scope=frozenset(["project"]),
    )


@overload
def network_zones_get(
    *,
    recursion: Literal[0] = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str]]: ...
@overload
def network_zones_get(
    *,
    recursion: Literal[1],
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[models.NetworkZone]]: ...
@overload
def network_zones_get(
    *,
    recursion: int,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[list[str] | list[models.NetworkZone]]: ...
def network_zones_get(
    *,
    recursion: int = 0,
    all_projects: bool | None = None,
    project: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[Any]:
    """Lists the network zones.

    `GET /1.0/network-zones`

    Scope: project.

    `all_projects` needs the API extension `network_zones_all_projects`.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0/network-zones",
        operation_id="network_zones_get",
        kind="value",
        decode=by_recursion(recursion, _read_list_of_str, _read_list_of_network_zone),
        query=given(
            {
                "recursion": recursion or None,
                "all-projects": all_projects,
                "project": project,
                "with-access-entitlements": with_access_entitlements,
            }
        ),
        scope=frozenset(["project"]),
        parameter_extensions={
            "all-projects": "network_zones_all_projects",
            "with-access-entitlements": "entities_with_entitlements",
        },
    )


def network_zones_post(
    *, body: models.NetworkZonesPost | Mapping[str, Any], project: str | None = None
) -> Request[models.Operation | None]:
    """Creates a network zone.

    `POST /1.0/network-zones`

    Scope: project.
    """
    return Request(
        method="POST",
        path="/1.0/network-zones",
        operation_id="network_zones_post",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"project": project}),
        body=body,
        body_model="NetworkZonesPost",
        scope=frozenset(["project"]),
    )


def _read_list_of_network_zone(metadata: Any) -> list[models.NetworkZone]:
    return [models.NetworkZone.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_network_zone_record(metadata: Any) -> list[models.NetworkZoneRecord]:
    return [models.NetworkZoneRecord.from_dict(item or {}) for item in metadata or ()]


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_network_zone(metadata: Any) -> models.NetworkZone:
    return models.NetworkZone.from_dict(metadata or {})


def _read_network_zone_record(metadata: Any) -> models.NetworkZoneRecord:
    return models.NetworkZoneRecord.from_dict(metadata or {})


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None
