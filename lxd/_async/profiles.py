"""``client.profiles``: configuration and devices that instances share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import profiles as api
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body

__all__ = ["AsyncProfiles", "Changes"]

Changes: TypeAlias = models.ProfilePut | models.Profile | Mapping[str, Any]
"""What a profile is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncProfiles(AsyncArea):
    """Profiles: configuration and devices that instances share."""

    @overload
    async def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.Profile]]: ...
    @overload
    async def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.Profile]: ...
    @overload
    async def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.Profile]] | list[models.Profile]: ...
    async def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
        entitlements: Sequence[str] | None = None,
    ) -> list[AsyncLink[models.Profile]] | list[models.Profile]:
        """Lists profiles.

        Endpoint: ``GET /1.0/profiles``; `all_projects` needs the API extension ``profiles_all_projects``,
        `entitlements` ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: profiles.
            filter: which profiles; LXD cannot filter them, so that all are fetched and then picked from.
            project: the project; default: the client's.
            all_projects: of all projects instead.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may
                is in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        everywhere = all_projects or None
        objects = api.profiles_get(
            recursion=1, project=project, all_projects=everywhere, with_access_entitlements=entitlements
        )
        if recursion == 0:
            return await self._links(
                api.profiles_get(recursion=0, project=project, all_projects=everywhere),
                lambda link: self.get(link.name, project=link.project),
                # LXD leaves its default project out of URLs, whatever the client's own is.
                project="default" if all_projects else project,
                filter=filter,
                objects=objects,
                in_url=("project",),
            )
        return await self._objects(objects, filter)

    async def get(
        self, name: str, *, project: str | None = None, entitlements: Sequence[str] | None = None
    ) -> models.Profile:
        """Gets a profile.

        Endpoint: ``GET /1.0/profiles/{name}``; `entitlements` needs the API extension ``entities_with_entitlements``.

        Args:
            name: its name.
            project: its project; default: the client's.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(
            api.profile_get(name, project=project, with_access_entitlements=entitlements)
        )

    @starts
    async def create(
        self, profile: models.ProfilesPost | Mapping[str, Any], *, project: str | None = None
    ) -> AsyncOperation:
        """Creates a profile.

        Endpoint: ``POST /1.0/profiles``.

        Args:
            profile: what to create: `lxd_api.models.ProfilesPost`, or a mapping such as
                ``{"name": "small", "config": {"limits.cpu": 1}}``.
            project: the project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is a profile of that name; LXD 5.0 says so with `BadRequest`.
        """
        return await self._client.start(api.profiles_post(body=plain_body(profile), project=project))

    @starts
    async def update_configuration(
        self, name: str, profile: Changes, *, project: str | None = None
    ) -> AsyncOperation:
        """Replaces all that can be changed of a profile: what is not given is unset.

        Endpoint: ``PUT /1.0/profiles/{name}``.

        Args:
            name: its name.
            profile: a `Profile` as it was got, a `ProfilePut`, or a mapping.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(api.profile_put(name, body=plain_body(profile), project=project))

    @starts
    async def update_configuration_subset(
        self, name: str, profile: Changes, *, project: str | None = None
    ) -> AsyncOperation:
        """Changes what is given of a profile and leaves the rest as it is.

        Endpoint: ``PATCH /1.0/profiles/{name}``.

        Args:
            name: its name.
            profile: a `ProfilePut` or a mapping, such as ``{"config": {"limits.cpu": 2}}``; a configuration key that
                is None or ``""`` is unset.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(api.profile_patch(name, body=plain_body(profile), project=project))

    def edit(
        self, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> AsyncEdit[models.Profile]:
        """Changes a profile, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/profiles/{name}``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.profile_put(name, body=body, project=project)

        return AsyncEdit(self._client, api.profile_get(name, project=project), put, timeout=timeout)

    @starts
    async def rename(self, name: str, new_name: str, *, project: str | None = None) -> AsyncOperation:
        """Renames a profile.

        Endpoint: ``POST /1.0/profiles/{name}``.

        Args:
            name: its name.
            new_name: its name from then on.
            project: its project; default: the client's.

        Raises:
            Conflict: there is a profile of that name.
            NotFound: there is none to rename.
        """
        return await self._client.start(api.profile_post(name, body={"name": new_name}, project=project))

    @starts
    async def delete(self, name: str, *, project: str | None = None) -> AsyncOperation:
        """Deletes a profile that no instance uses.

        Endpoint: ``DELETE /1.0/profiles/{name}``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            BadRequest: an instance uses it.
            NotFound: there is none.
        """
        return await self._client.start(api.profile_delete(name, project=project))
