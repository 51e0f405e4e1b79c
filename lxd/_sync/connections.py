# Written by scripts/unasync.py from lxd/_async/connections.py. Change that, and run `make sync`.

"""A few connections, taken and given back.

httpx's own pool looks at every connection for every request, and collapses when many wait. Here each connection
is a transport of its own, the last one used is the next one taken, and who finds none waits in a queue that costs
nothing.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from lxd._sync._io import forsake, new_slots, owner

if TYPE_CHECKING:
    from lxd._sync.connection import Connection

__all__ = ["Connections"]

_KEPT = 8
"""Idle connections to keep where there is no limit to how many are used."""


class Connections:
    """A stack of idle connections.

    A connection is opened by its first request, never ahead of use: on most releases of LXD a client that has
    connected to the unix socket and says nothing keeps all others out.

    Args:
        make: makes a connection, which need not be open.
        limit: how many may be in use at a time; more wait. None: as many as are asked for.
    """

    def __init__(self, make: Callable[[], Connection], limit: int | None) -> None:
        self._make = make
        self._limit = limit
        self._kept = limit or _KEPT
        self._closed = False
        self._owner: object = None
        self._changing_hands = threading.Lock()
        self._begin()

    def take(self) -> Connection:
        """Takes a connection, and waits for one if need be."""
        if self._owner != (current := owner()):
            # Several threads may be the first.
            with self._changing_hands:
                if self._owner != current:
                    # What belongs to a parent process or to another event loop must not be touched.
                    forsake(self._idle)
                    self._begin()
                    self._owner = current
        if self._slots is not None:
            self._slots.acquire()
        try:
            connection = self._idle.pop() if self._idle else self._make()
        except BaseException:
            if self._slots is not None:
                self._slots.release()
            raise
        self._taken.add(connection)
        return connection

    def give_back(self, connection: Connection) -> None:
        """Gives a connection back; one that broke reconnects by itself when it is used again."""
        self._taken.discard(connection)
        surplus = self._closed or len(self._idle) >= self._kept
        if not surplus:
            self._idle.append(connection)
        if self._slots is not None:
            self._slots.release()
        if surplus:
            connection.close()

    @property
    def tls_session(self) -> ssl.SSLSession | None:
        """The TLS session of the connection that was used last; None where there is none."""
        return self._idle[-1].tls_session if self._idle and self._owner == owner() else None

    def close(self) -> None:
        """Closes the idle connections, and interrupts those in use: whoever uses them gives them back."""
        self._closed = True
        if self._owner != owner():
            forsake(self._idle)
            return
        for connection in list(self._taken):
            connection.interrupt()
        while self._idle:
            self._idle.pop().close()

    def _begin(self) -> None:
        self._slots = new_slots(self._limit) if self._limit is not None else None
        self._idle: list[Connection] = []
        self._taken: set[Connection] = set()
