"""Copies an image to another server, whichever of the two can call the other."""

import asyncio

from lxd import AsyncLXDClient


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
        image = await here.images.copy(
            "my-image", to=there, aliases=["from-here"], move_aliases=True
        )
        print(image.fingerprint, [alias.name for alias in image.aliases])


asyncio.run(main())
