"""Waiting for channels with asyncio; `lxd._sync._channels` is its twin, and both are written by hand."""

from __future__ import annotations

import asyncio
import selectors
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from lxd._async._stream import look_up
from lxd._channel import Channel
from lxd._core.endpoint import Endpoint
from lxd._sockets import Address

__all__ = ["Channels", "resolve"]

T = TypeVar("T")


class Channels:
    """Some channels that belong together; what comes is read while the program does other things."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._watched: dict[Channel, tuple[int, int]] = {}
        self._waiters: set[asyncio.Future[None]] = set()

    def add(self, channel: Channel) -> None:
        """Begins to look after a channel."""
        self._watched[channel] = (channel.sock.fileno(), 0)
        self._watch(channel)

    def touch(self, channel: Channel, action: Callable[[], T]) -> T:
        """Does something with a channel, while nobody else does."""
        try:
            return action()
        finally:
            self._watch(channel)

    async def until(self, is_so: Callable[[], bool], timeout: float | None) -> None:
        """Waits until something is so of the channels.

        Args:
            is_so: whether it is.
            timeout: seconds to wait; None: as long as it takes.

        Raises:
            TimeoutError: it was not in that time.
        """
        if is_so():
            return
        async with asyncio.timeout(timeout):
            while not is_so():
                waiter = self._loop.create_future()
                self._waiters.add(waiter)
                try:
                    await waiter
                finally:
                    self._waiters.discard(waiter)

    async def close(self, channel: Channel) -> None:
        """Closes a channel; whoever waits for it learns that."""
        descriptor, watched = self._watched.pop(channel, (-1, 0))
        with suppress(RuntimeError):  # the event loop is closed
            # No more than that: where nothing is watched, the number may be another channel's by now.
            if watched & selectors.EVENT_READ:
                self._loop.remove_reader(descriptor)
            if watched & selectors.EVENT_WRITE:
                self._loop.remove_writer(descriptor)
        channel.close()
        self._wake()

    def _step(self, channel: Channel) -> None:
        channel.step()
        self._watch(channel)
        self._wake()

    def _wake(self) -> None:
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)

    def _watch(self, channel: Channel) -> None:
        """Lets the event loop watch for what a channel waits for."""
        descriptor, watched = self._watched.get(channel, (-1, 0))
        wanted = channel.interest
        if descriptor == -1 or wanted == watched:
            return
        self._watched[channel] = (descriptor, wanted)
        if wanted & ~watched & selectors.EVENT_READ:
            self._loop.add_reader(descriptor, self._step, channel)
        if wanted & ~watched & selectors.EVENT_WRITE:
            self._loop.add_writer(descriptor, self._step, channel)
        if watched & ~wanted & selectors.EVENT_READ:
            self._loop.remove_reader(descriptor)
        if watched & ~wanted & selectors.EVENT_WRITE:
            self._loop.remove_writer(descriptor)


async def resolve(endpoint: Endpoint) -> list[Address]:
    """Returns the addresses of a server.

    Raises:
        OSError: there are none.
    """
    if endpoint.socket is not None:
        return [(socket.AF_UNIX, endpoint.socket)]
    try:
        return await look_up(*endpoint.first_hop)
    except OSError as error:
        if endpoint.proxy is not None:
            raise endpoint.proxy.unreachable(error) from error
        raise
