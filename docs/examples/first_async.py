"""Lists instances, with the asynchronous client."""

import asyncio

from lxd import AsyncLXDClient


async def main() -> None:
    """Lists them."""
    async with AsyncLXDClient() as client:
        for instance in await client.instances.list():
            print(instance.name, instance.status)


asyncio.run(main())
