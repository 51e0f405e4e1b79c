"""Reads from a container's console, types something there, and reads what it has shown."""

from lxd import LXDClient

with LXDClient() as client:
    with client.instances.console.attach("c1", width=80, height=25) as console:
        client.instances.run("c1", ["sh", "-c", "echo hello >/dev/console"], check=True)
        print(console.read(timeout=10))
        console.write("root\r")  # as if typed
        console.resize(132, 43)

    print(client.instances.console.get_log("c1").decode(errors="replace"))
    client.instances.console.clear_log("c1")
