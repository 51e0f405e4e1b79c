"""Lists instances."""

from lxd import LXDClient

with LXDClient() as client:
    for instance in client.instances.list():
        print(instance.name, instance.status)
