"""Storage volumes: made, kept as they were, exported and copied."""

from datetime import timedelta

from lxd import LXDClient
from lxd.filters import F

with LXDClient() as client:
    volumes = client.storage_pools.volumes
    volumes.create("default", {"name": "data", "description": "of the shop"}).wait()

    operation = volumes.snapshots.create("default", "data", expires_at=timedelta(days=7))
    operation.wait()
    volumes.snapshots.restore("default", "data", operation.snapshot).wait()

    volumes.copy("default", "data", "copy")
    volumes.move("default", "copy", "moved")
    for volume in volumes.list("default", type="custom", filter=F.name == "moved"):
        print(volume.name, volume.description, volume.used_by)

    size = volumes.backups.export("default", "data", "data.tar.gz")
    print(size, "bytes")
    volumes.backups.import_("default", "data.tar.gz", "restored")

    for name in ("data", "moved", "restored"):
        volumes.delete("default", name).wait()
