"""``client.network_zones``: network zones: what LXD tells by DNS."""

from __future__ import annotations

from lxd._async.area import AsyncArea

__all__ = ["AsyncNetworkZones"]


class AsyncNetworkZones(AsyncArea):
    """Network zones: what LXD tells by DNS."""
