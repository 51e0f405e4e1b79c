# Written by scripts/unasync.py from lxd/_async/events.py. Change that, and run `make sync`.

"""The server's events as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar, cast

from lxd._core.events import read_event
from lxd._core.faults import timeout_fault
from lxd._sync._io import Inbox, Reader, new_lock
from lxd.entities.events import Event
from lxd.errors import EventsLagged, LXDConnectionError, LXDError

if TYPE_CHECKING:
    from lxd._sync.transport import Transport
    from lxd._sync.websocket import WebSocket

__all__ = ["EventStream"]

E = TypeVar("E", bound=Event, covariant=True)


class EventStream(Generic[E]):
    """The server's events, from the moment it is opened on.

    Iterating opens it, and closes it at the loop's end, also by ``break``::

        for event in client.server.get_events():
            ...

    To open it before something is started, and to take single events, enter it::

        with client.server.get_events(type="operation") as events:
            operation = client.instances.create(...)
            event = events.receive(timeout=5)

    Events are read from the connection while the program does other things, up to `queue_size` of them: LXD drops
    a client that does not read. LXD repeats nothing, so a stream that ends is reported, never mended in silence.
    """

    def __init__(self, transport: Transport, path: str, queue_size: int) -> None:
        self._transport = transport
        self._path = path
        self._asked = transport.asked("WEBSOCKET", path)
        self._inbox: Inbox[str | bytes] = Inbox(
            queue_size, partial(EventsLagged, queue_size, asked=self._asked)
        )
        self._websocket: WebSocket | None = None
        self._reader: Reader | None = None
        self._opening = new_lock()
        self._closed = False

    def open(self, timeout: float | None = None) -> None:
        """Connects; from then on no event is missed. Does nothing where it is open already.

        Args:
            timeout: seconds that it may take; default: the client's.

        Raises:
            Forbidden: this client may not see events of a type that was asked for.
            LXDAPIError: LXD refused it otherwise.
            LXDConnectionError: the server cannot be reached, or the stream was closed.
            LXDTimeout: the server did not answer in time.
        """
        with self._opening:
            self._check_open()
            if self._websocket is not None:
                return
            websocket = self._transport.websocket(self._path, timeout=timeout)
            if self._closed:  # in the meantime
                self._transport.close_websocket(websocket)
                self._check_open()
            self._websocket = websocket
            self._reader = Reader(partial(self._read, websocket), "lxd-events")

    def receive(self, timeout: float | None = None) -> E:
        """Receives the next event.

        Args:
            timeout: seconds to wait for one; None: as long as it takes.

        Raises:
            EventsLagged: more than `queue_size` events were waiting.
            LXDConnectionError: the stream has ended: the server stopped, or the connection broke.
            LXDTimeout: there was none in that time.
        """
        if self._websocket is None:
            self.open(timeout)
        try:
            frame = self._inbox.get(timeout)
        except TimeoutError as error:
            if isinstance(error, LXDError):
                raise
            raise timeout_fault(timeout, self._asked) from None
        return cast(E, read_event(frame, self._asked))

    def close(self) -> None:
        """Closes the stream; whoever waits for an event is told so."""
        self._closed = True
        websocket, self._websocket = self._websocket, None
        reader, self._reader = self._reader, None
        if websocket is not None:
            self._transport.close_websocket(websocket)
        if reader is not None:
            reader.join()

    def __iter__(self) -> Iterator[E]:
        was_open = self._websocket is not None
        try:
            while True:
                yield self.receive()
        finally:
            if not was_open:
                self.close()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _check_open(self) -> None:
        if self._closed:
            raise LXDConnectionError(
                "this stream of events is closed", asked=self._asked, hint="get_events() gives another"
            )

    def _read(self, websocket: WebSocket) -> None:
        try:
            while True:
                self._inbox.put(websocket.recv())
        except Exception as error:
            # Whatever it is, whoever waits for events has to learn that none will come.
            self._inbox.fail(error)
            websocket.close()
