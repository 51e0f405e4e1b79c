"""``client.network_allocations``: network allocations: which addresses are taken."""

from __future__ import annotations

from lxd._async.area import AsyncArea

__all__ = ["AsyncNetworkAllocations"]


class AsyncNetworkAllocations(AsyncArea):
    """Network allocations: which addresses are taken."""
