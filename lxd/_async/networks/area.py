"""``client.networks``: networks, their forwards, load balancers and peers."""

from __future__ import annotations

from lxd._async.area import AsyncArea

__all__ = ["AsyncNetworks"]


class AsyncNetworks(AsyncArea):
    """Networks, their forwards, load balancers and peers."""
