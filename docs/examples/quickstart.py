"""The life of a container, with the synchronous client."""

from lxd import LXDClient

with LXDClient() as client:
    # Create it from an image that the server has.
    source = {"type": "image", "alias": "my-image"}
    operation = client.instances.create({"name": "first", "source": source})
    operation.wait(timeout=60)

    # Start it, and look inside.
    client.instances.update_state("first", action="start").wait(timeout=30)
    state = client.instances.get_state("first")
    print(f"first is {state.status} and has {state.processes} processes")

    # Change its configuration.
    client.instances.update_configuration_subset("first", {"config": {"limits.processes": 200}})
    print(client.instances.get("first").config["limits.processes"])

    # Delete it; a running one only by force.
    client.instances.delete("first", force=True).wait(timeout=60)
