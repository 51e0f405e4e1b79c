"""Launches three containers at once, and stops all of them."""

import asyncio

from lxd import AsyncLXDClient
from lxd.errors import SomeFailed


async def main() -> None:
    """Takes them through their lives together."""
    async with AsyncLXDClient() as client:
        async with asyncio.TaskGroup() as tasks:
            for name in ("web1", "web2", "web3"):
                tasks.create_task(client.instances.launch(name, "my-image", timeout=120))

        try:
            names = ["web1", "web2", "web4"]
            await client.instances.update_states(names, action="stop", force=True)
        except SomeFailed as error:
            print(error)  # web4 is not there; the others were stopped

        # All of the project for which it makes sense, in one operation of the server.
        await client.instances.update_state_of_all(action="start").wait(timeout=60)
        print([instance.status for instance in await client.instances.list()])


asyncio.run(main())
