# Written by scripts/unasync.py from lxd/_async/cluster/area.py. Change that, and run `make sync`.

"""``client.cluster``: the cluster, its members, groups and links."""

from __future__ import annotations

from lxd._sync.area import Area

__all__ = ["Cluster"]


class Cluster(Area):
    """The cluster, its members, groups and links."""
