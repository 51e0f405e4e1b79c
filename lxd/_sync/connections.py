# Written by scripts/unasync.py from lxd/_async/connections.py. Change that, and run `make sync`.

"""A few connections, taken and given back.

httpx's own pool looks at every connection for every request, and collapses when many wait. Here each connection
is a httpx transport of its own, the last one used is the next one taken, and who finds none waits in a queue that
costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import httpx

from lxd._sync._io import new_slots

__all__ = ["Connections"]

_KEPT = 8
"""Idle connections to keep where there is no limit to how many are used."""


class Connections:
    """A stack of idle connections.

    A connection is opened by its first request, never ahead of use: on most releases of LXD a client that has
    connected to the unix socket and says nothing keeps all others out.

    Args:
        make: makes a transport that keeps one connection.
        limit: how many may be in use at a time; more wait. None: as many as are asked for.
    """

    def __init__(self, make: Callable[[], httpx.BaseTransport], limit: int | None) -> None:
        self._make = make
        self._slots = new_slots(limit) if limit is not None else None
        self._idle: list[httpx.BaseTransport] = []
        self._kept = limit or _KEPT
        self._closed = False

    def take(self) -> httpx.BaseTransport:
        """Takes a connection, and waits for one if need be."""
        if self._slots is not None:
            self._slots.acquire()
        try:
            return self._idle.pop()
        except IndexError:
            pass
        try:
            return self._make()
        except BaseException:
            if self._slots is not None:
                self._slots.release()
            raise

    def give_back(self, connection: httpx.BaseTransport) -> None:
        """Gives a connection back; one that broke reconnects by itself when it is used again."""
        surplus = self._closed or len(self._idle) >= self._kept
        if not surplus:
            self._idle.append(connection)
        if self._slots is not None:
            self._slots.release()
        if surplus:
            connection.close()

    def close(self) -> None:
        """Closes the idle connections, and those in use as they are given back."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()
