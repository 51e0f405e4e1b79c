"""``client.instances.files``: files in instances, one by one and whole trees."""

from lxd._async.instances.files.area import AsyncInstanceFiles

__all__ = ["AsyncInstanceFiles"]
