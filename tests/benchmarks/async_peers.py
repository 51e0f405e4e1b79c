"""The asynchronous clients, side by side: each gives a coroutine function that gets one instance."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypeAlias

import aiohttp
import httpx

from lxd import AsyncLXDClient

from .bare import bare_sockets
from .targets import INSTANCE, PATH, Target

__all__ = ["AIOHTTP", "ASYNC_HTTPX", "ASYNC_OURS", "ASYNC_PEERS", "LIMIT", "AsyncGet"]

AsyncGet: TypeAlias = Callable[[], Awaitable[object]]
"""Gets the instance."""

ASYNC_OURS = "AsyncLXDClient.instances.get"
ASYNC_HTTPX = "httpx.AsyncClient.get().json()"
AIOHTTP = "aiohttp get, json"
LIMIT = "bare sockets, nothing parsed"


@asynccontextmanager
async def _ours(target: Target) -> AsyncIterator[AsyncGet]:
    async with AsyncLXDClient(**target.options()) as client:
        yield lambda: client.instances.get(INSTANCE)


@asynccontextmanager
async def _httpx(target: Target) -> AsyncIterator[AsyncGet]:
    # Naive: the limits that httpx has by itself, and no thought given to how many ask at once.
    transport = httpx.AsyncHTTPTransport(uds=target.socket, verify=target.context())
    async with httpx.AsyncClient(transport=transport, base_url=target.base_url, timeout=60) as client:

        async def get() -> object:
            return (await client.get(PATH)).json()

        yield get


@asynccontextmanager
async def _aiohttp(target: Target) -> AsyncIterator[AsyncGet]:
    connector = (
        aiohttp.UnixConnector(target.socket) if target.socket else aiohttp.TCPConnector(ssl=target.context())
    )
    async with aiohttp.ClientSession(target.base_url, connector=connector) as session:

        async def get() -> object:
            async with session.get(PATH) as response:
                return await response.json()

        yield get


@asynccontextmanager
async def _bare(target: Target) -> AsyncIterator[AsyncGet]:
    async with bare_sockets(target) as sockets:
        yield sockets.get


ASYNC_PEERS: dict[str, Callable[[Target], AbstractAsyncContextManager[AsyncGet]]] = {
    ASYNC_OURS: _ours,
    ASYNC_HTTPX: _httpx,
    AIOHTTP: _aiohttp,
    LIMIT: _bare,
}
