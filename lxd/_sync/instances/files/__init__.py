# Written by scripts/unasync.py from lxd/_async/instances/files/__init__.py. Change that, and run `make sync`.

"""``client.instances.files``: files in instances, one by one and whole trees."""

from lxd._sync.instances.files.area import InstanceFiles

__all__ = ["InstanceFiles"]
