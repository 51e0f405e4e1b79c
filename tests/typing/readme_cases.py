"""What type checkers make of the README's lines that only one of the clients has."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import assert_type

import httpx
from yarl import URL

import lxd
from lxd import AsyncLXDClient, LXDClient, LXDClientError, LXDError
from lxd.client import lxd_client
from lxd.entities.instances import Instance


async def awaited_links(client: AsyncLXDClient) -> None:
    links = await client.instances.list(recursion=0)
    assert_type(await links[0], Instance)
    assert_type(await asyncio.gather(*links), list[Instance])


def endpoints() -> None:
    assert_type(lxd_client(URL("https://lxd.example:8443")), AsyncLXDClient)
    assert_type(
        lxd_client("https://lxd.example", cert_path="~/client.crt", key_path="~/client.key"), AsyncLXDClient
    )
    assert_type(lxd_client(), AsyncLXDClient)
    LXDClient(Path("/run/s"))
    LXDClient(httpx.URL("https://lxd.example"), timeout=None, endpoint_cert_path=Path("server.crt"))
    AsyncLXDClient(transport=httpx.MockTransport(lambda _: httpx.Response(200)))
    LXDClient(transport=httpx.MockTransport(lambda _: httpx.Response(200)))


def what_the_package_offers() -> None:
    assert_type(lxd.LXDClient, type[LXDClient])
    assert_type(lxd.__version__, str)
    assert_type(LXDClientError, type[LXDError])
