"""``client.images``: images: what instances are made of."""

from __future__ import annotations

from lxd._async.area import AsyncArea

__all__ = ["AsyncImages"]


class AsyncImages(AsyncArea):
    """Images: what instances are made of."""
