# Written by scripts/unasync.py from lxd/_async/cluster/__init__.py. Change that, and run `make sync`.

"""The cluster, its members, groups and links."""

from lxd._sync.cluster.area import Cluster

__all__ = ["Cluster"]
