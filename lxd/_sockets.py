"""Options of TCP sockets, for both clients."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from typing import TypeAlias

__all__ = ["PATIENCE", "Address", "addresses_of", "prepare"]

Address: TypeAlias = tuple[socket.AddressFamily, str | tuple[object, ...]]
"""Where to connect to."""

PATIENCE = 3.0
"""Seconds in which an address has to take a connection, where there is another one to try."""

_OPTIONS = {
    "TCP_NODELAY": 1,  # requests are small, and somebody waits for the answer
    "TCP_KEEPIDLE": 60,
    "TCP_KEEPINTVL": 10,
    "TCP_KEEPCNT": 6,
}


def addresses_of(
    found: Sequence[tuple[socket.AddressFamily, int, int, str, tuple[object, ...]]],
) -> list[Address]:
    """Returns the addresses that a resolver found."""
    return [(family, address) for family, _, _, _, address in found]


def prepare(sock: socket.socket) -> None:
    """Sends at once, and notices within two minutes that the other machine is gone.

    Waiting for an operation and for events has no limit of its own, and a machine that loses its power says nothing.
    """
    if sock.family not in (socket.AF_INET, socket.AF_INET6):
        return
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _OPTIONS.items():
        option = getattr(socket, name, None)  # not every system has all of them
        if option is not None:
            sock.setsockopt(socket.IPPROTO_TCP, option, value)
