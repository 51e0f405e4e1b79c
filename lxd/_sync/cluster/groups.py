# Written by scripts/unasync.py from lxd/_async/cluster/groups.py. Change that, and run `make sync`.

"""``client.cluster.groups``: groups of cluster members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, overload

from lxd_api import cluster_groups as api
from lxd_api import models
from lxd_api.types import Request

from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation

__all__ = ["Changes", "ClusterGroups"]

Changes: TypeAlias = models.ClusterGroupPut | models.ClusterGroup | Mapping[str, Any]
"""What a cluster group is changed to: what was got and then changed, a model for it, or a mapping."""


class ClusterGroups(Area):
    """Groups of cluster members."""

    @overload
    def list(
        self, recursion: Literal[0], *, filter: FilterLike | None = ...
    ) -> list[Link[models.ClusterGroup]]: ...

    @overload
    def list(
        self, recursion: Literal[1] = 1, *, filter: FilterLike | None = ...
    ) -> list[models.ClusterGroup]: ...

    @overload
    def list(
        self, recursion: int, *, filter: FilterLike | None = ...
    ) -> list[Link[models.ClusterGroup]] | list[models.ClusterGroup]: ...

    def list(
        self, recursion: int = 1, *, filter: FilterLike | None = None
    ) -> list[Link[models.ClusterGroup]] | list[models.ClusterGroup]:
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
            return self._links(
                api.cluster_groups_get(recursion=0),
                lambda link: self.get(link.name),
                filter=filter,
                objects=objects,
            )
        return self._objects(objects, filter)

    def get(self, name: str) -> models.ClusterGroup:
        """Gets a cluster group.

        Endpoint: ``GET /1.0/cluster/groups/{name}``.

        Args:
            name: its name.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(api.cluster_group_get(name))

    @starts
    def create(self, group: models.ClusterGroupsPost | Mapping[str, Any]) -> Operation:
        """Creates a cluster group.

        Endpoint: ``POST /1.0/cluster/groups``.

        Args:
            group: what to create: `lxd_api.models.ClusterGroupsPost`, or a mapping such as ``{"name": "fast",
                "members": ["n1", "n2"]}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return self._client.start(api.cluster_groups_post(body=plain_body(group)))

    @starts
    def update_configuration(self, name: str, group: Changes) -> Operation:
        """Replaces all that can be changed of a cluster group: what is not given is unset.

        Endpoint: ``PUT /1.0/cluster/groups/{name}``.

        Args:
            name: its name.
            group: a `ClusterGroup` as it was got, a `ClusterGroupPut`, or a mapping.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(api.cluster_group_put(name, body=plain_body(group)))

    @starts
    def update_configuration_subset(self, name: str, group: Changes) -> Operation:
        """Changes what is given of a cluster group and leaves the rest as it is.

        Endpoint: ``PATCH /1.0/cluster/groups/{name}``.

        Args:
            name: its name.
            group: a `ClusterGroupPut` or a mapping, such as ``{"members": ["n1"]}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(api.cluster_group_patch(name, body=plain_body(group)))

    def edit(self, name: str, *, timeout: float | None = None) -> Edit[models.ClusterGroup]:
        """Changes a cluster group in one go; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/cluster/groups/{name}``.
        LXD does not notice another's change of it meanwhile, and nor does this.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.cluster_group_put(name, body=body)

        return Edit(self._client, api.cluster_group_get(name), put, timeout=timeout)

    @starts
    def rename(self, name: str, new_name: str) -> Operation:
        """Renames a cluster group.

        Endpoint: ``POST /1.0/cluster/groups/{name}``.

        Args:
            name: its name.
            new_name: its name from then on.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return self._client.start(api.cluster_group_post(name, body={"name": new_name}))

    @starts
    def delete(self, name: str) -> Operation:
        """Deletes a cluster group that has no members.

        Endpoint: ``DELETE /1.0/cluster/groups/{name}``.

        Args:
            name: its name.

        Raises:
            BadRequest: it has members, or is LXD's own.
            NotFound: there is none.
        """
        return self._client.start(api.cluster_group_delete(name))
