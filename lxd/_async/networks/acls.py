"""``client.network_acls``: network ACLs: rules for traffic."""

from __future__ import annotations

from lxd._async.area import AsyncArea

__all__ = ["AsyncNetworkACLs"]


class AsyncNetworkACLs(AsyncArea):
    """Network ACLs: rules for traffic."""
