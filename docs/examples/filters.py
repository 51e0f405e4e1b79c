"""Lists what is meant, and nothing else."""

from lxd import LXDClient
from lxd.filters import F, select

with LXDClient() as client:
    # The server picks: only what is meant is sent.
    running = client.instances.list(filter=F.status == "Running")
    print([instance.name for instance in running])

    # Comparisons are put together with &, | and ~, each in parentheses.
    meant = (F.status == "Running") & ~F.config["user.role"].in_(["db", "cache"])
    print([instance.name for instance in client.instances.list(filter=meant)])

    # Parts of texts, and patterns for all of a text.
    meant = F.name.startswith("c") | F.name.matches(r"web-\d+")
    print(client.instances.list(filter=meant))

    # In LXD's own words.
    print(client.instances.list(filter="status eq Running and name ne c1"))

    # What a server cannot pick is picked here; profiles, for instance.
    print(client.profiles.list(filter=F.config["limits.cpu"] == 2))
    instances = client.instances.list()
    print(select(F.devices["root"]["pool"] == "default", instances))
