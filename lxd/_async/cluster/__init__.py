"""The cluster, its members, groups and links."""

from lxd._async.cluster.area import AsyncCluster

__all__ = ["AsyncCluster"]
