"""Connects over HTTPS with the asynchronous client, and works in a project."""

import asyncio

from lxd import AsyncLXDClient
from lxd_api import projects


async def main() -> None:
    """Connects, and makes a project to work in."""
    async with AsyncLXDClient(
        "https://mylxd:8443",
        cert_path="~/.config/lxc/client.crt",
        key_path="~/.config/lxc/client.key",
        endpoint_cert_path="~/.config/lxc/servercerts/mylxd.crt",
        timeout=10,
    ) as client:
        await client.authenticate(password="your-trust-password")

        body = {"name": "staging", "config": {"features.images": "false"}}
        operation = await client.start(projects.projects_post(body=body))
        await operation.wait()

        staging = client.with_scope(project="staging")
        print(staging, "has", len(await staging.instances.list()), "instances")


asyncio.run(main())
