# Written by scripts/unasync.py from lxd/_async/warnings.py. Change that, and run `make sync`.

"""``client.warnings``: warnings: what LXD noticed."""

from __future__ import annotations

from lxd._sync.area import Area

__all__ = ["Warnings"]


class Warnings(Area):
    """Warnings: what LXD noticed."""
