"""``client.placement_groups``: placement groups: where in a cluster instances go."""

from __future__ import annotations

from lxd._async.area import AsyncArea

__all__ = ["AsyncPlacementGroups"]


class AsyncPlacementGroups(AsyncArea):
    """Placement groups: where in a cluster instances go."""
