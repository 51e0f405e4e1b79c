# Written by scripts/unasync.py from lxd/_async/storage/__init__.py. Change that, and run `make sync`.

"""Storage pools, their volumes and buckets."""

from lxd._sync.storage.pools import StoragePools

__all__ = ["StoragePools"]
