"""Instances: containers and virtual machines, and what is inside and around them."""

from lxd._async.instances.area import AsyncInstances
from lxd._async.instances.listing import AsyncInstanceLink

__all__ = ["AsyncInstanceLink", "AsyncInstances"]
