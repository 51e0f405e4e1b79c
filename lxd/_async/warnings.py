"""``client.warnings``: warnings: what LXD noticed."""

from __future__ import annotations

from lxd._async.area import AsyncArea

__all__ = ["AsyncWarnings"]


class AsyncWarnings(AsyncArea):
    """Warnings: what LXD noticed."""
