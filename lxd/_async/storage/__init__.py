"""Storage pools, their volumes and buckets."""

from lxd._async.storage.pools import AsyncStoragePools

__all__ = ["AsyncStoragePools"]
