"""``client.replicators``: replicators: projects that are copied to another cluster."""

from __future__ import annotations

from lxd._async.area import AsyncArea

__all__ = ["AsyncReplicators"]


class AsyncReplicators(AsyncArea):
    """Replicators: projects that are copied to another cluster."""
