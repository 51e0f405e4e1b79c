# Written by scripts/unasync.py from lxd/_async/placement_groups.py. Change that, and run `make sync`.

"""``client.placement_groups``: placement groups: where in a cluster instances go."""

from __future__ import annotations

from lxd._sync.area import Area

__all__ = ["PlacementGroups"]


class PlacementGroups(Area):
    """Placement groups: where in a cluster instances go."""
