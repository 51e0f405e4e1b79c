"""The life of a container, with the synchronous client."""

from lxd import LXDClient

with LXDClient() as client:
    # Create it from an image that the server has, start it, and wait for both.
    client.instances.launch("first", "my-image", timeout=120)

    # Look inside.
    print(client.instances.run("first", ["cat", "/etc/passwd"], check=True).stdout)
    state = client.instances.get_state("first")
    print(f"first is {state.status} and has {state.processes} processes")

    # Change its configuration.
    client.instances.update_configuration_subset(
        "first", {"config": {"limits.processes": 200}}
    )
    print(client.instances.get("first").config["limits.processes"])

    # Stop it, and delete it.
    operation = client.instances.stop("first")
    operation.wait(timeout=60)
    client.instances.delete("first").wait()
