# Written by scripts/unasync.py from lxd/_async/instances/sessions.py. Change that, and run `make sync`.

"""A console's operation on the server: begun, and ended whatever happens."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from math import ceil
from typing import TYPE_CHECKING, Any

from lxd_api import instances as api
from lxd_api import operations

from lxd._core.exec import CONTROL, STDIN, websocket_paths
from lxd._sync._io import sleep, to_the_end
from lxd.errors import LXDError

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient
    from lxd._sync.operations import Operation
    from lxd._sync.websocket import WebSocket

__all__ = ["ConsoleSession"]

log = logging.getLogger("lxd")

_PATIENCE = 3.0
"""Seconds that a cancelled caller waits for the server to say which console it has begun, to end that."""

_FAREWELL = 2.0
"""Seconds that the server gets to answer a goodbye."""

_MOMENT = 0.02
"""Seconds between the server's answer to a goodbye and the end."""

_GOODBYE = 5.0
"""Seconds that the server gets to end a console."""


class ConsoleSession:
    """A console that the server has opened: its operation, and the websockets that end it.

    LXD never ends the operation of a console by itself, and would not stop before it has ended.

    Args:
        client: the client.
        name: the instance.
        body: what to ask for.
        project: the instance's project.
        has_data: whether the data's websocket belongs to the session, as that of a text console does.
    """

    def __init__(
        self,
        client: LXDClient,
        name: str,
        body: Mapping[str, Any],
        project: str | None,
        *,
        has_data: bool,
    ) -> None:
        self._client = client
        self._transport = client._transport
        self._name = name
        self._body = body
        self._project = project
        self._has_data = has_data
        self._operation: Operation | None = None
        self._control: WebSocket | None = None
        self._data: WebSocket | None = None
        self._control_path = self.data_path = ""
        self._is_open = False

    @property
    def control(self) -> WebSocket:
        """The control websocket."""
        assert self._control is not None
        return self._control

    @property
    def data(self) -> WebSocket:
        """The data's websocket."""
        assert self._data is not None
        return self._data

    def open(self) -> None:
        """Begins it; what was begun is ended if that fails."""
        try:
            to_the_end(self._open, _PATIENCE)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Ends it, and waits until the server has done so."""
        to_the_end(self._close)

    def _open(self) -> None:
        request = api.instance_console_post(self._name, body=self._body, project=self._project)
        self._operation = self._client.start(request)
        paths = websocket_paths(self._operation.state, (CONTROL, STDIN))
        self._control_path, self.data_path = paths
        self._connect(None)
        self._is_open = True

    def _connect(self, timeout: float | None) -> None:
        """Connects what is not connected: control first, for servers crash when a console ends that has none."""
        if self._control is None:
            self._control = self._transport.websocket(self._control_path, timeout=timeout)
        if self._has_data and self._data is None:
            self._data = self._transport.websocket(self.data_path, timeout=timeout)

    def _close(self) -> None:
        operation, self._operation = self._operation, None
        if operation is None:
            return
        if not self._control_path:
            return
        try:
            # A text console waits for both for ever, and only who has connected can hang up.
            self._connect(_GOODBYE)
        except LXDError as error:
            log.info("a console of %s was not fully connected: %s", self._name, error)
        if self._control is None:
            return  # nobody can end it but the server
        if self._data is not None and self._is_open:
            # Servers up to LXD 5.21 crash when they have something to show at the moment in which control is closed.
            # Once goodbye has been said on this one they show nothing more.
            self._data.part(_FAREWELL)
            # It answers before it has taken note of that itself, and nothing tells when it has.
            sleep(_MOMENT)
        self._transport.close_websocket(self._control)
        if self._data is not None:
            self._transport.close_websocket(self._data)
        request = operations.operation_wait_get(operation.id, timeout=ceil(_GOODBYE))
        try:
            self._client.exchange(request, long_poll=True, timeout=_GOODBYE)
        except LXDError as error:
            # The server is gone, or calls it a failure that the console ended while somebody was attached.
            log.info("a console of %s ended so: %s", self._name, error)
