"""``client.replicators``: projects that are copied to another cluster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import replicators as api
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body

__all__ = ["AsyncReplicators", "Changes", "ReplicatorAction"]

ReplicatorAction: TypeAlias = Literal["start", "restore"]
"""What a replicator can be made to do: copy what has changed, or copy it back."""

Changes: TypeAlias = models.ReplicatorPut | models.Replicator | Mapping[str, Any]
"""What a replicator is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncReplicators(AsyncArea):
    """Replicators: projects that are copied to another cluster."""

    @overload
    async def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.Replicator]]: ...

    @overload
    async def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.Replicator]: ...

    @overload
    async def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.Replicator]] | list[models.Replicator]: ...

    async def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
        entitlements: Sequence[str] | None = None,
    ) -> list[AsyncLink[models.Replicator]] | list[models.Replicator]:
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
            return await self._links(
                api.replicators_get(recursion=0, project=project, all_projects=all_projects or None),
                lambda link: self.get(link.name, project=link.project),
                project="default" if all_projects else project,
                filter=filter,
                objects=objects,
                in_url=("project",),
            )
        return await self._objects(objects, filter)

    async def get(
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
        return await self._client.send(
            api.replicator_get(name, project=project, with_access_entitlements=entitlements)
        )

    @starts
    async def create(
        self, replicator: models.ReplicatorsPost | Mapping[str, Any], *, project: str | None = None
    ) -> AsyncOperation:
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
        return await self._client.start(api.replicators_post(body=plain_body(replicator), project=project))

    @starts
    async def update_configuration(
        self, name: str, replicator: Changes, *, project: str | None = None
    ) -> AsyncOperation:
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
        return await self._client.start(
            api.replicator_put(name, body=plain_body(replicator), project=project)
        )

    @starts
    async def update_configuration_subset(
        self, name: str, replicator: Changes, *, project: str | None = None
    ) -> AsyncOperation:
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
        return await self._client.start(
            api.replicator_patch(name, body=plain_body(replicator), project=project)
        )

    def edit(
        self, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> AsyncEdit[models.Replicator]:
        """Changes a replicator, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/replicators/{name}``; API extension ``replicators``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.replicator_put(name, body=body, project=project)

        return AsyncEdit(self._client, api.replicator_get(name, project=project), put, timeout=timeout)

    @starts
    async def rename(self, name: str, new_name: str, *, project: str | None = None) -> AsyncOperation:
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
        return await self._client.start(api.replicator_post(name, body={"name": new_name}, project=project))

    @starts
    async def delete(self, name: str, *, project: str | None = None) -> AsyncOperation:
        """Deletes a replicator.

        Endpoint: ``DELETE /1.0/replicators/{name}``; API extension ``replicators``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(api.replicator_delete(name, project=project))

    async def get_state(self, name: str, *, project: str | None = None) -> models.ReplicatorState:
        """Gets what a replicator is doing, and when it last ran.

        Endpoint: ``GET /1.0/replicators/{name}/state``; API extension ``replicators``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(api.replicator_state_get(name, project=project))

    @starts
    async def update_state(
        self, name: str, *, action: ReplicatorAction, project: str | None = None
    ) -> AsyncOperation:
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
        return await self._client.start(
            api.replicator_state_put(name, body={"action": action}, project=project)
        )
