# Written by scripts/unasync.py from lxd/_async/cluster/members.py. Change that, and run `make sync`.

"""``client.cluster.members``: the servers of the cluster."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, Literal, TypeAlias, overload

from lxd_api import cluster as api
from lxd_api import models
from lxd_api.types import Request

from lxd._core.filtering import FilterLike
from lxd._core.tokens import join_token
from lxd._core.values import plain_body
from lxd._sync._io import starts
from lxd._sync.area import Area
from lxd._sync.editing import Edit
from lxd._sync.links import Link
from lxd._sync.operations import Operation
from lxd.entities.tokens import JoinToken

__all__ = ["Changes", "ClusterMembers", "MemberAction"]

MemberAction: TypeAlias = Literal["evacuate", "restore"]
"""What can be done with a member: move its instances away, or back."""

Changes: TypeAlias = models.ClusterMemberPut | models.ClusterMember | Mapping[str, Any]
"""What a cluster member is changed to: what was got and then changed, a model for it, or a mapping."""


class ClusterMembers(Area):
    """The servers of the cluster."""

    @overload
    def list(
        self, recursion: Literal[0], *, filter: FilterLike | None = ...
    ) -> list[Link[models.ClusterMember]]: ...

    @overload
    def list(
        self, recursion: Literal[1] = 1, *, filter: FilterLike | None = ...
    ) -> list[models.ClusterMember]: ...

    @overload
    def list(
        self, recursion: int, *, filter: FilterLike | None = ...
    ) -> list[Link[models.ClusterMember]] | list[models.ClusterMember]: ...

    def list(
        self, recursion: int = 1, *, filter: FilterLike | None = None
    ) -> list[Link[models.ClusterMember]] | list[models.ClusterMember]:
        """Lists cluster members.

        Endpoint: ``GET /1.0/cluster/members``.

        Args:
            recursion: 0: links; 1: cluster members.
            filter: which cluster members: built with `lxd.filters.F`, or in LXD's own words. LXD cannot filter them,
                so that all are fetched and then picked from.

        Raises:
            FilterError: the filter is none.
        """
        objects = api.cluster_members_get(recursion=1)
        if recursion == 0:
            return self._links(
                api.cluster_members_get(recursion=0),
                lambda link: self.get(link.name),
                filter=filter,
                objects=objects,
                key=attrgetter("server_name"),
            )
        return self._objects(objects, filter)

    def get(self, name: str) -> models.ClusterMember:
        """Gets a cluster member.

        Endpoint: ``GET /1.0/cluster/members/{name}``.

        Args:
            name: its name.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(api.cluster_member_get(name))

    @starts
    def update_configuration(self, name: str, member: Changes) -> Operation:
        """Replaces all that can be changed of a cluster member: what is not given is unset.

        Endpoint: ``PUT /1.0/cluster/members/{name}``.

        Args:
            name: its name.
            member: a `ClusterMember` as it was got, a `ClusterMemberPut`, or a mapping.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self._client.start(api.cluster_member_put(name, body=plain_body(member)))

    @starts
    def update_configuration_subset(self, name: str, member: Changes) -> Operation:
        """Changes what is given of a cluster member and leaves the rest as it is.

        Endpoints: ``GET`` and ``PUT /1.0/cluster/members/{name}``. LXD 5.0 empties all but configuration that a PATCH
        does not name.

        Args:
            name: its name.
            member: a `ClusterMemberPut` or a mapping, such as ``{"roles": ["event-hub"]}``; a configuration key that
                is None or ``""`` is unset.

        Raises:
            BadRequest: there is something wrong with what was given.
            NotFound: there is none.
        """
        return self.edit(name).update(member)

    def edit(self, name: str, *, timeout: float | None = None) -> Edit[models.ClusterMember]:
        """Changes a cluster member, unless somebody else changes the same of it meanwhile; see `Edit`.

        Endpoints: ``GET`` and ``PUT /1.0/cluster/members/{name}``.

        Args:
            name: its name.
            timeout: seconds that writing it back may take; None: as long as it takes.
        """

        def put(body: Mapping[str, Any]) -> Request[models.Operation | None]:
            return api.cluster_member_put(name, body=body)

        return Edit(self._client, api.cluster_member_get(name), put, timeout=timeout)

    @starts
    def delete(self, name: str, *, force: bool = False) -> Operation:
        """Deletes a cluster member: it leaves the cluster and loses what it has.

        Endpoint: ``DELETE /1.0/cluster/members/{name}``.

        Args:
            name: its name.
            force: remove one that cannot be reached, too; what only it had is lost.

        Raises:
            BadRequest: there is something on it.
            NotFound: there is none.
        """
        return self._client.start(api.cluster_member_delete(name, force=1 if force else None))

    @starts
    def rename(self, name: str, new_name: str) -> Operation:
        """Renames a cluster member.

        Endpoint: ``POST /1.0/cluster/members/{name}``.

        Args:
            name: its name.
            new_name: its name from then on.

        Raises:
            Conflict: there is one of that name; old servers say so with another error.
            NotFound: there is none to rename.
        """
        return self._client.start(api.cluster_member_post(name, body={"server_name": new_name}))

    def create_join_token(self, name: str) -> JoinToken:
        """Makes the token with which another server can join; `Cluster.join` takes it.

        Endpoint: ``POST /1.0/cluster/members``. Cancelling the token's operation revokes it.

        Args:
            name: what the new member is to be called.

        Raises:
            BadRequest: this server is in no cluster.
            Conflict: there is a member of that name; old servers say so with another error.
        """
        operation = self._client.start(api.cluster_members_post(body={"server_name": name}))
        return join_token(operation.state)

    def get_state(self, name: str) -> models.ClusterMemberState:
        """Gets how busy a cluster member and its storage pools are.

        Endpoint: ``GET /1.0/cluster/members/{name}/state``; API extension ``cluster_member_state``.

        Args:
            name: its name.

        Raises:
            NotFound: there is none.
        """
        return self._client.send(api.cluster_member_state_get(name))

    @starts
    def update_state(
        self, name: str, *, action: MemberAction, mode: str | None = None, force: bool = False
    ) -> Operation:
        """Moves all instances away from a cluster member, or back to it.

        Endpoint: ``POST /1.0/cluster/members/{name}/state``; `mode` needs the API extension
        ``clustering_evacuation_mode``, ``"skip"`` ``clustering_restore_skip_mode``, `force`
        ``clustering_evacuation_force``.

        Args:
            name: its name.
            action: ``"evacuate"`` or ``"restore"``.
            mode: what to do with instances, in place of their own ``cluster.evacuate``: ``"stop"``, ``"migrate"`` or
                ``"live-migrate"``; to restore: ``"skip"`` leaves them where they are.
            force: evacuate it even if too few of those that keep the database are left online.

        Raises:
            BadRequest: it is in no state for that.
            ExtensionMissing: the server cannot do it like that; older ones would move all instances back.
            NotFound: there is none.
        """
        if action == "restore" and mode == "skip":
            facts = self._client._learn_facts()
            facts.require({"mode='skip'": "clustering_restore_skip_mode"})
        body: dict[str, Any] = {"action": action}
        if mode is not None:
            body["mode"] = mode
        if force:
            body["force"] = True
        return self._client.start(api.cluster_member_state_post(name, body=body))

    @starts
    def evacuate(self, name: str, *, mode: str | None = None, force: bool = False) -> Operation:
        """Moves all instances away from a cluster member, or stops them; see `update_state`.

        Endpoint: ``POST /1.0/cluster/members/{name}/state``; `mode` needs the API extension
        ``clustering_evacuation_mode``, `force` ``clustering_evacuation_force``.

        Args:
            name: its name.
            mode: what to do with instances, in place of their own ``cluster.evacuate``.
            force: do so even if too few of those that keep the database are left online.
        """
        return self.update_state(name, action="evacuate", mode=mode, force=force)

    @starts
    def restore(self, name: str, *, mode: str | None = None) -> Operation:
        """Moves back what `evacuate` moved away, and starts what it stopped; see `update_state`.

        Endpoint: ``POST /1.0/cluster/members/{name}/state``; `mode` needs the API extension
        ``clustering_restore_skip_mode``.

        Args:
            name: its name.
            mode: ``"skip"``: use the member again, but leave instances where they are.

        Raises:
            ExtensionMissing: the server would move them all the same.
        """
        return self.update_state(name, action="restore", mode=mode)
