"""Launches a container, waits until it is ready, and takes it through its states."""

from lxd import LXDClient

with LXDClient() as client:
    instance = client.instances.launch(
        "web", "my-image", config={"limits.processes": 200}, timeout=120
    )
    print(instance.name, "is", instance.status)

    client.instances.wait_ready("web", timeout=60)
    print("its addresses:", client.instances.wait_for_ip("web", family=4, timeout=60))

    client.instances.freeze("web").wait(timeout=30)
    client.instances.unfreeze("web").wait(timeout=30)
    client.instances.restart(
        "web", timeout=20
    ).wait()  # it gets 20 seconds to stop by itself
    client.instances.stop("web", force=True).wait()
    client.instances.start("web").wait()

    client.instances.delete("web", force=True).wait()
