# Written by scripts/unasync.py from lxd/_async/cluster/links.py. Change that, and run `make sync`.

"""``client.cluster.links``: other clusters that this one trusts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, overload

from lxd_api import cluster_links as api
from lxd_api import models
from lxd_api.types import Request

from lxd._core.filtering import FilterLike
from lxd._core.tokens import trust_token
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation
from lxd.entities.tokens import TrustToken

__all__ = ["Changes", "ClusterLinks"]

Changes: TypeAlias = models.ClusterLinkPut | models.ClusterLink | Mapping[str, Any]
"""What a cluster link is changed to: what was got and then changed, a model for it, or a mapping."""


class ClusterLinks(Area):
    """Other clusters that this one trusts."""

    @overload
    def list(
        self,
        recursion: Literal[0],
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[Link[models.ClusterLink]]: ...

    @overload
    def list(
        self,
        recursion: Literal[1] = 1,
        *,
        filter: FilterLike | None = ...,
        entitlements: Sequence[str] | None = ...,
    ) -> list[models.ClusterLink]: ...

    @overload
    def list(
        self, recursion: int, *, filter: FilterLike | None = ..., entitlements: Sequence[str] | None = ...
    ) -> list[Link[models.ClusterLink]] | list[models.ClusterLink]: ...

    def list(
        self,
        recursion: int = 1,
        *,
        filter: FilterLike | None = None,
        entitlements: Sequence[str] | None = None,
    ) -> list[Link[models.ClusterLink]] | list[models.ClusterLink]:
        """Lists cluster links.

        Endpoint: ``GET /1.0/cluster/links``; API extension ``cluster_links``; `entitlements` needs the API extension
        ``entities_with_entitlements``.

        Args:
            recursion: 0: links; 1: cluster links.
            filter: which cluster links: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them, so
                that all are fetched and then picked from.
            entitlements: what to tell of each whether this client may do it, such as ``["can_edit"]``: what it may is
                in ``access_entitlements``.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.cluster_links_get(recursion=1, with_access_entitlements=entitlements)
        if recursion == 0:
            return self._links(
                api.cluster_links_get(recursion=0),
                lambda link: self.get(link.name),
                filter=filter,
                objects=objects,
            )
        return self._objects(objects, filter)

    def get(self, name: str, *, entitlements: Sequence[str] | None = None) -> models.ClusterLink:
        """Gets a cluster link.

        Endpoint: ``GET /1.0/cluster/links/{name}``; API extension ``cluster_links``; `entitlements` needs the API
        extension ``entities_with_entitlements``.

        Args:
            name: its name.
            entitlements: what to tell of it whether this client may do it; see `list`.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(api.cluster_link_get(name, with_access_entitlements=entitlements))

    @starts
    def update_configuration(self, name: str, link: Changes) -> Operation:
        """Replaces all that can be changed of a cluster link: what is not given is unset.

        Endpoint: ``PUT /1.0/cluster/links/{name}``; API extension ``cluster_links``.

        Args:
            name: its name.
            link: a `ClusterLink` as it was got, a `ClusterLinkPut`, or a mapping.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(api.cluster_link_put(name, body=plain_body(link)))

    @starts
    def update_configuration_subset(self, name: str, link: Changes) -> Operation:
        """Changes what is given of a cluster link and leaves the rest as it is.

        Endpoint: ``PATCH /1.0/cluster/links/{name}``; API extension ``cluster_links``.

        Args:
            name: its name.
            link: a `ClusterLinkPut` or a mapping, such as ``{"description": "new"}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(api.cluster_link_patch(name, body=plain_body(link)))

    def edit(self, name: str, *, timeout: float | None = None) -> Edit[models.ClusterLink]:
        """Changes a cluster link, unless somebody else changes the same of it meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/cluster/links/{name}``; API extension ``cluster_links``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.cluster_link_put(name, body=body)

        return Edit(self._client, api.cluster_link_get(name), put, timeout=timeout)

    @starts
    def rename(self, name: str, new_name: str) -> Operation:
        """Renames a cluster link.

        Endpoint: ``POST /1.0/cluster/links/{name}``; API extension ``cluster_links``.

        Args:
            name: its name.
            new_name: its name from then on.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return self._client.start(api.cluster_link_post(name, body={"name": new_name}))

    @starts
    def delete(self, name: str) -> Operation:
        """Deletes a cluster link.

        Endpoint: ``DELETE /1.0/cluster/links/{name}``; API extension ``cluster_links``.

        Args:
            name: its name.

        Raises:
            NotFound: there is none.
        """
        return self._client.start(api.cluster_link_delete(name))

    def create(self, link: models.ClusterLinksPost | Mapping[str, Any]) -> None:
        """Makes a cluster link of a token that the other cluster issued.

        Endpoint: ``POST /1.0/cluster/links``; API extension ``cluster_links``.

        Args:
            link: what to create: `lxd_api.models.ClusterLinksPost`, or a mapping such as
                ``{"name": "other", "trust_token": token}``.

        Raises:
            BadRequest: there is something wrong with what was given, or the token is not valid any more.
            Conflict: there is one of that name.
        """
        self._client.send(api.cluster_links_post(body=plain_body(link)))

    def create_token(self, link: models.ClusterLinksPost | Mapping[str, Any]) -> TrustToken:
        """Makes a cluster link that waits for the other cluster, and the token that it has to be given there.

        Endpoint: ``POST /1.0/cluster/links``; API extension ``cluster_links``.

        Args:
            link: what to create: `lxd_api.models.ClusterLinksPost`, or a mapping such as
                ``{"name": "other", "auth_groups": ["replication"]}``.

        Raises:
            BadRequest: there is something wrong with what was given.
            Conflict: there is one of that name.
        """
        return trust_token(self._client.send(api.cluster_links_post(body=plain_body(link))))

    def get_state(self, name: str, *, target: str | None = None) -> models.ClusterLinkState:
        """Gets which members of the other cluster can be reached.

        Endpoint: ``GET /1.0/cluster/links/{name}/state``; API extension ``cluster_links``.

        Args:
            name: its name.
            target: the cluster member that tries; default: the client's, or LXD's choice.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(api.cluster_link_state_get(name, target=target))
