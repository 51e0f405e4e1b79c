"""Lists instances at each level of detail."""

from lxd import LXDClient

with LXDClient() as client:
    links = client.instances.list(recursion=0)  # names and places
    instances = client.instances.list(recursion=1)  # instances; the default
    everything = client.instances.list(recursion=2)  # with state, snapshots and backups

    print(links[0], links[0].name)
    print(links[0].fetch().status)
    print(instances[0].config)
    print(everything[0].snapshots)
