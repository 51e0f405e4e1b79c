"""Copies a container to another server, brings the copy up to date, and moves one there."""

import asyncio

from lxd import AsyncLXDClient
from lxd.errors import MigrationFailed


async def main() -> None:
    """Speaks with both servers at once."""
    async with (
        AsyncLXDClient() as here,
        AsyncLXDClient(
            "https://otherlxd:8443",
            cert_path="~/.config/lxc/client.crt",
            key_path="~/.config/lxc/client.key",
            endpoint_cert_path="~/.config/lxc/servercerts/otherlxd.crt",
        ) as there,
    ):
        copy = await here.instances.copy("c1", to=there)
        print(copy.name, "is", copy.status)
        await here.instances.copy("c1", to=there, refresh=True)  # sends the differences

        try:
            await here.instances.move("c1", "c2", to=there, mode="relay")
        except MigrationFailed as error:
            print(error.source, error.target)  # what each of them said
        except Exception as error:
            print(error)  # c1 runs


asyncio.run(main())
