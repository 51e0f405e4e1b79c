"""``client.cluster.groups``: groups of cluster members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, overload

from lxd_api import cluster_groups as api
from lxd_api import models
from lxd_api.types import Request

from lxd._async._io import starts
from lxd._async.area import AsyncArea
from lxd._async.editing import AsyncEdit
from lxd._async.links import AsyncLink
from lxd._async.operations import AsyncOperation
from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body

__all__ = ["AsyncClusterGroups", "Changes"]

Changes: TypeAlias = models.ClusterGroupPut | models.ClusterGroup | Mapping[str, Any]
"""What a cluster group is changed to: what was got and then changed, a model for it, or a mapping."""


class AsyncClusterGroups(AsyncArea):
    """Groups of cluster members."""

    @overload
    async def list(
        self, recursion: Literal[0], *, filter: FilterLike | None = ...
    ) -> list[AsyncLink[models.ClusterGroup]]: ...

    @overload
    async def list(
        self, recursion: Literal[1] = 1, *, filter: FilterLike | None = ...
    ) -> list[models.ClusterGroup]: ...

    @overload
    async def list(
        self, recursion: int, *, filter: FilterLike | None = ...
    ) -> list[AsyncLink[models.ClusterGroup]] | list[models.ClusterGroup]: ...

    async def list(
        self, recursion: int = 1, *, filter: FilterLike | None = None
    ) -> list[AsyncLink[models.ClusterGroup]] | list[models.ClusterGroup]:
        """Lists cluster groups.

        Endpoint: ``GET /1.0/cluster/groups``.

        Args:
            recursion: 0: links; 1: cluster groups.
            filter: which cluster groups: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them,
                so that all are fetched and then picked from.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.cluster_groups_get(recursion=1)
        if recursion == 0:
            return await self._links(
                api.cluster_groups_get(recursion=0),
                lambda link: self.get(link.name),
                filter=filter,
                objects=objects,
            )
        return await self._objects(objects, filter)

    async def get(self, name: str) -> models.ClusterGroup:
        """Gets a cluster group.

        Endpoint: ``GET /1.0/cluster/groups/{name}``.

        Args:
            name: its name.

        Raises:
            NotFound: there is none.
        """
        return await self._client.send(api.cluster_group_get(name))

    @starts
    async def create(self, group: models.ClusterGroupsPost | Mapping[str, Any]) -> AsyncOperation:
        """Creates a cluster group.

        Endpoint: ``POST /1.0/cluster/groups``.

        Args:
            group: what to create: `lxd_api.models.ClusterGroupsPost`, or a mapping such as ``{"name": "fast",
                "members": ["n1", "n2"]}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return await self._client.start(api.cluster_groups_post(body=plain_body(group)))

    @starts
    async def update_configuration(self, name: str, group: Changes) -> AsyncOperation:
        """Replaces all that can be changed of a cluster group: what is not given is unset.

        Endpoint: ``PUT /1.0/cluster/groups/{name}``.

        Args:
            name: its name.
            group: a `ClusterGroup` as it was got, a `ClusterGroupPut`, or a mapping.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(api.cluster_group_put(name, body=plain_body(group)))

    @starts
    async def update_configuration_subset(self, name: str, group: Changes) -> AsyncOperation:
        """Changes what is given of a cluster group and leaves the rest as it is.

        Endpoint: ``PATCH /1.0/cluster/groups/{name}``.

        Args:
            name: its name.
            group: a `ClusterGroupPut` or a mapping, such as ``{"members": ["n1"]}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return await self._client.start(api.cluster_group_patch(name, body=plain_body(group)))

    def edit(self, name: str, *, timeout: float | None = None) -> AsyncEdit[models.ClusterGroup]:
        """Changes a cluster group in one go; see `AsyncEdit`.

        Endpoints: ``GET`` and ``PUT /1.0/cluster/groups/{name}``.
        LXD does not notice another's change of it meanwhile, and nor does this.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.cluster_group_put(name, body=body)

        return AsyncEdit(self._client, api.cluster_group_get(name), put, timeout=timeout)

    @starts
    async def rename(self, name: str, new_name: str) -> AsyncOperation:
        """Renames a cluster group.

        Endpoint: ``POST /1.0/cluster/groups/{name}``.

        Args:
            name: its name.
            new_name: its name from then on.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return await self._client.start(api.cluster_group_post(name, body={"name": new_name}))

    @starts
    async def delete(self, name: str) -> AsyncOperation:
        """Deletes a cluster group that has no members.

        Endpoint: ``DELETE /1.0/cluster/groups/{name}``.

        Args:
            name: its name.

        Raises:
            BadRequest: it has members, or is LXD's own.
            NotFound: there is none.
        """
        return await self._client.start(api.cluster_group_delete(name))
