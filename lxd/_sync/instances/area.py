# Written by scripts/unasync.py from lxd/_async/instances/area.py. Change that, and run `make sync`.

"""``client.instances``: all that can be done with instances, put together."""

from __future__ import annotations

from lxd._sync.instances.objects import InstanceObjects

__all__ = ["Instances"]


class Instances(InstanceObjects):
    """Containers and virtual machines."""
