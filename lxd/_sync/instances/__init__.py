# Written by scripts/unasync.py from lxd/_async/instances/__init__.py. Change that, and run `make sync`.

"""Instances: containers and virtual machines, and what is inside and around them."""

from lxd._sync.instances.area import Instances
from lxd._sync.instances.listing import InstanceLink

__all__ = ["InstanceLink", "Instances"]
