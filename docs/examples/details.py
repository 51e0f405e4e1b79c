"""Reads a container's logs, and changes its metadata and templates."""

from lxd import LXDClient

with LXDClient() as client:
    logs = client.instances.logs
    for name in logs.list("c1"):
        print(name, len(logs.get("c1", name)), "bytes")
    with logs.stream("c1", "lxc.log") as content:  # as it comes, for long ones
        for piece in content:
            print(piece[:60])

    # Output of commands that the server was to record, and that nobody fetched.
    for name in logs.list_command_output("c1"):
        logs.delete("c1", name).wait()

    # What an image of it would say.
    metadata = client.instances.metadata
    print(metadata.get("c1").architecture)
    metadata.update_configuration_subset("c1", {"properties": {"os": "busybox"}})
    with metadata.edit("c1") as changed:
        changed.properties["release"] = "1"
    metadata.update_configuration("c1", changed)

    # Files that LXD fills in and writes inside.
    templates = client.instances.templates
    templates.create("c1", "hostname.tpl", "{{ container.name }}\n")
    print(templates.list("c1"), templates.get("c1", "hostname.tpl"))
    templates.delete("c1", "hostname.tpl")
