# Written by scripts/unasync.py from lxd/_async/replicators.py. Change that, and run `make sync`.

"""``client.replicators``: projects that are copied to another cluster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import replicators as api
from lxd_api.types import Request

from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation

__all__ = ["Changes", "ReplicatorAction", "Replicators"]

ReplicatorAction: TypeAlias = Literal["start", "restore"]
"""What a replicator can be made to do: copy what has changed, or copy it back."""

Changes: TypeAlias = models.ReplicatorPut | models.Replicator | Mapping[str, Any]
"""What a replicator is changed to: what was got and then changed, a model for it, or a mapping."""


class Replicators(Area):
    """Replicators: projects that are copied to another cluster."""

    @overload
    def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.Replicator]]: ...

    @overload
    def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.Replicator]: ...

    @overload
    def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.Replicator]] | list[models.Replicator]: ...

    def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
        entitlements: Sequence[str] | None = None,
    ) -> list[Link[models.Replicator]] | list[models.Replicator]:
        """Lists replicators.

        Endpoint: ``GET /1.0/replicators``; API extension ``replicators``; `entitlements` needs the API extension
        ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: replicators.
            filter: which replicators: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so
                that all are fetched and then picked from.
            project: the project; default: the client's.
            all_projects: of all projects instead.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.replicators_get(
            recursion=1,
            project=project,
            all_projects=all_projects or None,
            with_access_entitlements=entitlements,
        )
        if recursion == 0:
            return self._links(
                api.replicators_get(recursion=0, project=project, all_projects=all_projects or None),
                lambda link: self.get(link.name, project=link.project),
                project="default" if all_projects else project,
                filter=filter,
                objects=objects,
                in_url=("project",),
            )
        return self._objects(objects, filter)

    def get(
        self, name: str, *, project: str | None = None, entitlements: Sequence[str] | None = None
    ) -> models.Replicator:
        """Gets a replicator.

        Endpoint: ``GET /1.0/replicators/{name}``; API extension ``replicators``; `entitlements` needs the API
        extension ``entities_with_entitlements``.

        Args:
            name: its name.
            project: its project; default: the client's.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(
            api.replicator_get(name, project=project, with_access_entitlements=entitlements)
        )

    @starts
    def create(
        self, replicator: models.ReplicatorsPost | Mapping[str, Any], *, project: str | None = None
    ) -> Operation:
        """Creates a replicator.

        Endpoint: ``POST /1.0/replicators``; API extension ``replicators``.

        Args:
            replicator: what to create: `lxd_api.models.ReplicatorsPost`, or a mapping such as ``{"name": "nightly",
                "config": {"cluster": "other", "schedule": "@daily"}}``.
            project: the project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return self._client.start(api.replicators_post(body=plain_body(replicator), project=project))

    @starts
    def update_configuration(
        self, name: str, replicator: Changes, *, project: str | None = None
    ) -> Operation:
        """Replaces all that can be changed of a replicator: what is not given is unset.

        Endpoint: ``PUT /1.0/replicators/{name}``; API extension ``replicators``.

        Args:
            name: its name.
            replicator: a `Replicator` as it was got, a `ReplicatorPut`, or a mapping.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(api.replicator_put(name, body=plain_body(replicator), project=project))

    @starts
    def update_configuration_subset(
        self, name: str, replicator: Changes, *, project: str | None = None
    ) -> Operation:
        """Changes what is given of a replicator and leaves the rest as it is.

        Endpoint: ``PATCH /1.0/replicators/{name}``; API extension ``replicators``.

        Args:
            name: its name.
            replicator: a `ReplicatorPut` or a mapping, such as ``{"config": {"schedule": "@hourly"}}``; a
                configuration key that is None or ``""`` is unset.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(api.replicator_patch(name, body=plain_body(replicator), project=project))

    def edit(
        self, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> Edit[models.Replicator]:
        """Changes a replicator, unless somebody else changes the same of it meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/replicators/{name}``; API extension ``replicators``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.replicator_put(name, body=body, project=project)

        return Edit(self._client, api.replicator_get(name, project=project), put, timeout=timeout)

    @starts
    def rename(self, name: str, new_name: str, *, project: str | None = None) -> Operation:
        """Renames a replicator.

        Endpoint: ``POST /1.0/replicators/{name}``; API extension ``replicators``.

        Args:
            name: its name.
            new_name: its name from then on.
            project: its project; default: the client's.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return self._client.start(api.replicator_post(name, body={"name": new_name}, project=project))

    @starts
    def delete(self, name: str, *, project: str | None = None) -> Operation:
        """Deletes a replicator.

        Endpoint: ``DELETE /1.0/replicators/{name}``; API extension ``replicators``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return self._client.start(api.replicator_delete(name, project=project))

    def get_state(self, name: str, *, project: str | None = None) -> models.ReplicatorState:
        """Gets what a replicator is doing, and when it last ran.

        Endpoint: ``GET /1.0/replicators/{name}/state``; API extension ``replicators``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(api.replicator_state_get(name, project=project))

    @starts
    def update_state(self, name: str, *, action: ReplicatorAction, project: str | None = None) -> Operation:
        """Makes a replicator do something.

        Endpoint: ``PUT /1.0/replicators/{name}/state``; API extension ``replicators``.

        Args:
            name: its name.
            action: ``"start"`` copies what has changed; ``"restore"`` copies it back.
            project: its project; default: the client's.

        Raises:
            BadRequest: it cannot do that now.
            NotFound: there is none.
        """
        return self._client.start(api.replicator_state_put(name, body={"action": action}, project=project))
