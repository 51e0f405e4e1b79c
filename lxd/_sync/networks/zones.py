# Written by scripts/unasync.py from lxd/_async/networks/zones.py. Change that, and run `make sync`.

"""``client.network_zones``: network zones: what LXD tells by DNS."""

from __future__ import annotations

from lxd._sync.area import Area

__all__ = ["NetworkZones"]


class NetworkZones(Area):
    """Network zones: what LXD tells by DNS."""
