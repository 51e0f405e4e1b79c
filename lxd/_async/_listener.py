"""Listening on a unix socket with asyncio; `lxd._sync._listener` is its twin, and both are written by hand."""

from __future__ import annotations

import asyncio
import os
import socket
from collections import deque
from contextlib import suppress

__all__ = ["Flag", "Listener", "LocalStream"]


class LocalStream:
    """Bytes to and from a program that has connected; one may read and another one write."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def read(self, max_bytes: int) -> bytes:
        """Reads what there is, or waits for it; nothing is the end.

        Raises:
            OSError: the program broke it off.
        """
        return await self._reader.read(max_bytes)

    async def write(self, data: bytes) -> None:
        """Writes, and waits until the program has room for more.

        Raises:
            OSError: it has gone.
        """
        self._writer.write(data)
        await self._writer.drain()

    def interrupt(self) -> None:
        """Lets whoever reads or writes know that it is over."""
        self._writer.transport.abort()

    async def aclose(self) -> None:
        """Closes it at once."""
        self._writer.transport.abort()
        with suppress(OSError):
            await self._writer.wait_closed()


class Listener:
    """Listens on a new unix socket that only this user may connect to.

    Args:
        path: where.

    Raises:
        OSError: it cannot be done: there is a file already, or no directory, or the path is too long.
    """

    def __init__(self, path: str) -> None:
        self._loop = asyncio.get_running_loop()
        self._arrived: deque[socket.socket] = deque()
        self._news = asyncio.Event()
        self._is_over = False
        self._path = path
        self._sock = socket.socket(socket.AF_UNIX)
        try:
            self._sock.setblocking(False)
            self._sock.bind(path)
            os.chmod(path, 0o600)  # nobody can connect yet
            self._sock.listen()
        except BaseException:
            self._sock.close()
            raise
        self._loop.add_reader(self._sock, self._accept)

    async def accept(self) -> LocalStream | None:
        """Waits for somebody to connect; None when it is over."""
        while not self._is_over:
            if self._arrived:
                return LocalStream(*await asyncio.open_connection(sock=self._arrived.popleft()))
            self._news.clear()
            await self._news.wait()
        return None

    def interrupt(self) -> None:
        """Lets whoever waits know that it is over."""
        self._is_over = True
        self._news.set()

    def close(self) -> None:
        """Stops listening, when nobody waits any more, and removes the socket's file."""
        self._loop.remove_reader(self._sock)
        self._sock.close()
        while self._arrived:
            self._arrived.popleft().close()
        os.unlink(self._path)

    def _accept(self) -> None:
        try:
            sock, _ = self._sock.accept()
        except OSError:
            return  # who connected has changed his mind
        sock.setblocking(False)
        self._arrived.append(sock)
        self._news.set()


class Flag:
    """Something that one waits for until it is so."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self.set, self.clear = self._event.set, self._event.clear

    async def wait(self, timeout: float | None) -> None:
        """Waits until it is so.

        Raises:
            TimeoutError: it was not in that time.
        """
        async with asyncio.timeout(timeout):
            await self._event.wait()
