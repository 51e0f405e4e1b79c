"""``client.auth.identity_provider_groups``: which groups those of the OpenID provider stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, overload

from lxd_api import identity_provider_groups as api
from lxd_api import models
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body

__all__ = ["AsyncIdentityProviderGroups", "Changes"]

Changes: TypeAlias = models.IdentityProviderGroupPut | models.IdentityProviderGroup | Mapping[str, Any]
"""What an identity-provider group is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncIdentityProviderGroups(AsyncArea):
    """Which groups those of the OpenID provider stand for."""

    @overload
    async def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[AsyncLink[models.IdentityProviderGroup]]: ...
    @overload
    async def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.IdentityProviderGroup]: ...
    @overload
    async def list(
        self, recursion: int, *, filter: FilterLike | None = ..., entitlements: Sequence[str] | None = ...
    ) -> list[AsyncLink[models.IdentityProviderGroup]] | list[models.IdentityProviderGroup]: ...
    async def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[AsyncLink[models.IdentityProviderGroup]] | list[models.IdentityProviderGroup]:
        """Lists identity-provider groups.

        Endpoint: ``GET /1.0/auth/identity-provider-groups``; API extension ``access_management``; `entitlements`
        needs the API extension ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: identity-provider groups.
            filter: which identity-provider groups: built with `lxd.filters.F`, or in LXD's own words. LXD cannot
                filter them, so that all are fetched and then picked from.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.identity_provider_groups_get(recursion=1, with_access_entitlements=entitlements)
        if recursion == 0:
            return await self._links(
                api.identity_provider_groups_get(recursion=0),
                lambda link: self.get(link.name),
                filter=filter,
                objects=objects,
            )
        return await self._objects(objects, filter)

    async def get(
        self, name: str, *, entitlements: Sequence[str] | None = None
    ) -> models.IdentityProviderGroup:
        """Gets an identity-provider group.

        Endpoint: ``GET /1.0/auth/identity-provider-groups/{idpGroupName}``; API extension ``access_management``;
        `entitlements` needs the API extension ``entities_with_entitlements``.

        Args:
            name: its name.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(
            api.identity_provider_group_get(name, with_access_entitlements=entitlements)
        )

    @starts
    async def create(self, group: models.IdentityProviderGroupsPost | Mapping[str, Any]) -> AsyncOperation:
        """Creates an identity-provider group.

        Endpoint: ``POST /1.0/auth/identity-provider-groups``; API extension ``access_management``.

        Args:
            group: what to create: `lxd_api.models.IdentityProviderGroupsPost`, or a mapping such as ``{"name":
                "staff", "groups": ["operators"]}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return await self._client.start(api.identity_provider_groups_post(body=plain_body(group)))

    @starts
    async def update_configuration(self, name: str, group: Changes) -> AsyncOperation:
        """Replaces all that can be changed of an identity-provider group: what is not given is unset.

        Endpoint: ``PUT /1.0/auth/identity-provider-groups/{idpGroupName}``; API extension ``access_management``.

        Args:
            name: its name.
            group: an `IdentityProviderGroup` as it was got, an `IdentityProviderGroupPut`, or a mapping.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(api.identity_provider_group_put(name, body=plain_body(group)))

    @starts
    async def update_configuration_subset(self, name: str, group: Changes) -> AsyncOperation:
        """Changes what is given of an identity-provider group and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/auth/identity-provider-groups/{idpGroupName}``; API extension
        ``access_management``. PATCH adds groups, and takes none away.

        Args:
            name: its name.
            group: an `IdentityProviderGroupPut` or a mapping, such as ``{"groups": ["operators"]}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self.edit(name).update(group)

    def edit(self, name: str, *, timeout: float | None = None) -> AsyncEdit[models.IdentityProviderGroup]:
        """Changes an identity-provider group, unless somebody else changes the same of it meanwhile; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/auth/identity-provider-groups/{idpGroupName}``; API extension
        ``access_management``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.identity_provider_group_put(name, body=body)

        return AsyncEdit(self._client, api.identity_provider_group_get(name), put, timeout=timeout)

    @starts
    async def rename(self, name: str, new_name: str) -> AsyncOperation:
        """Renames an identity-provider group.

        Endpoint: ``POST /1.0/auth/identity-provider-groups/{idpGroupName}``; API extension ``access_management``.

        Args:
            name: its name.
            new_name: its name from then on.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return await self._client.start(api.identity_provider_group_post(name, body={"name": new_name}))

    @starts
    async def delete(self, name: str) -> AsyncOperation:
        """Deletes an identity-provider group.

        Endpoint: ``DELETE /1.0/auth/identity-provider-groups/{idpGroupName}``; API extension ``access_management``.

        Args:
            name: its name.

        Raises:
            NotFound: there is none.
        """
        return await self._client.start(api.identity_provider_group_delete(name))
