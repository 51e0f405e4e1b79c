"""Takes snapshots, goes back to one, and makes another container of one."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from lxd import LXDClient

with LXDClient() as client:
    snapshots = client.instances.snapshots

    snapshots.create("c1", "before", expires_at=relativedelta(months=1)).wait()
    operation = snapshots.create("c1")  # LXD chooses the name
    operation.wait()
    print("its name is", operation.snapshot)
    for snapshot in snapshots.list("c1"):
        print(snapshot.name, snapshot.created_at, snapshot.expires_at)

    snapshots.rename("c1", operation.snapshot, "after").wait()
    snapshots.update_configuration("c1", "after", expires_at=timedelta(days=7)).wait()
    print(snapshots.get("c1", "after").expires_at)
    with snapshots.edit("c1", "after") as snapshot:
        snapshot.expires_at = None  # never

    snapshots.restore(
        "c1", "before"
    ).wait()  # a running container is stopped and started again
    snapshots.copy("c1", "before", "c2").wait()

    for snapshot in snapshots.list("c1"):
        snapshots.delete("c1", snapshot.name).wait()
