# Written by scripts/unasync.py from lxd/_async/networks/area.py. Change that, and run `make sync`.

"""``client.networks``: networks, their forwards, load balancers and peers."""

from __future__ import annotations

from lxd._sync.area import Area

__all__ = ["Networks"]


class Networks(Area):
    """Networks, their forwards, load balancers and peers."""
