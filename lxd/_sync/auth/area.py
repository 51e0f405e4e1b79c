# Written by scripts/unasync.py from lxd/_async/auth/area.py. Change that, and run `make sync`.

"""``client.auth``: identities, groups and what they may do."""

from __future__ import annotations

from lxd._sync.area import Area

__all__ = ["Auth"]


class Auth(Area):
    """Identities, groups and what they may do."""
