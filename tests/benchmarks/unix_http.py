"""`http.client` over a unix socket."""

from __future__ import annotations

import http.client
import socket

__all__ = ["UnixConnection"]


class UnixConnection(http.client.HTTPConnection):
    """A connection to a unix socket.

    Args:
        path: the socket's path.
    """

    def __init__(self, path: str) -> None:
        super().__init__("lxd")
        self._path = path

    def connect(self) -> None:
        """Connects."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self._path)
