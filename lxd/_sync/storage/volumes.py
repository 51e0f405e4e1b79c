# Written by scripts/unasync.py from lxd/_async/storage/volumes.py. Change that, and run `make sync`.

"""x."""

from __future__ import annotations

from lxd._sync.area import Area

__all__ = ["Volumes"]


class Volumes(Area):
    """Storage volumes."""
