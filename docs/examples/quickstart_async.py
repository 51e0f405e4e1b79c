"""The lives of three containers at once, with the asynchronous client."""

import asyncio

from lxd import AsyncLXDClient


async def live(client: AsyncLXDClient, name: str) -> None:
    """Takes one container through its life."""
    await client.instances.launch(name, "my-image", timeout=120)
    result = await client.instances.run(name, ["hostname"], check=True)
    print(f"{name} says it is {result.stdout}", end="")

    operation = await client.instances.delete(name, force=True)
    await operation.wait(timeout=60)


async def main() -> None:
    """Takes three of them through their lives."""
    async with AsyncLXDClient() as client:
        async with asyncio.TaskGroup() as tasks:
            for name in ("first", "second", "third"):
                tasks.create_task(live(client, name))


asyncio.run(main())
