"""Links to what is meant, awaited together."""

import asyncio

from lxd import AsyncLXDClient
from lxd.filters import F


async def main() -> None:
    """Fetches what is meant."""
    async with AsyncLXDClient() as client:
        links = await client.instances.list(0, filter=F.status == "Running")
        for instance in await asyncio.gather(*links):
            print(instance.name, instance.created_at)


asyncio.run(main())
