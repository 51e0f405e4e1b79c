"""Storage volumes: made, kept as they were, exported and copied."""

from __future__ import annotations

from datetime import timedelta

from lxd import LXDClient
from lxd.filters import F


def main() -> None:
    with LXDClient() as client:
        volumes = client.storage_pools.volumes
        volumes.create(
            "default", {"name": "data", "config": {"snapshots.expiry": "2w"}}
        ).wait()

        taken = volumes.snapshots.create("default", "data", expires_at=timedelta(days=7))
        taken.wait()
        volumes.snapshots.restore("default", "data", taken.snapshot).wait()

        volumes.copy("default", "data", "copy")
        for volume in volumes.list("default", type="custom", filter=F.name == "copy"):
            print(volume.name, volume.content_type, volume.used_by)

        volumes.backups.export("default", "data", "data.tar.gz")
        volumes.backups.import_("default", "data.tar.gz", "restored")

        for name in ("data", "copy", "restored"):
            volumes.delete("default", name).wait()


main()
