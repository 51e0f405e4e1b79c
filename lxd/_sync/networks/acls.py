# Written by scripts/unasync.py from lxd/_async/networks/acls.py. Change that, and run `make sync`.

"""``client.network_acls``: rules for traffic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, overload

from lxd_api import models
from lxd_api import network_acls as api
from lxd_api.types import Request

from lxd._core.filtering import FilterLike
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation

__all__ = ["Changes", "NetworkACLs"]

Changes: TypeAlias = models.NetworkACLPut | models.NetworkACL | Mapping[str, Any]
"""What a network ACL is changed to: what was got and then changed, a model for it, or a mapping."""


class NetworkACLs(Area):
    """Network ACLs: rules for traffic."""

    @overload
    def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.NetworkACL]]: ...

    @overload
    def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.NetworkACL]: ...

    @overload
    def list(
        self,
        recursion: int,
        *,
        filter: FilterLike | None = ...,
        project: str | None = ...,
        all_projects: bool = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.NetworkACL]] | list[models.NetworkACL]: ...

    def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        project: str | None = None,
        all_projects: bool = False,
        entitlements: Sequence[str] | None = None,
    ) -> list[Link[models.NetworkACL]] | list[models.NetworkACL]:
        """Lists network ACLs.

        Endpoint: ``GET /1.0/network-acls``; `all_projects` needs the API extension ``network_acls_all_projects``,
        `entitlements` ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: network ACLs.
            filter: which network ACLs: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so
                that all are fetched and then picked from.
            project: the project; default: the client's.
            all_projects: of all projects instead.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.network_acls_get(
            recursion=1,
            project=project,
            all_projects=all_projects or None,
            with_access_entitlements=entitlements,
        )
        if recursion == 0:
            return self._links(
                api.network_acls_get(recursion=0, project=project, all_projects=all_projects or None),
                lambda link: self.get(link.name, project=link.project),
                project="default" if all_projects else project,
                filter=filter,
                objects=objects,
            )
        return self._objects(objects, filter)

    def get(
        self, name: str, *, project: str | None = None, entitlements: Sequence[str] | None = None
    ) -> models.NetworkACL:
        """Gets a network ACL.

        Endpoint: ``GET /1.0/network-acls/{name}``; `entitlements` needs the API extension
        ``entities_with_entitlements``.

        Args:
            name: its name.
            project: its project; default: the client's.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(
            api.network_acl_get(name, project=project, with_access_entitlements=entitlements)
        )

    @starts
    def create(
        self, acl: models.NetworkACLsPost | Mapping[str, Any], *, project: str | None = None
    ) -> Operation:
        """Creates a network ACL.

        Endpoint: ``POST /1.0/network-acls``.

        Args:
            acl: what to create: `lxd_api.models.NetworkACLsPost`, or a mapping such as ``{"name": "web", "ingress":
                [{"action": "allow", "protocol": "tcp", "destination_port": "80", "state": "enabled"}]}``.
            project: the project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name; old servers say so with another error.
        """
        return self._client.start(api.network_acls_post(body=plain_body(acl), project=project))

    @starts
    def update_configuration(self, name: str, acl: Changes, *, project: str | None = None) -> Operation:
        """Replaces all that can be changed of a network ACL: what is not given is unset.

        Endpoint: ``PUT /1.0/network-acls/{name}``.

        Args:
            name: its name.
            acl: a `NetworkACL` as it was got, a `NetworkACLPut`, or a mapping.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(api.network_acl_put(name, body=plain_body(acl), project=project))

    @starts
    def update_configuration_subset(
        self, name: str, acl: Changes, *, project: str | None = None
    ) -> Operation:
        """Changes what is given of a network ACL and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/network-acls/{name}``. PATCH would take away the rules and the description.

        Args:
            name: its name.
            acl: a `NetworkACLPut` or a mapping, such as ``{"egress": [], "ingress": [...]}``.
            project: its project; default: the client's.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self.edit(name, project=project).update(acl)

    def edit(
        self, name: str, *, timeout: float | None = None, project: str | None = None
    ) -> Edit[models.NetworkACL]:
        """Changes a network ACL, unless somebody else changes the same of it meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/network-acls/{name}``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
            project: its project; default: the client's.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.network_acl_put(name, body=body, project=project)

        return Edit(self._client, api.network_acl_get(name, project=project), put, timeout=timeout)

    @starts
    def rename(self, name: str, new_name: str, *, project: str | None = None) -> Operation:
        """Renames a network ACL.

        Endpoint: ``POST /1.0/network-acls/{name}``.

        Args:
            name: its name.
            new_name: its name from then on.
            project: its project; default: the client's.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return self._client.start(api.network_acl_post(name, body={"name": new_name}, project=project))

    @starts
    def delete(self, name: str, *, project: str | None = None) -> Operation:
        """Deletes a network ACL that nothing uses.

        Endpoint: ``DELETE /1.0/network-acls/{name}``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            BadRequest: something uses it.
            NotFound: there is none.
        """
        return self._client.start(api.network_acl_delete(name, project=project))

    def get_log(self, name: str, *, project: str | None = None) -> str:
        """Gets what a network ACL has logged; only OVN networks log.

        Endpoint: ``GET /1.0/network-acls/{name}/log``.

        Args:
            name: its name.
            project: its project; default: the client's.

        Raises:
            NotFound: there is none.
        """
        content = self._client.send(api.network_acl_log_get(name, project=project))
        return content.decode("utf-8", "replace")
