"""Changes a container, although others may change it too; makes an image of it."""

from lxd import LXDClient
from lxd_api import models


def allow_more(instance: models.Instance) -> None:
    """Doubles the number of processes that an instance may have."""
    before = int(instance.config.get("limits.processes", 100))
    instance.config["limits.processes"] = str(2 * before)


with LXDClient() as client:
    # Read here, written back at the end of the block. What others changed meanwhile stays.
    with client.instances.edit("c1") as instance:
        instance.description = "changed"
        instance.config["user.owner"] = "me"

    # A change that depends on what is there: a function, which may be called again.
    changed = client.instances.edit("c1").apply(allow_more)
    print(changed.config["limits.processes"])

    client.instances.snapshots.create("c1", "published").wait()
    fingerprint = client.instances.publish("c1/published", properties={"os": "busybox"})
    print("the image", fingerprint[:12])
    client.instances.launch("c2", fingerprint, timeout=120)
