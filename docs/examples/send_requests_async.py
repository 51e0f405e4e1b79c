"""Downloads an image with a request, piece by piece."""

import asyncio

from lxd import AsyncLXDClient
from lxd_api import images


async def main() -> None:
    """Looks up the image, and reads it as it comes."""
    async with AsyncLXDClient() as client:
        alias = await client.send(images.image_alias_get("my-image"))
        size = 0
        async with client.stream(images.image_export_get(alias.target)) as content:
            async for piece in content:
                size += len(piece)
        print(size, "of", content.length, "bytes")


asyncio.run(main())
