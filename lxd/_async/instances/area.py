"""``client.instances``: all that can be done with instances, put together."""

from __future__ import annotations

from lxd._async.instances.objects import AsyncInstanceObjects

__all__ = ["AsyncInstances"]


class AsyncInstances(AsyncInstanceObjects):
    """Containers and virtual machines."""
