# Written by scripts/unasync.py from lxd/_async/images/__init__.py. Change that, and run `make sync`.

"""Images: what instances are made of."""

from lxd._sync.images.area import Images

__all__ = ["Images"]
