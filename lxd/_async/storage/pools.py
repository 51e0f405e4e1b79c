"""``client.storage_pools``: storage pools, their volumes and buckets."""

from __future__ import annotations

from lxd._async.area import AsyncArea

__all__ = ["AsyncStoragePools"]


class AsyncStoragePools(AsyncArea):
    """Storage pools, their volumes and buckets."""
