"""Gives up on an operation after a while, and cancels it."""

import asyncio

from lxd import AsyncLXDClient
from lxd.errors import OperationTimeout
from lxd_api import certificates


async def main() -> None:
    """Starts an operation that does not end by itself: a token waits until it is used."""
    async with AsyncLXDClient() as client:
        body = {"name": "laptop", "type": "client", "token": True}
        operation = await client.start(certificates.certificates_post(body=body))
        try:
            await client.operations.wait(operation.id, timeout=1)
        except OperationTimeout as error:
            print(error.message)
            await operation.cancel()


asyncio.run(main())
