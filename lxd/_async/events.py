"""The server's events as a stream."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar, cast

from lxd._async._io import Inbox, Reader, new_lock
from lxd._core.events import read_event
from lxd._core.faults import timeout_fault
from lxd.entities.events import Event
from lxd.errors import EventsLagged, LXDConnectionError, LXDError

if TYPE_CHECKING:
    from lxd._async.transport import AsyncTransport
    from lxd._async.websocket import AsyncWebSocket

__all__ = ["AsyncEventStream"]

E = TypeVar("E", bound=Event, covariant=True)


class AsyncEventStream(Generic[E]):
    """The server's events, from the moment it is opened on.

    Iterating opens it, and closes it at the loop's end, also by ``break``::

        async for event in client.server.get_events():
            ...

    To open it before something is started, and to take single events, enter it::

        async with client.server.get_events(type="operation") as events:
            operation = await client.instances.create(...)
            event = await events.receive(timeout=5)

    Events are read from the connection while the program does other things, up to `queue_size` of them: LXD drops
    a client that does not read. LXD repeats nothing, so a stream that ends is reported, never mended in silence.
    """

    def __init__(self, transport: AsyncTransport, path: str, queue_size: int) -> None:
        self._transport = transport
        self._path = path
        self._asked = transport.asked("WEBSOCKET", path)
        self._inbox: Inbox[str | bytes] = Inbox(
            queue_size, partial(EventsLagged, queue_size, asked=self._asked)
        )
        self._websocket: AsyncWebSocket | None = None
        self._reader: Reader | None = None
        self._opening = new_lock()
        self._closed = False

    async def open(self, timeout: float | None = None) -> None:
        """Connects; from then on no event is missed. Does nothing where it is open already.

        Args:
            timeout: seconds that it may take; default: the client's.

        Raises:
            Forbidden: this client may not see events of a type that was asked for.
            LXDAPIError: LXD refused it otherwise.
            LXDConnectionError: the server cannot be reached, or the stream was closed.
            LXDTimeout: the server did not answer in time.
        """
        async with self._opening:
            self._check_open()
            if self._websocket is not None:
                return
            websocket = await self._transport.websocket(self._path, timeout=timeout)
            if self._closed:  # in the meantime
                await self._transport.close_websocket(websocket)
                self._check_open()
            self._websocket = websocket
            self._reader = Reader(partial(self._read, websocket), "lxd-events")

    async def receive(self, timeout: float | None = None) -> E:
        """Receives the next event.

        Args:
            timeout: seconds to wait for one; None: as long as it takes.

        Raises:
            EventsLagged: more than `queue_size` events were waiting.
            LXDConnectionError: the stream has ended: the server stopped, or the connection broke.
            LXDTimeout: there was none in that time.
        """
        if self._websocket is None:
            await self.open(timeout)
        try:
            frame = await self._inbox.get(timeout)
        except TimeoutError as error:
            if isinstance(error, LXDError):
                raise
            raise timeout_fault(timeout, self._asked) from None
        return cast(E, read_event(frame, self._asked))

    async def aclose(self) -> None:
        """Closes the stream; whoever waits for an event is told so."""
        self._closed = True
        websocket, self._websocket = self._websocket, None
        reader, self._reader = self._reader, None
        if websocket is not None:
            await self._transport.close_websocket(websocket)
        if reader is not None:
            await reader.join()

    async def __aiter__(self) -> AsyncIterator[E]:
        was_open = self._websocket is not None
        try:
            while True:
                yield await self.receive()
        finally:
            if not was_open:
                await self.aclose()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def _check_open(self) -> None:
        if self._closed:
            raise LXDConnectionError(
                "this stream of events is closed", asked=self._asked, hint="get_events() gives another"
            )

    async def _read(self, websocket: AsyncWebSocket) -> None:
        try:
            while True:
                self._inbox.put(await websocket.recv())
        except Exception as error:
            # Whatever it is, whoever waits for events has to learn that none will come.
            self._inbox.fail(error)
            await websocket.close()
