"""x."""

from __future__ import annotations

from lxd._async.area import AsyncArea

__all__ = ["AsyncVolumes"]


class AsyncVolumes(AsyncArea):
    """Storage volumes."""
