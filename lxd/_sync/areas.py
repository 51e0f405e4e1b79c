# Written by scripts/unasync.py from lxd/_async/areas.py. Change that, and run `make sync`.

"""The areas of LXD's API, as attributes of the client; each is loaded when it is first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lxd._sync.auth import Auth
    from lxd._sync.certificates import Certificates
    from lxd._sync.client import LXDClient
    from lxd._sync.cluster import Cluster
    from lxd._sync.images import Images
    from lxd._sync.instances import Instances
    from lxd._sync.networks import Networks
    from lxd._sync.networks.acls import NetworkACLs
    from lxd._sync.networks.allocations import NetworkAllocations
    from lxd._sync.networks.zones import NetworkZones
    from lxd._sync.operations import Operations
    from lxd._sync.placement_groups import PlacementGroups
    from lxd._sync.profiles import Profiles
    from lxd._sync.projects import Projects
    from lxd._sync.replicators import Replicators
    from lxd._sync.server import Server
    from lxd._sync.storage import StoragePools
    from lxd._sync.warnings import Warnings

__all__ = ["AREAS", "Areas"]


class Areas:
    """What a client has for each area of LXD's API."""

    @property
    def _client(self) -> LXDClient:
        return cast("LXDClient", self)  # nothing else is made of this class

    @cached_property
    def server(self) -> Server:
        """The server itself: its configuration, hardware, events, metrics."""
        from lxd._sync.server import Server

        return Server(self._client)

    @cached_property
    def instances(self) -> Instances:
        """Containers and virtual machines."""
        from lxd._sync.instances import Instances

        return Instances(self._client)

    @cached_property
    def certificates(self) -> Certificates:
        """The server's trust store."""
        from lxd._sync.certificates import Certificates

        return Certificates(self._client)

    @cached_property
    def operations(self) -> Operations:
        """What the server does in the background."""
        from lxd._sync.operations import Operations

        return Operations(self._client)

    @cached_property
    def images(self) -> Images:
        """Images: what instances are made of."""
        from lxd._sync.images import Images

        return Images(self._client)

    @cached_property
    def storage_pools(self) -> StoragePools:
        """Storage pools, their volumes and buckets."""
        from lxd._sync.storage import StoragePools

        return StoragePools(self._client)

    @cached_property
    def networks(self) -> Networks:
        """Networks, their forwards, load balancers and peers."""
        from lxd._sync.networks import Networks

        return Networks(self._client)

    @cached_property
    def network_acls(self) -> NetworkACLs:
        """Network ACLs: rules for traffic."""
        from lxd._sync.networks.acls import NetworkACLs

        return NetworkACLs(self._client)

    @cached_property
    def network_zones(self) -> NetworkZones:
        """Network zones: what LXD tells by DNS."""
        from lxd._sync.networks.zones import NetworkZones

        return NetworkZones(self._client)

    @cached_property
    def network_allocations(self) -> NetworkAllocations:
        """Network allocations: which addresses are taken."""
        from lxd._sync.networks.allocations import NetworkAllocations

        return NetworkAllocations(self._client)

    @cached_property
    def profiles(self) -> Profiles:
        """Profiles: configuration and devices that instances share."""
        from lxd._sync.profiles import Profiles

        return Profiles(self._client)

    @cached_property
    def projects(self) -> Projects:
        """Projects: groups of instances, images, profiles and more."""
        from lxd._sync.projects import Projects

        return Projects(self._client)

    @cached_property
    def cluster(self) -> Cluster:
        """The cluster, its members, groups and links."""
        from lxd._sync.cluster import Cluster

        return Cluster(self._client)

    @cached_property
    def auth(self) -> Auth:
        """Identities, groups and what they may do."""
        from lxd._sync.auth import Auth

        return Auth(self._client)

    @cached_property
    def placement_groups(self) -> PlacementGroups:
        """Placement groups: where in a cluster instances go."""
        from lxd._sync.placement_groups import PlacementGroups

        return PlacementGroups(self._client)

    @cached_property
    def replicators(self) -> Replicators:
        """Replicators: projects that are copied to another cluster."""
        from lxd._sync.replicators import Replicators

        return Replicators(self._client)

    @cached_property
    def warnings(self) -> Warnings:
        """Warnings: what LXD noticed."""
        from lxd._sync.warnings import Warnings

        return Warnings(self._client)


AREAS = tuple(name for name, member in vars(Areas).items() if isinstance(member, cached_property))
"""The names of all areas, such as ``"instances"``."""
