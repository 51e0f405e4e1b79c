"""Listens in a task of its own, while the program goes on."""

import asyncio

from lxd import AsyncLXDClient


async def follow(client: AsyncLXDClient, is_open: asyncio.Event) -> None:
    """Prints what becomes of instances, until one is updated."""
    async with client.server.get_events(type="lifecycle") as events:
        is_open.set()
        async for event in events:
            print(event.timestamp, event.metadata.action, event.metadata.source)
            if event.metadata.action == "instance-updated":
                break


async def main() -> None:
    """Changes a container while listening."""
    async with AsyncLXDClient() as client:
        is_open = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(follow(client, is_open))
            await is_open.wait()
            await client.instances.update_configuration_subset(
                "c1", {"description": "changed"}
            )


asyncio.run(main())
