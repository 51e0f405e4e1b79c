# Written by scripts/unasync.py from lxd/_async/parked.py. Change that, and run `make sync`.

"""A request whose answer may be long in coming, and is waited for later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxd._core.answers import Answer, read_answer
from lxd._sync._io import read_body
from lxd.errors import Asked

if TYPE_CHECKING:
    from lxd._sync.connection import Connection
    from lxd._sync.connections import Connections
    from lxd._sync.transport import Transport

__all__ = ["ParkedRequest"]


class ParkedRequest:
    """A request that was sent. Its answer waits on its connection for whoever asks for it.

    So nobody has to wait beside the caller to hear of an operation's end, and no end is missed: LXD forgets an
    operation five seconds after it, but not whom it was about to tell.
    """

    def __init__(
        self, transport: Transport, connections: Connections, connection: Connection, asked: Asked
    ) -> None:
        self._transport = transport
        self._connections = connections
        self._connection: Connection | None = connection
        self._asked = asked

    def answer(self, timeout: float | None) -> Answer:
        """Waits for the answer.

        Args:
            timeout: seconds to wait; None: as long as it takes.

        Raises:
            LXDTimeout: it did not come; it may be waited for again.
            LXDConnectionError: the connection broke.
            LXDAPIError: the answer is an error.
        """
        assert self._connection is not None
        with self._transport.faults(self._asked, timeout):
            response = self._connection.answer(timeout)
            content = read_body(response)
        connection, self._connection = self._connection, None
        self._connections.give_back(connection)
        if response.status_code in (401, 403):
            # A session has ended: whoever can log in does so when asking anew.
            path = self._asked.path
            return read_answer(*self._transport.request("GET", path, long_poll=True, timeout=timeout))
        return read_answer(response.status_code, response.headers, content, self._asked)

    def close(self) -> None:
        """Gives the connection back; one that still owes an answer is closed."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
            self._connections.give_back(connection)
