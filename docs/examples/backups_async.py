"""Writes a container into a file, and makes another one of it."""

import asyncio
from datetime import timedelta

from lxd import AsyncLXDClient


async def main() -> None:
    """There, and back."""
    async with AsyncLXDClient() as client:
        backups = client.instances.backups

        # Creates a backup, downloads it, and deletes the server's copy.
        size = await backups.export("c1", "c1.tar.gz", instance_only=True)
        print(size, "bytes")
        instance = await backups.import_("c1.tar.gz", "c2")
        print(instance.name, "is", instance.status)

        # The same in steps: a backup stays on the server until it is deleted, or expires.
        operation = await backups.create("c1", "nightly", expires_at=timedelta(days=7))
        await operation.wait(timeout=60)
        operation = await backups.rename("c1", "nightly", "weekly")
        await operation.wait()
        print([backup.name for backup in await backups.list("c1")])
        print((await backups.get("c1", "weekly")).expires_at)
        await backups.download("c1", "weekly", "weekly.tar.gz")
        async with backups.open("c1", "weekly") as content:
            print(content.length, "bytes, to be read as they come")
        operation = await backups.delete("c1", "weekly")
        await operation.wait()


asyncio.run(main())
