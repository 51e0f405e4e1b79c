"""``client.images.aliases``: names of images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, overload

from lxd_api import images as api
from lxd_api import models
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body

__all__ = ["AsyncImageAliases", "Changes"]

Changes: TypeAlias = models.ImageAliasesEntryPut | models.ImageAliasesEntry | Mapping[str, Any]
"""What an alias is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncImageAliases(AsyncArea):
    """Names of images."""

    @overload
    async def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.ImageAliasesEntry]]: ...

    @overload
    async def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.ImageAliasesEntry]: ...

    @overload
    async def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.ImageAliasesEntry]] | list[models.ImageAliasesEntry]: ...

    async def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[AsyncLink[models.ImageAliasesEntry]] | list[models.ImageAliasesEntry]:
        """Lists aliases.

        Endpoint: ``GET /1.0/images/aliases``; `entitlements` needs the API extension ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: aliases.
            filter: which aliases: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that
                all are fetched and then picked from.
            project: the project; default: the client's.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.images_aliases_get(recursion=1, project=project, with_access_entitlements=entitlements)
        if recursion == 0:
            return await self._links(
                api.images_aliases_get(recursion=0, project=project),
                lambda link: self.get(link.name, project=link.project),
                project=project,
                filter=filter,
                objects=objects,
            )
        return await self._objects(objects, filter)

    async def get(
        self, name: str, *, project: str | None = None, entitlements: Sequence[str] | None = None
    ) -> models.ImageAliasesEntry:
        """Gets an alias.

        Endpoint: ``GET /1.0/images/aliases/{name}``; `entitlements` needs the API extension
        ``entities_with_entitlements``.

        Args:
            name: its name.
            project: its project; default: the client's.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(
            api.image_alias_get(name, project=project, with_access_entitlements=entitlements)
        )

    @starts
    async def create(
        self, alias: models.ImageAliasesPost | Mapping[str, Any], *, project: str | None = None
    ) -> AsyncOperation:
        """Creates an alias.

        Endpoint: ``POST /1.0/images/aliases``.

        Args:
            alias: what to create: `lxd_api.models.ImageAliasesPost`, or a mapping such as ``{"name": "web", "target":
                fingerprint}``.
            project: the project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return await self._client.start(api.images_aliases_post(body=plain_body(alias), project=project))

    @starts
    async def update_configuration(
        self, name: str, alias: Changes, *, project: str | None = None
    ) -> AsyncOperation:
        """Replaces all that can be changed of an alias: what is not given is unset.

        Endpoint: ``PUT /1.0/images/aliases/{name}``.

        Args:
            name: its name.
            alias: an `ImageAliasesEntry` as it was got, an `ImageAliasesEntryPut`, or a mapping.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(api.images_aliases_put(name, body=plain_body(alias), project=project))

    @starts
    async def update_configuration_subset(
        self, name: str, alias: Changes, *, project: str | None = None
    ) -> AsyncOperation:
        """Changes what is given of an alias and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/images/aliases/{name}``. LXD 5.0.2 fails to PATCH one.

        Args:
            name: its name.
            alias: an `ImageAliasesEntryPut` or a mapping, such as ``{"target": fingerprint}``.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self.edit(name, project=project).update(alias)

    def edit(
        self, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> AsyncEdit[models.ImageAliasesEntry]:
        """Changes an alias, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/images/aliases/{name}``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.images_aliases_put(name, body=body, project=project)

        return AsyncEdit(self._client, api.image_alias_get(name, project=project), put, timeout=timeout)

    @starts
    async def rename(self, name: str, new_name: str, *, project: str | None = None) -> AsyncOperation:
        """Renames an alias.

        Endpoint: ``POST /1.0/images/aliases/{name}``.

        Args:
            name: its name.
            new_name: its name from then on.
            project: its project; default: the client's.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return await self._client.start(api.images_alias_post(name, body={"name": new_name}, project=project))

    @starts
    async def delete(self, name: str, *, project: str | None = None) -> AsyncOperation:
        """Deletes an alias.

        Endpoint: ``DELETE /1.0/images/aliases/{name}``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(api.image_alias_delete(name, project=project))
