"""Writes a file into an instance and reads it back, with requests."""

import asyncio

from lxd import AsyncLXDClient
from lxd_api import instances


async def main() -> None:
    """Writes and reads."""
    async with AsyncLXDClient() as client:
        request = instances.instance_files_post("c1", path="/root/note", content=b"hello", mode="0600")
        await client.send(request)
        print(await client.send(instances.instance_files_get("c1", path="/root/note")))


asyncio.run(main())
