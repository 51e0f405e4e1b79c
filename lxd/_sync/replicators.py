# Written by scripts/unasync.py from lxd/_async/replicators.py. Change that, and run `make sync`.

"""``client.replicators``: replicators: projects that are copied to another cluster."""

from __future__ import annotations

from lxd._sync.area import Area

__all__ = ["Replicators"]


class Replicators(Area):
    """Replicators: projects that are copied to another cluster."""
