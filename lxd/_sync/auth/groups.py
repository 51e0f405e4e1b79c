# Written by scripts/unasync.py from lxd/_async/auth/groups.py. Change that, and run `make sync`.

"""``client.auth.groups``: groups of identities, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, overload

from lxd_api import auth_groups as api
from lxd_api import models
from lxd_api.types import Request

from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation

__all__ = ["AuthGroups", "Changes"]

Changes: TypeAlias = models.AuthGroupPut | models.AuthGroup | Mapping[str, Any]
"""What a group is changed to: what was got and then changed, a model for it, or a mapping."""


class AuthGroups(Area):
    """Groups of identities, and what they may do."""

    @overload
    def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.AuthGroup]]: ...
    @overload
    def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.AuthGroup]: ...
    @overload
    def list(
        self, recursion: int, *, filter: FilterLike | None = ..., entitlements: Sequence[str] | None = ...
    ) -> list[Link[models.AuthGroup]] | list[models.AuthGroup]: ...
    def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[Link[models.AuthGroup]] | list[models.AuthGroup]:
        """Lists groups.

        Endpoint: ``GET /1.0/auth/groups``; API extension ``access_management``; `entitlements` needs the API
        extension ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: groups.
            filter: which groups: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so that
                all are fetched and then picked from.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.auth_groups_get(recursion=1, with_access_entitlements=entitlements)
        if recursion == 0:
            return self._links(
                api.auth_groups_get(recursion=0),
                lambda link: self.get(link.name),
                filter=filter,
                objects=objects,
            )
        return self._objects(objects, filter)

    def get(self, name: str, *, entitlements: Sequence[str] | None = None) -> models.AuthGroup:
        """Gets a group.

        Endpoint: ``GET /1.0/auth/groups/{groupName}``; API extension ``access_management``; `entitlements` needs the
        API extension ``entities_with_entitlements``.

        Args:
            name: its name.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(api.auth_group_get(name, with_access_entitlements=entitlements))

    @starts
    def create(self, group: models.AuthGroupsPost | Mapping[str, Any]) -> Operation:
        """Creates a group.

        Endpoint: ``POST /1.0/auth/groups``; API extension ``access_management``.

        Args:
            group: what to create: `lxd_api.models.AuthGroupsPost`, or a mapping such as ``{"name": "operators",
                "permissions": [{"entity_type": "project", "url": "/1.0/projects/default", "entitlement":
                "operator"}]}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return self._client.start(api.auth_groups_post(body=plain_body(group)))

    @starts
    def update_configuration(self, name: str, group: Changes) -> Operation:
        """Replaces all that can be changed of a group: what is not given is unset.

        Endpoint: ``PUT /1.0/auth/groups/{groupName}``; API extension ``access_management``.

        Args:
            name: its name.
            group: an `AuthGroup` as it was got, an `AuthGroupPut`, or a mapping.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(api.auth_group_put(name, body=plain_body(group)))

    @starts
    def update_configuration_subset(self, name: str, group: Changes) -> Operation:
        """Changes what is given of a group and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/auth/groups/{groupName}``; API extension ``access_management``. PATCH leaves a
        group no permissions but those that it names and that are new.

        Args:
            name: its name.
            group: an `AuthGroupPut` or a mapping, such as ``{"description": "new"}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self.edit(name).update(group)

    def edit(self, name: str, *, timeout: float | None = None) -> Edit[models.AuthGroup]:
        """Changes a group, unless somebody else changes the same of it meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/auth/groups/{groupName}``; API extension ``access_management``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.auth_group_put(name, body=body)

        return Edit(self._client, api.auth_group_get(name), put, timeout=timeout)

    @starts
    def rename(self, name: str, new_name: str) -> Operation:
        """Renames a group.

        Endpoint: ``POST /1.0/auth/groups/{groupName}``; API extension ``access_management``.

        Args:
            name: its name.
            new_name: its name from then on.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return self._client.start(api.auth_group_post(name, body={"name": new_name}))

    @starts
    def delete(self, name: str) -> Operation:
        """Deletes a group.

        Endpoint: ``DELETE /1.0/auth/groups/{groupName}``; API extension ``access_management``.

        Args:
            name: its name.

        Raises:
            NotFound: there is none.
        """
        return self._client.start(api.auth_group_delete(name))
