# Written by scripts/unasync.py from lxd/_async/storage/pools.py. Change that, and run `make sync`.

"""``client.storage_pools``: storage pools, their volumes and buckets."""

from __future__ import annotations

from lxd._sync.area import Area

__all__ = ["StoragePools"]


class StoragePools(Area):
    """Storage pools, their volumes and buckets."""
