"""Waiting for channels with one selector; `lxd._async._channels` is its twin, and both are written by hand.

Any number of threads may wait for channels that belong together. One of them waits for the sockets and reads for
all; the others wait for it. There is no thread that would have to be ended.
"""

from __future__ import annotations

import selectors
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from lxd._channel import Channel
from lxd._core.endpoint import Endpoint
from lxd._sockets import Address, addresses_of

__all__ = ["Channels", "resolve"]

T = TypeVar("T")

_PATIENCE = 0.1
"""Seconds after which a thread that should have woken is woken again."""


class Channels:
    """Some channels that belong together; what comes is read while somebody waits for any of it."""

    def __init__(self) -> None:
        # Held by whoever touches a channel. A condition's own `with` is Python code: an interrupt in the midst of it
        # would leave the lock locked for ever, and nobody else could go on. A lock's is not.
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._is_read = False  # somebody waits for the sockets
        self._selector = selectors.DefaultSelector()
        self._watched: dict[Channel, tuple[int, int]] = {}

    def add(self, channel: Channel) -> None:
        """Begins to look after a channel."""
        with self._lock:
            self._watched[channel] = (channel.sock.fileno(), 0)
            self._watch(channel)

    def touch(self, channel: Channel, action: Callable[[], T]) -> T:
        """Does something with a channel, while nobody else does."""
        with self._lock:
            try:
                return action()
            finally:
                self._watch(channel)

    def until(self, is_so: Callable[[], bool], timeout: float | None) -> None:
        """Waits until something is so of the channels.

        Args:
            is_so: whether it is.
            timeout: seconds to wait; None: as long as it takes.

        Raises:
            TimeoutError: it was not in that time.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._lock:
            while not is_so():
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    raise TimeoutError
                if self._is_read:
                    self._changed.wait(left)
                else:
                    self._read(left)

    def close(self, channel: Channel) -> None:
        """Closes a channel; whoever waits for it learns that."""
        with self._lock:
            channel.say_goodbye()
            while self._is_read and self._watched.get(channel, (-1, 0))[1]:
                # Whoever waits for a socket that is closed waits for ever, but one that has ended wakes them.
                with suppress(OSError):
                    socket.socket.shutdown(channel.sock, socket.SHUT_RD)
                self._changed.wait(_PATIENCE)
            if channel not in self._watched:
                return  # somebody else has closed it
            descriptor, watched = self._watched.pop(channel)
            if watched:
                self._selector.unregister(descriptor)
            channel.close()
            if not self._watched:
                self._selector.close()
            self._changed.notify_all()

    def _read(self, timeout: float | None) -> None:
        """Waits for the sockets, and lets the channels go on."""
        self._is_read = True
        try:
            try:
                self._lock.release()  # in here, for an interrupt that comes with it
                ready = self._selector.select(timeout)
            finally:
                self._lock.acquire()
            for key, _ in ready:
                key.data.step()
                self._watch(key.data)
        finally:
            self._is_read = False
            self._changed.notify_all()

    def _watch(self, channel: Channel) -> None:
        """Lets the selector watch for what a channel waits for."""
        descriptor, watched = self._watched.get(channel, (-1, 0))
        wanted = channel.interest
        if descriptor == -1 or wanted == watched:
            return
        self._watched[channel] = (descriptor, wanted)
        if not watched:
            self._selector.register(descriptor, wanted, channel)
        elif wanted:
            self._selector.modify(descriptor, wanted, channel)
        else:
            self._selector.unregister(descriptor)


def resolve(endpoint: Endpoint) -> list[Address]:
    """Returns the addresses of a server.

    Raises:
        OSError: there are none.
    """
    if endpoint.socket is not None:
        return [(socket.AF_UNIX, endpoint.socket)]
    try:
        return addresses_of(socket.getaddrinfo(*endpoint.first_hop, type=socket.SOCK_STREAM))
    except OSError as error:
        if endpoint.proxy is not None:
            raise endpoint.proxy.unreachable(error) from error
        raise
