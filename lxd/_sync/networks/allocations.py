# Written by scripts/unasync.py from lxd/_async/networks/allocations.py. Change that, and run `make sync`.

"""``client.network_allocations``: network allocations: which addresses are taken."""

from __future__ import annotations

from lxd._sync.area import Area

__all__ = ["NetworkAllocations"]


class NetworkAllocations(Area):
    """Network allocations: which addresses are taken."""
