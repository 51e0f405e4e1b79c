# Written by scripts/unasync.py from lxd/_async/instances/graphics.py. Change that, and run `make sync`.

"""Graphical consoles of virtual machines: a local unix socket for SPICE viewers."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Self

from lxd._core.console import spice_url
from lxd._sync._io import Reader, in_thread, new_lock, to_the_end
from lxd._sync._listener import Flag, Listener, LocalStream
from lxd._sync.instances.sessions import ConsoleSession
from lxd.errors import LXDAPIError, LXDError, LXDTimeout

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient
    from lxd._sync.websocket import WebSocket

__all__ = ["GraphicalConsole"]

_CHUNK = 1 << 16
"""Bytes of a viewer's to send at a time."""


class _Visit:
    """A connection of a viewer's; it has several, one for each channel of SPICE."""

    def __init__(self, viewer: LocalStream) -> None:
        self.viewer = viewer
        self.reader: Reader | None = None
        self.is_over = False


class GraphicalConsole:
    """A unix socket where SPICE viewers get to a virtual machine's graphical console.

    What `Consoles.vga` gives: a context manager that listens from when it is entered until it is left. Viewers
    may come and go meanwhile. LXD may hang up on all of a viewer's connections when one of them ends; servers up to
    LXD 5.0 do not. Whoever then connects again gets to the console again.

    Args:
        client: the client.
        name: the virtual machine.
        path: where to listen; None: in a new directory.
        project: the machine's project.

    Attributes:
        path: the path of the socket; known when it is entered.
        url: the URL to start a viewer with, ``spice+unix://…``.
    """

    path: str
    url: str

    def __init__(
        self,
        client: LXDClient,
        name: str,
        *,
        path: str | os.PathLike[str] | None,
        project: str | None,
    ) -> None:
        self._client = client
        self._name = name
        self._given_path = path
        self._project = project
        self._directory: str | None = None
        self._session: ConsoleSession | None = None
        self._listener: Listener | None = None
        self._acceptor: Reader | None = None
        self._visits: list[_Visit] = []
        self._connecting = new_lock()
        self._has_left = Flag()
        self._fault: LXDError | None = None
        self._is_closed = False

    def open(self) -> None:
        """Opens the console and listens, which entering the context does too.

        Raises:
            BadRequest: it is a container, or not running, or frozen.
            NotFound: there is no such machine.
            OSError: the socket cannot be made.
        """
        if self._is_closed or self._listener is not None:
            raise LXDError(f"this console of {self._name} was opened before", hint="vga() gives another")
        try:
            self._begin()
            if self._given_path is None:
                self._directory = in_thread(tempfile.mkdtemp, prefix="lxd-")
            self.path = os.path.join(self._directory, "spice") if self._directory else self._given()
            self.url = spice_url(self.path)
            self._listener = Listener(self.path)
            self._acceptor = Reader(partial(self._accept, self._listener), "lxd-vga")
        except BaseException:
            self.close()
            raise

    def wait(self, timeout: float | None = None) -> None:
        """Waits until a viewer has been there and has gone.

        Args:
            timeout: seconds to wait; None: as long as it takes.

        Raises:
            LXDError: a viewer came and could not be connected; the machine may have stopped.
            LXDTimeout: it was still there, or had not come.
        """
        try:
            self._has_left.wait(timeout)
        except TimeoutError:
            within = f"{timeout:g} s" if timeout is not None else "that time"
            raise LXDTimeout(f"no viewer of {self._name} came and went within {within}") from None
        if self._fault is not None:
            raise self._fault

    def close(self) -> None:
        """Ends all viewers' connections and the console, and removes the socket, as leaving the context does."""
        to_the_end(self._close)

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

    def _given(self) -> str:
        assert self._given_path is not None
        return os.path.abspath(os.path.expanduser(self._given_path))

    def _close(self) -> None:
        self._is_closed = True
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.interrupt()
            if self._acceptor is not None:
                self._acceptor.join()
            listener.close()
        for visit in self._visits:
            visit.viewer.interrupt()
        session, self._session = self._session, None
        if session is not None:
            session.close()  # the server then hangs up on all of its websockets
        for visit in self._visits:
            if visit.reader is not None:
                visit.reader.join()
        self._visits.clear()
        if self._directory is not None:
            directory, self._directory = self._directory, None
            in_thread(shutil.rmtree, directory)

    def _begin(self) -> ConsoleSession:
        session = ConsoleSession(self._client, self._name, {"type": "vga"}, self._project, has_data=False)
        session.open()
        self._session = session
        return session

    def _accept(self, listener: Listener) -> None:
        while (viewer := listener.accept()) is not None:
            for visit in [visit for visit in self._visits if visit.is_over]:
                self._visits.remove(visit)
                if visit.reader is not None:
                    visit.reader.join()
            visit = _Visit(viewer)
            self._visits.append(visit)
            self._has_left.clear()
            visit.reader = Reader(partial(self._carry, visit), "lxd-vga-viewer")

    def _carry(self, visit: _Visit) -> None:
        """Carries what comes on one of a viewer's connections to the server, and back."""
        try:
            websocket = self._connect()
            sender = Reader(partial(self._send, visit.viewer, websocket), "lxd-vga-sender")
            with suppress(LXDError, OSError):  # either side has hung up
                while isinstance(message := websocket.recv(), bytes):
                    visit.viewer.write(message)
            visit.viewer.interrupt()
            self._client._transport.close_websocket(websocket)
            sender.join()
        except LXDError as error:
            self._fault = error
        finally:
            visit.viewer.close()
            visit.is_over = True
            if all(other.is_over for other in self._visits):
                self._has_left.set()

    def _send(self, viewer: LocalStream, websocket: WebSocket) -> None:
        with suppress(LXDError, OSError):
            while data := viewer.read(_CHUNK):
                websocket.send(data)
        self._client._transport.close_websocket(websocket)

    def _connect(self) -> WebSocket:
        """Connects one more websocket of the console; of a new console, where the server has ended the last one."""
        with self._connecting:
            session = self._session
            if session is None or self._is_closed:
                raise LXDError(f"this console of {self._name} is closed")
            try:
                return self._client._transport.websocket(session.data_path)
            except LXDAPIError:
                session.close()
            session = self._begin()
            return self._client._transport.websocket(session.data_path)
