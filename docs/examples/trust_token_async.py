"""Lets another client in, with nothing but a token."""

import asyncio

from lxd import AsyncLXDClient


async def main() -> None:
    async with AsyncLXDClient() as admin:
        token = await admin.certificates.create_token("laptop")

    async with await AsyncLXDClient.from_token(token.text) as client:
        print(client.endpoint, (await client.server.get()).auth)


asyncio.run(main())
