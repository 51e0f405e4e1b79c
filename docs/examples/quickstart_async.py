"""The lives of three containers at once, with the asynchronous client."""

import asyncio

from lxd import AsyncLXDClient


async def live(client: AsyncLXDClient, name: str) -> None:
    """Takes one container through its life."""
    source = {"type": "image", "alias": "my-image"}
    operation = await client.instances.create({"name": name, "source": source})
    await operation.wait(timeout=60)

    operation = await client.instances.update_state(name, action="start")
    await operation.wait(timeout=30)
    state = await client.instances.get_state(name)
    print(f"{name} is {state.status} and has {state.processes} processes")

    operation = await client.instances.delete(name, force=True)
    await operation.wait(timeout=60)


async def main() -> None:
    """Takes three of them through their lives."""
    async with AsyncLXDClient() as client:
        async with asyncio.TaskGroup() as tasks:
            for name in ("first", "second", "third"):
                tasks.create_task(live(client, name))


asyncio.run(main())
