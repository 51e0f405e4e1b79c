"""``client.cluster``: the cluster, its members, groups and links."""

from __future__ import annotations

from lxd._async.area import AsyncArea

__all__ = ["AsyncCluster"]


class AsyncCluster(AsyncArea):
    """The cluster, its members, groups and links."""
