"""Clusters: members, groups, links; and what spreads over them."""

from __future__ import annotations

from lxd_api.models import (
    Cluster,
    ClusterGroup,
    ClusterLink,
    ClusterLinkState,
    ClusterMember,
    ClusterMemberState,
    PlacementGroup,
    Replicator,
    ReplicatorState,
)

__all__ = [
    "Cluster",
    "ClusterGroup",
    "ClusterLink",
    "ClusterLinkState",
    "ClusterMember",
    "ClusterMemberState",
    "PlacementGroup",
    "Replicator",
    "ReplicatorState",
]
