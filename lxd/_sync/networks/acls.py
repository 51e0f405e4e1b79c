# Written by scripts/unasync.py from lxd/_async/networks/acls.py. Change that, and run `make sync`.

"""``client.network_acls``: network ACLs: rules for traffic."""

from __future__ import annotations

from lxd._sync.area import Area

__all__ = ["NetworkACLs"]


class NetworkACLs(Area):
    """Network ACLs: rules for traffic."""
