"""``client.auth``: identities, groups and what they may do."""

from __future__ import annotations

from lxd._async.area import AsyncArea

__all__ = ["AsyncAuth"]


class AsyncAuth(AsyncArea):
    """Identities, groups and what they may do."""
