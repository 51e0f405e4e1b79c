"""The bare limit: eight sockets and a ready-made request, with nothing parsed but where the answer ends.

What it reaches is what the server gives; no client can be faster.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from .targets import PATH, Target

__all__ = ["bare_sockets"]

_CONNECTIONS = 8
_REQUEST = f"GET {PATH} HTTP/1.1\r\nHost: lxd\r\n\r\n".encode()
_END = b"0\r\n\r\n"


class _Socket(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if data.endswith(_END):
            self._answered.set_result(None)

    def connection_lost(self, error: Exception | None) -> None:
        if not self._answered.done():
            self._answered.set_exception(error or ConnectionResetError())

    async def get(self) -> None:
        self._answered = asyncio.get_running_loop().create_future()
        self.transport.write(_REQUEST)
        await self._answered


class BareSockets:
    """Sockets to one server, connected by their first requests."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._slots = asyncio.Semaphore(_CONNECTIONS)
        self._idle: list[_Socket] = []

    async def get(self) -> None:
        """Asks for the instance, and waits for the end of the answer."""
        async with self._slots:
            connection = self._idle.pop() if self._idle else await self._connect()
            await connection.get()
            self._idle.append(connection)

    def close(self) -> None:
        """Closes them."""
        for connection in self._idle:
            connection.transport.abort()

    async def _connect(self) -> _Socket:
        loop = asyncio.get_running_loop()
        if self._target.socket:
            return (await loop.create_unix_connection(_Socket, self._target.socket))[1]
        host, port = self._target.address
        return (await loop.create_connection(_Socket, host, port, ssl=self._target.context()))[1]


@asynccontextmanager
async def bare_sockets(target: Target) -> AsyncIterator[BareSockets]:
    """Opens and closes them."""
    sockets = BareSockets(target)
    try:
        yield sockets
    finally:
        sockets.close()
