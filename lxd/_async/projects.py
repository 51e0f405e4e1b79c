"""``client.projects``: groups of instances, images, profiles and more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import projects as api
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body

__all__ = ["AsyncProjects", "Changes", "ReplicaMode"]

ReplicaMode: TypeAlias = Literal["leader", "standby", ""]
"""Whether a project is copied from, copied to, or neither."""

Changes: TypeAlias = models.ProjectPut | models.Project | Mapping[str, Any]
"""What a project is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncProjects(AsyncArea):
    """Projects: groups of instances, images, profiles and more."""

    @overload
    async def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.Project]]: ...

    @overload
    async def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.Project]: ...

    @overload
    async def list(
        self, recursion: int, *, filter: FilterLike | None = ..., entitlements: Sequence[str] | None = ...
    ) -> list[AsyncLink[models.Project]] | list[models.Project]: ...

    async def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[AsyncLink[models.Project]] | list[models.Project]:
        """Lists projects.

        Endpoint: ``GET /1.0/projects``; `entitlements` needs the API extension ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: projects.
            filter: which projects: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that
                all are fetched and then picked from.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.projects_get(recursion=1, with_access_entitlements=entitlements)
        if recursion == 0:
            return await self._links(
                api.projects_get(recursion=0),
                lambda link: self.get(link.name),
                filter=filter,
                objects=objects,
            )
        return await self._objects(objects, filter)

    async def get(self, name: str, *, entitlements: Sequence[str] | None = None) -> models.Project:
        """Gets a project.

        Endpoint: ``GET /1.0/projects/{name}``; `entitlements` needs the API extension ``entities_with_entitlements``.

        Args:
            name: its name.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(api.project_get(name, with_access_entitlements=entitlements))

    @starts
    async def create(self, settings: models.ProjectsPost | Mapping[str, Any]) -> AsyncOperation:
        """Creates a project.

        Endpoint: ``POST /1.0/projects``.

        Args:
            settings: what to create: `lxd_api.models.ProjectsPost`, or a mapping such as ``{"name": "staging",
                "config": {"features.images": False}}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return await self._client.start(api.projects_post(body=plain_body(settings)))

    @starts
    async def update_configuration(self, name: str, settings: Changes) -> AsyncOperation:
        """Replaces all that can be changed of a project: what is not given is unset.

        Endpoint: ``PUT /1.0/projects/{name}``.

        Args:
            name: its name.
            settings: a `Project` as it was got, a `ProjectPut`, or a mapping.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(api.project_put(name, body=plain_body(settings)))

    @starts
    async def update_configuration_subset(self, name: str, settings: Changes) -> AsyncOperation:
        """Changes what is given of a project and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/projects/{name}``. LXD 5.0 unsets configuration that a PATCH does not name.

        Args:
            name: its name.
            settings: a `ProjectPut` or a mapping, such as ``{"config": {"limits.instances": 5}}``; a configuration
                key that is None or ``""`` is unset.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self.edit(name).update(settings)

    def edit(self, name: str, *, timeout: float | None = None) -> AsyncEdit[models.Project]:
        """Changes a project, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/projects/{name}``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.project_put(name, body=body)

        return AsyncEdit(self._client, api.project_get(name), put, timeout=timeout)

    @starts
    async def rename(self, name: str, new_name: str) -> AsyncOperation:
        """Renames a project.

        Endpoint: ``POST /1.0/projects/{name}``.

        Args:
            name: its name.
            new_name: its name from then on.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return await self._client.start(api.project_post(name, body={"name": new_name}))

    @starts
    async def delete(self, name: str, *, force: bool = False) -> AsyncOperation:
        """Deletes a project that is empty.

        Endpoint: ``DELETE /1.0/projects/{name}``; `force` needs the API extension ``projects_force_delete``.

        Args:
            name: its name.
            force: delete all that is in it, too.

        Raises:
            BadRequest: there is something in it, or it is LXD's own.
            NotFound: there is none.
        """
        return await self._client.start(api.project_delete(name, force=force or None))

    async def get_state(self, name: str) -> models.ProjectState:
        """Gets how much of its limits a project uses.

        Endpoint: ``GET /1.0/projects/{name}/state``.

        Args:
            name: its name.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(api.project_state_get(name))

    @starts
    async def update_state(
        self, name: str, *, replica_mode: ReplicaMode, force: bool = False
    ) -> AsyncOperation:
        """Makes a project the one that is copied from, or one that is copied to.

        Endpoint: ``PUT /1.0/projects/{name}/state``; API extension ``project_replica_mode``.

        Args:
            name: its name.
            replica_mode: ``"leader"``, ``"standby"``, or ``""`` for neither.
            force: do so even if the other cluster cannot be asked.

        Raises:
            BadRequest: that cannot be.
            NotFound: there is none.
        """
        body = {"replica_mode": replica_mode}
        return await self._client.start(api.project_state_put(name, body=body, force=force or None))
