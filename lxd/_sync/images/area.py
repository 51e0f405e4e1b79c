# Written by scripts/unasync.py from lxd/_async/images/area.py. Change that, and run `make sync`.

"""``client.images``: images: what instances are made of."""

from __future__ import annotations

from lxd._sync.area import Area

__all__ = ["Images"]


class Images(Area):
    """Images: what instances are made of."""
