"""Logs in as a service would: somebody is told in a chat, and has five minutes."""

import asyncio

from lxd import AsyncLXDClient
from lxd.errors import LoginError
from lxd.oidc import OIDC, DeviceCode


async def send_message(text: str) -> None:
    """Sends a message to whoever looks after this service."""
    print(text)


async def tell(code: DeviceCode) -> None:
    """Tells somebody where to log in."""
    await send_message(f"Log me in: {code.url}, code {code.user_code}")


async def main() -> None:
    """Logs in with the first request that needs it."""
    async with AsyncLXDClient(
        "https://loginlxd:8443",
        endpoint_cert_path="~/.config/lxc/servercerts/loginlxd.crt",
        oidc=OIDC(on_code=tell, timeout=300),
    ) as client:
        try:
            print((await client.server.get()).auth)
        except LoginError as error:
            print("nobody logged me in:", error)


asyncio.run(main())
