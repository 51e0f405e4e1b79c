# Written by scripts/unasync.py from lxd/_async/instances/listing.py. Change that, and run `make sync`.

"""Instances as they are listed and read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, overload

from lxd_api import instances as api
from lxd_api import models

from lxd._core.filtering import FilterLike
from lxd._sync._io import Fetchable
from lxd._sync.area import Area
from lxd.entities import instances as entities
from lxd.entities.instances import InstanceField, InstanceType

__all__ = ["InstanceLink", "InstanceListing"]


class InstanceLink(entities.InstanceLink, Fetchable[models.Instance]):
    """A link to an instance of one client's server."""

    __slots__ = ("_area",)

    def __init__(self, area: InstanceListing, url: str, project: str | None) -> None:
        super().__init__(url, project)
        self._area = area

    def fetch(self) -> models.Instance:
        """Fetches the instance."""
        return self._area.get(self.name, project=self.project)


class InstanceListing(Area):
    """Lists and reads instances."""

    @overload
    def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        type: InstanceType | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[InstanceLink]: ...
    @overload
    def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        type: InstanceType | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.Instance]: ...
    @overload
    def list(
        self,
        recursion: Literal[2],
        *,
        filter: FilterLike | None = ...,
        type: InstanceType | None = ...,
        fields: Sequence[InstanceField] | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.InstanceFull]: ...
    @overload
    def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        type: InstanceType | None = ...,
        fields: Sequence[InstanceField] | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[InstanceLink] | list[models.Instance] | list[models.InstanceFull]: ...
    def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        type: InstanceType | None = None,
        fields: Sequence[InstanceField] | None = None,
        project: str | None = None,
        all_projects: bool = False,
        entitlements: Sequence[str] | None = None,
    ) -> list[InstanceLink] | list[models.Instance] | list[models.InstanceFull]:
        """Lists instances, with one request at any recursion.

        Endpoint: ``GET /1.0/instances``; `all_projects` needs the API extension ``instance_all_projects``,
        `filter` ``api_filtering``, `fields` ``instances_state_selective_recursion``, `entitlements`
        ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: instances; 2: with their state, snapshots and backups, which takes the server
                some milliseconds for each.
            filter: which instances: built with `lxd.filters.F`, ``F.status == "Running"``, or in LXD's own words,
                ``"status eq Running and config.limits.cpu eq 2"``. The server picks them.
            type: containers or virtual machines only.
            fields: with recursion 2, which of the costly parts of the state to work out: none of them for ``[]``;
                default: all.
            project: the project; default: the client's.
            all_projects: of all projects instead.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit", "can_exec"]``:
                what it may is in ``access_entitlements``.

        Raises:
            BadRequest: LXD does not understand the filter, or an instance does not have one of its fields.
            FilterError: this server cannot be told of that filter.
            ValueError: `fields` without recursion 2.
        """
        if fields is not None and recursion < 2:
            raise ValueError("fields= needs recursion=2")
        everywhere = all_projects or None
        words = self._server_filter(filter)
        if recursion == 0:
            urls = self._filtered(
                api.instances_get(
                    recursion=0, filter=words, instance_type=type, project=project, all_projects=everywhere
                )
            )
            # LXD leaves its default project out of URLs, whatever the client's own is.
            implied = "default" if all_projects else project
            return [InstanceLink(self, url, implied) for url in urls]
        if recursion == 1:
            return self._filtered(
                api.instances_get(
                    recursion=1,
                    filter=words,
                    instance_type=type,
                    project=project,
                    all_projects=everywhere,
                    with_access_entitlements=entitlements,
                )
            )
        return self._filtered(
            api.instances_get(
                recursion=2,
                fields=fields,
                filter=words,
                instance_type=type,
                project=project,
                all_projects=everywhere,
                with_access_entitlements=entitlements,
            )
        )

    @overload
    def get(
        self,
        name: str,
        *,
        recursion: Literal[0] = 0,
        project: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> models.Instance: ...
    @overload
    def get(
        self,
        name: str,
        *,
        recursion: Literal[1],
        fields: Sequence[InstanceField] | None = ...,
        project: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> models.InstanceFull: ...
    @overload
    def get(
        self,
        name: str,
        *,
        recursion: int,
        fields: Sequence[InstanceField] | None = ...,
        project: str | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> models.Instance | models.InstanceFull: ...
    def get(
        self,
        name: str,
        *,
        recursion: int = 0,
        fields: Sequence[InstanceField] | None = None,
        project: str | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> models.Instance | models.InstanceFull:
        """Gets an instance.

        Endpoint: ``GET /1.0/instances/{name}``; `fields` needs the API extension
        ``instances_state_selective_recursion``, `entitlements` ``entities_with_entitlements``.

        Args:
            name: its name.
            recursion: 0: the instance; 1: with its state, snapshots and backups.
            fields: with recursion 1, which of the costly parts of the state to work out: none of them for ``[]``;
                default: all.
            project: its project; default: the client's.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
            ValueError: `fields` without recursion 1.
        """
        if fields is not None and recursion < 1:
            raise ValueError("fields= needs recursion=1")
        if recursion == 0:
            return self._client.send(
                api.instance_get(name, project=project, with_access_entitlements=entitlements)
            )
        return self._client.send(
            api.instance_get(
                name, recursion=1, fields=fields, project=project, with_access_entitlements=entitlements
            )
        )
