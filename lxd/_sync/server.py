# Written by scripts/unasync.py from lxd/_async/server.py. Change that, and run `make sync`.

"""The server itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, overload
from urllib.parse import urlencode

from lxd_api import metrics as metrics_api
from lxd_api import models
from lxd_api import server as api
from lxd_api.types import Request

from lxd._core.values import ConfigValue, config_map
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.events import EventStream
from lxd.entities.events import (
    Event,
    EventType,
    LifecycleEvent,
    LoggingEvent,
    OperationEvent,
    OVNEvent,
    SecurityEvent,
)
from lxd.entities.metrics import MetricSample

__all__ = ["Server"]

_CLUSTER_UUID = "volatile.uuid"


class Server(Area):
    """The server: what it is, its configuration, its hardware, its events."""

    def get(
        self,
        *,
        target: str | None = None,
        project: str | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> models.Server:
        """Gets the server's environment and configuration.

        Endpoint: ``GET /1.0``; `entitlements` needs the API extension ``entities_with_entitlements``. An untrusted
        client is told less: ``auth`` is then ``"untrusted"``.

        Args:
            target: the cluster member to ask.
            project: the project whose view is wanted.
            entitlements: what to tell of the server whether this client may do it, such as
                ``["can_create_projects"]``: what it may is in ``access_entitlements``.
        """
        server = self._client.send(
            api.server_get(target=target, project=project, with_access_entitlements=entitlements)
        )
        self._client._facts.learn(server.api_extensions, server.environment.server_version)
        return server

    def has_extension(self, name: str) -> bool:
        """Tells whether the server has an API extension; asks it only once, and `get` asks anew.

        Endpoint: ``GET /1.0``.

        Args:
            name: the extension's name, such as ``"instance_create_start"``.
        """
        return (self._client._learn_facts()).has(name)

    def get_api_versions(self) -> list[str]:
        """Gets the versions of the API that the server speaks, as URLs: ``["/1.0"]``.

        Endpoint: ``GET /``.
        """
        return self._client.send(api.api_get())

    def update_configuration(self, config: Mapping[str, ConfigValue], *, target: str | None = None) -> None:
        """Replaces the server's configuration: keys that are not given are unset.

        Endpoint: ``PUT /1.0``. The cluster's UUID, which LXD from 6.6 on wants repeated, is carried over.

        Args:
            config: the configuration; numbers and booleans are written as LXD wants them. A secret that read
                back as True is kept if it is given back so.
            target: the cluster member whose own keys are meant.

        Raises:
            BadRequest: a key is unknown to this server, or a value is none.
            PreconditionFailed: it was changed by somebody else meanwhile.
        """
        answer = self._client.exchange(api.server_get(target=target))
        current = answer.read(models.Server.from_dict).config
        wanted: dict[str, Any] = config_map(config)
        # Secrets read back as a bare `true`, and LXD keeps one that comes back as that.
        wanted |= {key: True for key, value in config.items() if value is True and current.get(key) is True}
        if _CLUSTER_UUID in current:
            wanted.setdefault(_CLUSTER_UUID, current[_CLUSTER_UUID])
        self._finish(api.server_put(body={"config": wanted}, target=target, if_match=answer.etag))

    def update_configuration_subset(
        self, config: Mapping[str, ConfigValue], *, target: str | None = None
    ) -> None:
        """Changes some keys of the server's configuration and leaves the others as they are.

        Endpoint: ``PATCH /1.0``.

        Args:
            config: the keys to change; None or ``""`` unsets one.
            target: the cluster member whose own keys are meant.

        Raises:
            BadRequest: a key is unknown to this server, or a value is none.
        """
        self._finish(api.server_patch(body={"config": config_map(config)}, target=target))

    def edit(self, *, timeout: float | None = None, target: str | None = None) -> Edit[models.Server]:
        """Changes the server's configuration, unless somebody else changes the same of it meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0``. Only ``config`` can be changed.

        Args:
            timeout: seconds that writing it back may take; None: as long as it takes.
            target: the cluster member whose own keys are meant.
        """
        hidden: set[str] = set()

        def read(metadata: Any) -> models.Server:
            server = models.Server.from_dict(metadata)
            values: Mapping[str, Any] = server.config
            hidden.update(key for key, value in values.items() if value is True)
            return server

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            # See `update_configuration`.
            config = {
                key: True if key in hidden and value == "true" else value
                for key, value in body["config"].items()
            }
            return api.server_put(body={"config": config}, target=target)

        return Edit(self._client, api.server_get(target=target).replace(decode=read), put, timeout=timeout)

    def get_configuration_metadata(self) -> models.MetadataConfiguration:
        """Gets what configuration keys there are, of all kinds of objects, and what each means.

        Endpoint: ``GET /1.0/metadata/configuration``; API extension ``metadata_configuration``.
        """
        return self._client.send(api.metadata_configuration_get())

    def get_resources(self, *, target: str | None = None) -> models.Resources:
        """Gets the hardware that the server runs on.

        Endpoint: ``GET /1.0/resources``.

        Args:
            target: the cluster member to ask.
        """
        return self._client.send(api.resources_get(target=target))

    def get_metrics(
        self, *, project: str | None = None, all_projects: bool = False, target: str | None = None
    ) -> str:
        """Gets metrics of the server and its instances, in Prometheus' text form.

        Endpoint: ``GET /1.0/metrics``; API extension ``metrics``.

        Args:
            project: of this project's instances only; default: the client's, of all where it has none.
            all_projects: of all projects' instances, whatever the client's own project is.
            target: the cluster member to ask.
        """
        request = metrics_api.metrics_get(project=None if all_projects else project, target=target)
        return self._client.send(self._anywhere(request, all_projects))

    def get_metric_samples(
        self, *, project: str | None = None, all_projects: bool = False, target: str | None = None
    ) -> list[MetricSample]:
        """Gets metrics of the server and its instances, read into samples.

        Endpoint: ``GET /1.0/metrics``; API extension ``metrics``.

        Args:
            project: of this project's instances only; default: the client's, of all where it has none.
            all_projects: of all projects' instances, whatever the client's own project is.
            target: the cluster member to ask.
        """
        from lxd._core.metrics import parse_metrics

        return parse_metrics(self.get_metrics(project=project, all_projects=all_projects, target=target))

    @overload
    def get_events(
        self,
        *,
        type: Literal["operation"],
        project: str | None = ...,
        all_projects: bool = ...,
        queue_size: int = ...,
    ) -> EventStream[OperationEvent]: ...
    @overload
    def get_events(
        self,
        *,
        type: Literal["lifecycle"],
        project: str | None = ...,
        all_projects: bool = ...,
        queue_size: int = ...,
    ) -> EventStream[LifecycleEvent]: ...
    @overload
    def get_events(
        self,
        *,
        type: Literal["logging"],
        project: str | None = ...,
        all_projects: bool = ...,
        queue_size: int = ...,
    ) -> EventStream[LoggingEvent]: ...
    @overload
    def get_events(
        self,
        *,
        type: Literal["ovn"],
        project: str | None = ...,
        all_projects: bool = ...,
        queue_size: int = ...,
    ) -> EventStream[OVNEvent]: ...
    @overload
    def get_events(
        self,
        *,
        type: Literal["security"],
        project: str | None = ...,
        all_projects: bool = ...,
        queue_size: int = ...,
    ) -> EventStream[SecurityEvent]: ...
    @overload
    def get_events(
        self,
        *,
        type: str | Sequence[str] | None = None,
        project: str | None = ...,
        all_projects: bool = ...,
        queue_size: int = ...,
    ) -> EventStream[Event]: ...
    def get_events(
        self,
        *,
        type: EventType | str | Sequence[str] | None = None,
        project: str | None = None,
        all_projects: bool = False,
        queue_size: int = 10_000,
    ) -> EventStream[Any]:
        """Listens to the server's events. Nothing is sent before the stream is iterated or entered.

        Endpoint: ``GET /1.0/events``.

        Args:
            type: ``"operation"``, ``"lifecycle"``, ``"logging"``, ``"ovn"``, ``"security"``, or several of them;
                default: all that this client may see.
            project: events of this project; default: the client's.
            all_projects: events of all projects instead.
            queue_size: how many events may wait to be read before the stream gives up.
        """
        request = api.events_get(
            type=type if type is None or isinstance(type, str) else ",".join(type),
            all_projects=all_projects or None,
            project=None if all_projects else project or self._client.project,
        )
        path = f"{request.path}?{urlencode(request.query)}" if request.query else request.path
        return EventStream(self._client._transport, path, queue_size)
