"""A console's operation on the server: begun, and ended whatever happens."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from math import ceil
from typing import TYPE_CHECKING, Any

from lxd_api import instances as api
from lxd_api import operations

from lxd._async._io import sleep, to_the_end
from lxd._core.exec import CONTROL, STDIN, websocket_paths
from lxd.errors import LXDError

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient
    from lxd._async.operations import AsyncOperation
    from lxd._async.websocket import AsyncWebSocket

__all__ = ["AsyncConsoleSession"]

log = logging.getLogger("lxd")

_PATIENCE = 3.0
"""Seconds that a cancelled caller waits for the server to say which console it has begun, to end that."""

_FAREWELL = 2.0
"""Seconds that the server gets to answer a goodbye."""

_MOMENT = 0.02
"""Seconds between the server's answer to a goodbye and the end."""

_GOODBYE = 5.0
"""Seconds that the server gets to end a console."""


class AsyncConsoleSession:
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
        client: AsyncLXDClient,
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
        self._operation: AsyncOperation | None = None
        self._control: AsyncWebSocket | None = None
        self._data: AsyncWebSocket | None = None
        self._control_path = self.data_path = ""
        self._is_open = False

    @property
    def control(self) -> AsyncWebSocket:
        """The control websocket."""
        assert self._control is not None
        return self._control

    @property
    def data(self) -> AsyncWebSocket:
        """The data's websocket."""
        assert self._data is not None
        return self._data

    async def open(self) -> None:
        """Begins it; what was begun is ended if that fails."""
        try:
            await to_the_end(self._open, _PATIENCE)
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self) -> None:
        """Ends it, and waits until the server has done so."""
        await to_the_end(self._close)

    async def _open(self) -> None:
        request = api.instance_console_post(self._name, body=self._body, project=self._project)
        self._operation = await self._client.start(request)
        paths = websocket_paths(self._operation.state, (CONTROL, STDIN))
        self._control_path, self.data_path = paths
        await self._connect(None)
        self._is_open = True

    async def _connect(self, timeout: float | None) -> None:
        """Connects what is not connected: control first, for servers crash when a console ends that has none."""
        if self._control is None:
            self._control = await self._transport.websocket(self._control_path, timeout=timeout)
        if self._has_data and self._data is None:
            self._data = await self._transport.websocket(self.data_path, timeout=timeout)

    async def _close(self) -> None:
        operation, self._operation = self._operation, None
        if operation is None:
            return
        if not self._control_path:
            return
        try:
            # A text console waits for both for ever, and only who has connected can hang up.
            await self._connect(_GOODBYE)
        except LXDError as error:
            log.info("a console of %s was not fully connected: %s", self._name, error)
        if self._control is None:
            return  # nobody can end it but the server
        if self._data is not None and self._is_open:
            # Servers up to LXD 5.21 crash when they have something to show at the moment in which control is closed.
            # Once goodbye has been said on this one they show nothing more.
            await self._data.part(_FAREWELL)
            # It answers before it has taken note of that itself, and nothing tells when it has.
            await sleep(_MOMENT)
        await self._transport.close_websocket(self._control)
        if self._data is not None:
            await self._transport.close_websocket(self._data)
        request = operations.operation_wait_get(operation.id, timeout=ceil(_GOODBYE))
        try:
            await self._client.exchange(request, long_poll=True, timeout=_GOODBYE)
        except LXDError as error:
            # The server is gone, or calls it a failure that the console ended while somebody was attached.
            log.info("a console of %s ended so: %s", self._name, error)
