"""Images: what instances are made of."""

from lxd._async.images.area import AsyncImages

__all__ = ["AsyncImages"]
