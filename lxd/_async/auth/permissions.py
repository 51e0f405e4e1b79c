"""``client.auth.permissions``: what there is to be allowed."""

from __future__ import annotations

from typing import Literal, overload

from lxd_api import models
from lxd_api import permissions as api

from lxd._async.area import AsyncArea
from lxd._core.filtering import FilterLike

__all__ = ["AsyncPermissions"]


class AsyncPermissions(AsyncArea):
    """Permissions: each an entitlement on an object, which groups can be given."""

    @overload
    async def list(
        self,
        recursion: Literal[0],
        *,
        entity_type: str | None = ...,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
    ) -> list[models.Permission]: ...
    @overload
    async def list(
        self,
        recursion: Literal[1] = 1,
        *,
        entity_type: str | None = ...,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
    ) -> list[models.PermissionInfo]: ...
    @overload
    async def list(
        self,
        recursion: int,
        *,
        entity_type: str | None = ...,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
    ) -> list[models.Permission] | list[models.PermissionInfo]: ...
    async def list(
        self,
        recursion: int = 1,
        *,
        entity_type: str | None = None,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
    ) -> list[models.Permission] | list[models.PermissionInfo]:
        """Lists all permissions that can be given.

        Endpoint: ``GET /1.0/auth/permissions``; API extension ``access_management``.

        Args:
            recursion: 0: permissions; 1: with the groups that have them.
            entity_type: of one kind of object only, such as ``"instance"``.
            filter: which permissions, picked from all of them: built with `lxd.filters.F`, or in LXD's own words.
            project: of what is in that project only; default: the client's, of all where it has none.
            all_projects: of all projects, whatever the client's own is, and of what is in none.

        Raises:
            BadRequest: there is no such kind of object.
            FilterError: the filter is none.
        """
        scope = None if all_projects else project
        if recursion == 0:
            permissions = api.permissions_get(recursion=0, entity_type=entity_type, project=scope)
            return await self._objects(self._anywhere(permissions, all_projects), filter)
        infos = api.permissions_get(recursion=1, entity_type=entity_type, project=scope)
        return await self._objects(self._anywhere(infos, all_projects), filter)
