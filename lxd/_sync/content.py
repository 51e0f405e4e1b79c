# Written by scripts/unasync.py from lxd/_async/content.py. Change that, and run `make sync`.

"""An answer that is content, not JSON: a file, a backup, a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lxd.errors import Asked

if TYPE_CHECKING:
    import httpx

    from lxd._sync.connection import Connection
    from lxd._sync.connections import Connections
    from lxd._sync.transport import Transport

__all__ = ["Content"]


class Content:
    """An answer whose body is read as it comes: iterate over it, or `read` it whole.

    What `LXDClient.stream` gives; it is closed by the end of ``with``.
    """

    def __init__(
        self,
        transport: Transport,
        connections: Connections,
        connection: Connection,
        response: httpx.Response,
        asked: Asked,
    ) -> None:
        assert isinstance(response.stream, Iterable)
        self._transport = transport
        self._connections = connections
        self._connection = connection
        self._body = response.stream
        self.asked = asked
        """What was asked of which server."""
        self.status = response.status_code
        """The HTTP status: 200, or 206 for a part."""
        self.headers = response.headers
        """The headers; upper and lower case are the same."""

    @property
    def length(self) -> int | None:
        """How many bytes the server said it sends; None if it did not say."""
        length = self.headers.get("content-length")
        return int(length) if length and length.isdecimal() else None

    def __iter__(self) -> Iterator[bytes]:
        """Yields the body piece by piece.

        Raises:
            LXDConnectionError: the connection broke before its end.
            LXDTimeout: the server did not go on in time.
        """
        with self._transport.faults(self.asked):
            for part in self._body:
                yield part

    def read(self) -> bytes:
        """Reads all of the body, or what is left of it; raises what iterating raises."""
        body = bytearray()
        for part in self:
            body += part
        return bytes(body)

    def close(self) -> None:
        """Gives the connection back; one with something left to read is closed."""
        try:
            self._body.close()
        finally:
            self._connections.give_back(self._connection)
