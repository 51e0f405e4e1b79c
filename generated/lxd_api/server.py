"""Requests of LXD's area `server`.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from . import models
from .types import (
    Request,
    given,
    read_stream,
)

__all__ = [
    "api_get",
    "events_get",
    "metadata_configuration_get",
    "resources_get",
    "server_get",
    "server_patch",
    "server_put",
]


def api_get() -> Request[list[str]]:
    """Lists the API versions.

    `GET /`
    """
    return Request(
        method="GET",
        path="/",
        operation_id="api_get",
        kind="value",
        decode=_read_list_of_str,
    )


def events_get(
    *, all_projects: bool | None = None, project: str | None = None, type: str | None = None
) -> Request[NoReturn]:
    """Opens the events.

    `GET /1.0/events`

    Scope: project.
    """
    return Request(
        method="GET",
        path="/1.0/events",
        operation_id="events_get",
        kind="websocket",
        decode=read_stream,
        query=given({"all-projects": all_projects, "project": project, "type": type}),
        scope=frozenset(["project"]),
    )


def metadata_configuration_get() -> Request[models.MetadataConfiguration]:
    """Gets the metadata configuration.

    `GET /1.0/metadata/configuration`

    Needs the API extension `metadata_configuration`.
    """
    return Request(
        method="GET",
        path="/1.0/metadata/configuration",
        operation_id="metadata_configuration_get",
        kind="value",
        decode=_read_metadata_configuration,
        extension="metadata_configuration",
    )


def resources_get(*, target: str | None = None) -> Request[models.Resources]:
    """Gets the resources.

    `GET /1.0/resources`

    Scope: target.
    """
    return Request(
        method="GET",
        path="/1.0/resources",
        operation_id="resources_get",
        kind="value",
        decode=_read_resources,
        query=given({"target": target}),
        scope=frozenset(["target"]),
    )


def server_get(
    *,
    project: str | None = None,
    target: str | None = None,
    with_access_entitlements: Sequence[str] | None = None,
) -> Request[models.Server]:
    """Gets the server.

    `GET /1.0`

    Scope: project, target.

    `with_access_entitlements` needs the API extension `entities_with_entitlements`.
    """
    return Request(
        method="GET",
        path="/1.0",
        operation_id="server_get",
        kind="value",
        decode=_read_server,
        query=given(
            {"project": project, "target": target, "with-access-entitlements": with_access_entitlements}
        ),
        scope=frozenset(["project", "target"]),
        parameter_extensions={"with-access-entitlements": "entities_with_entitlements"},
    )


def server_patch(
    *, body: models.ServerPut | Mapping[str, Any], target: str | None = None, if_match: str | None = None
) -> Request[models.Operation | None]:
    """Changes parts of the server.

    `PATCH /1.0`

    Scope: target.
    """
    return Request(
        method="PATCH",
        path="/1.0",
        operation_id="server_patch",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"target": target}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ServerPut",
        scope=frozenset(["target"]),
    )


def server_put(
    *, body: models.ServerPut | Mapping[str, Any], target: str | None = None, if_match: str | None = None
) -> Request[models.Operation | None]:
    """Replaces the server.

    `PUT /1.0`

    Scope: target.
    """
    return Request(
        method="PUT",
        path="/1.0",
        operation_id="server_put",
        kind="operation",
        decode=_read_operation_or_none,
        query=given({"target": target}),
        headers=given({"If-Match": if_match}),
        body=body,
        body_model="ServerPut",
        scope=frozenset(["target"]),
    )


def _read_list_of_str(metadata: Any) -> list[str]:
    return list(metadata or [])


def _read_metadata_configuration(metadata: Any) -> models.MetadataConfiguration:
    return models.MetadataConfiguration.from_dict(metadata or {})


def _read_operation_or_none(metadata: Any) -> models.Operation | None:
    return models.Operation.from_dict(metadata) if metadata else None


def _read_resources(metadata: Any) -> models.Resources:
    return models.Resources.from_dict(metadata or {})


def _read_server(metadata: Any) -> models.Server:
    return models.Server.from_dict(metadata or {})
