# Written by scripts/unasync.py from lxd/_async/auth/__init__.py. Change that, and run `make sync`.

"""Identities, groups and what they may do."""

from lxd._sync.auth.area import Auth

__all__ = ["Auth"]
