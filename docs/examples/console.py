"""Types something at a container's console, reads what it shows, and what it has shown before."""

from contextlib import suppress

from lxd import LXDClient

with LXDClient() as client:
    with client.instances.console.attach("c1", width=80, height=25) as console:
        shown = b""
        while not shown:
            console.write("\r")  # as if typed; LXD loses what comes in the first moments
            with suppress(TimeoutError):
                shown = console.read(timeout=1)
        print(shown)
        console.resize(132, 43)

    print(client.instances.console.get_log("c1").decode(errors="replace"))
    client.instances.console.clear_log("c1")
