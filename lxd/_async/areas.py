"""The areas of LXD's API, as attributes of the client; each is loaded when it is first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lxd._async.auth import AsyncAuth
    from lxd._async.certificates import AsyncCertificates
    from lxd._async.client import AsyncLXDClient
    from lxd._async.cluster import AsyncCluster
    from lxd._async.images import AsyncImages
    from lxd._async.instances import AsyncInstances
    from lxd._async.networks import AsyncNetworks
    from lxd._async.networks.acls import AsyncNetworkACLs
    from lxd._async.networks.allocations import AsyncNetworkAllocations
    from lxd._async.networks.zones import AsyncNetworkZones
    from lxd._async.operations import AsyncOperations
    from lxd._async.placement_groups import AsyncPlacementGroups
    from lxd._async.profiles import AsyncProfiles
    from lxd._async.projects import AsyncProjects
    from lxd._async.replicators import AsyncReplicators
    from lxd._async.server import AsyncServer
    from lxd._async.storage import AsyncStoragePools
    from lxd._async.warnings import AsyncWarnings

__all__ = ["AREAS", "AsyncAreas"]


class AsyncAreas:
    """What a client has for each area of LXD's API."""

    @property
    def _client(self) -> AsyncLXDClient:
        return cast("AsyncLXDClient", self)  # nothing else is made of this class

    @cached_property
    def server(self) -> AsyncServer:
        """The server itself: its configuration, hardware, events, metrics."""
        from lxd._async.server import AsyncServer

        return AsyncServer(self._client)

    @cached_property
    def instances(self) -> AsyncInstances:
        """Containers and virtual machines."""
        from lxd._async.instances import AsyncInstances

        return AsyncInstances(self._client)

    @cached_property
    def certificates(self) -> AsyncCertificates:
        """The server's trust store."""
        from lxd._async.certificates import AsyncCertificates

        return AsyncCertificates(self._client)

    @cached_property
    def operations(self) -> AsyncOperations:
        """What the server does in the background."""
        from lxd._async.operations import AsyncOperations

        return AsyncOperations(self._client)

    @cached_property
    def images(self) -> AsyncImages:
        """Images: what instances are made of."""
        from lxd._async.images import AsyncImages

        return AsyncImages(self._client)

    @cached_property
    def storage_pools(self) -> AsyncStoragePools:
        """Storage pools, their volumes and buckets."""
        from lxd._async.storage import AsyncStoragePools

        return AsyncStoragePools(self._client)

    @cached_property
    def networks(self) -> AsyncNetworks:
        """Networks, their forwards, load balancers and peers."""
        from lxd._async.networks import AsyncNetworks

        return AsyncNetworks(self._client)

    @cached_property
    def network_acls(self) -> AsyncNetworkACLs:
        """Network ACLs: rules for traffic."""
        from lxd._async.networks.acls import AsyncNetworkACLs

        return AsyncNetworkACLs(self._client)

    @cached_property
    def network_zones(self) -> AsyncNetworkZones:
        """Network zones: what LXD tells by DNS."""
        from lxd._async.networks.zones import AsyncNetworkZones

        return AsyncNetworkZones(self._client)

    @cached_property
    def network_allocations(self) -> AsyncNetworkAllocations:
        """Network allocations: which addresses are taken."""
        from lxd._async.networks.allocations import AsyncNetworkAllocations

        return AsyncNetworkAllocations(self._client)

    @cached_property
    def profiles(self) -> AsyncProfiles:
        """Profiles: configuration and devices that instances share."""
        from lxd._async.profiles import AsyncProfiles

        return AsyncProfiles(self._client)

    @cached_property
    def projects(self) -> AsyncProjects:
        """Projects: groups of instances, images, profiles and more."""
        from lxd._async.projects import AsyncProjects

        return AsyncProjects(self._client)

    @cached_property
    def cluster(self) -> AsyncCluster:
        """The cluster, its members, groups and links."""
        from lxd._async.cluster import AsyncCluster

        return AsyncCluster(self._client)

    @cached_property
    def auth(self) -> AsyncAuth:
        """Identities, groups and what they may do."""
        from lxd._async.auth import AsyncAuth

        return AsyncAuth(self._client)

    @cached_property
    def placement_groups(self) -> AsyncPlacementGroups:
        """Placement groups: where in a cluster instances go."""
        from lxd._async.placement_groups import AsyncPlacementGroups

        return AsyncPlacementGroups(self._client)

    @cached_property
    def replicators(self) -> AsyncReplicators:
        """Replicators: projects that are copied to another cluster."""
        from lxd._async.replicators import AsyncReplicators

        return AsyncReplicators(self._client)

    @cached_property
    def warnings(self) -> AsyncWarnings:
        """Warnings: what LXD noticed."""
        from lxd._async.warnings import AsyncWarnings

        return AsyncWarnings(self._client)


AREAS = tuple(name for name, member in vars(AsyncAreas).items() if isinstance(member, cached_property))
"""The names of all areas, such as ``"instances"``."""
