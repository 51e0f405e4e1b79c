"""Awaits links: one, all at once, and one again."""

import asyncio

from lxd import AsyncLXDClient


async def main() -> None:
    """Lists links, and awaits them."""
    async with AsyncLXDClient() as client:
        links = await client.instances.list(recursion=0)
        print((await links[0]).status)
        print([instance.name for instance in await asyncio.gather(*links)])
        print((await links[0]).status)


asyncio.run(main())
