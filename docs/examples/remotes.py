"""Uses the servers that lxc knows, and tells it of another one."""

from lxd import LXDClient
from lxd.remotes import read_remotes

remotes = read_remotes()
print(remotes.default, "is the default of", sorted(remotes))

# As `lxc list` would, and `lxc list local:`.
for name in (None, "local"):
    with LXDClient.from_remote(name) as client:
        print(client.endpoint, [instance.name for instance in client.instances.list()])

remotes.add("staging", "https://mylxd:8443", project="web")
remotes.rename("staging", "test")
remotes.set_default("test")
remote, instance = remotes.parse("test:c1")
print(instance, "is at", remote.addr, "in project", remote.project)

remotes.set_default("local")
remotes.remove("test")
