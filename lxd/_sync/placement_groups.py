# Written by scripts/unasync.py from lxd/_async/placement_groups.py. Change that, and run `make sync`.

"""``client.placement_groups``: where in a cluster instances go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import placement_groups as api
from lxd_api.types import Request

from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation

__all__ = ["Changes", "PlacementGroups"]

Changes: TypeAlias = models.PlacementGroupPut | models.PlacementGroup | Mapping[str, Any]
"""What a placement group is changed to: what was got and then changed, a model for it, or a mapping."""


class PlacementGroups(Area):
    """Placement groups: where in a cluster instances go."""

    @overload
    def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.PlacementGroup]]: ...

    @overload
    def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.PlacementGroup]: ...

    @overload
    def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.PlacementGroup]] | list[models.PlacementGroup]: ...

    def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
        entitlements: Sequence[str] | None = None,
    ) -> list[Link[models.PlacementGroup]] | list[models.PlacementGroup]:
        """Lists placement groups.

        Endpoint: ``GET /1.0/placement-groups``; API extension ``instance_placement_groups``; `entitlements` needs the
        API extension ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: placement groups.
            filter: which placement groups: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them,
                so that all are fetched and then picked from.
            project: the project; default: the client's.
            all_projects: of all projects instead.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.placement_groups_get(
            recursion=1,
            project=project,
            all_projects=all_projects or None,
            with_access_entitlements=entitlements,
        )
        if recursion == 0:
            return self._links(
                api.placement_groups_get(recursion=0, project=project, all_projects=all_projects or None),
                lambda link: self.get(link.name, project=link.project),
                project="default" if all_projects else project,
                filter=filter,
                objects=objects,
                in_url=("project",),
            )
        return self._objects(objects, filter)

    def get(
        self, name: str, *, project: str | None = None, entitlements: Sequence[str] | None = None
    ) -> models.PlacementGroup:
        """Gets a placement group.

        Endpoint: ``GET /1.0/placement-groups/{name}``; API extension ``instance_placement_groups``; `entitlements`
        needs the API extension ``entities_with_entitlements``.

        Args:
            name: its name.
            project: its project; default: the client's.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(
            api.placement_group_get(name, project=project, with_access_entitlements=entitlements)
        )

    @starts
    def create(
        self, placement_group: models.PlacementGroupsPost | Mapping[str, Any], *, project: str | None = None
    ) -> Operation:
        """Creates a placement group.

        Endpoint: ``POST /1.0/placement-groups``; API extension ``instance_placement_groups``.

        Args:
            placement_group: what to create: `lxd_api.models.PlacementGroupsPost`, or a mapping such as ``{"name":
                "web", "config": {"policy": "spread", "rigor": "strict"}}``.
            project: the project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return self._client.start(
            api.placement_groups_post(body=plain_body(placement_group), project=project)
        )

    @starts
    def update_configuration(
        self, name: str, placement_group: Changes, *, project: str | None = None
    ) -> Operation:
        """Replaces all that can be changed of a placement group: what is not given is unset.

        Endpoint: ``PUT /1.0/placement-groups/{name}``; API extension ``instance_placement_groups``.

        Args:
            name: its name.
            placement_group: a `PlacementGroup` as it was got, a `PlacementGroupPut`, or a mapping.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(
            api.placement_group_put(name, body=plain_body(placement_group), project=project)
        )

    @starts
    def update_configuration_subset(
        self, name: str, placement_group: Changes, *, project: str | None = None
    ) -> Operation:
        """Changes what is given of a placement group and leaves the rest as it is.

        Endpoint: ``PATCH /1.0/placement-groups/{name}``; API extension ``instance_placement_groups``.

        Args:
            name: its name.
            placement_group: a `PlacementGroupPut` or a mapping, such as ``{"config": {"rigor": "permissive"}}``; a
                configuration key that is None or ``""`` is unset.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(
            api.placement_group_patch(name, body=plain_body(placement_group), project=project)
        )

    def edit(
        self, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> Edit[models.PlacementGroup]:
        """Changes a placement group, unless somebody else changes the same of it meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/placement-groups/{name}``; API extension ``instance_placement_groups``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.placement_group_put(name, body=body, project=project)

        return Edit(self._client, api.placement_group_get(name, project=project), put, timeout=timeout)

    @starts
    def rename(self, name: str, new_name: str, *, project: str | None = None) -> Operation:
        """Renames a placement group.

        Endpoint: ``POST /1.0/placement-groups/{name}``; API extension ``instance_placement_groups``.

        Args:
            name: its name.
            new_name: its name from then on.
            project: its project; default: the client's.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return self._client.start(api.placement_group_post(name, body={"name": new_name}, project=project))

    @starts
    def delete(self, name: str, *, project: str | None = None) -> Operation:
        """Deletes a placement group that nothing uses.

        Endpoint: ``DELETE /1.0/placement-groups/{name}``; API extension ``instance_placement_groups``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            BadRequest: something uses it.
            NotFound: there is none.
        """
        return self._client.start(api.placement_group_delete(name, project=project))
