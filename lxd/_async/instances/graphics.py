"""Graphical consoles of virtual machines: a local unix socket for SPICE viewers."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Self

from lxd._async._io import Reader, in_thread, new_lock, to_the_end
from lxd._async._listener import Flag, Listener, LocalStream
from lxd._async.instances.sessions import AsyncConsoleSession
from lxd._core.console import spice_url
from lxd.errors import LXDAPIError, LXDError, LXDTimeout

if TYPE_CHECKING:
    from lxd._async.client import AsyncLXDClient
    from lxd._async.websocket import AsyncWebSocket

__all__ = ["AsyncGraphicalConsole"]

_CHUNK = 1 << 16
"""Bytes of a viewer's to send at a time."""


class _Visit:
    """A connection of a viewer's; it has several, one for each channel of SPICE."""

    def __init__(self, viewer: LocalStream) -> None:
        self.viewer = viewer
        self.reader: Reader | None = None
        self.is_over = False


class AsyncGraphicalConsole:
    """A unix socket where SPICE viewers get to a virtual machine's graphical console.

    What `AsyncConsoles.vga` gives: a context manager that listens from when it is entered until it is left. Viewers
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
        client: AsyncLXDClient,
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
        self._session: AsyncConsoleSession | None = None
        self._listener: Listener | None = None
        self._acceptor: Reader | None = None
        self._visits: list[_Visit] = []
        self._connecting = new_lock()
        self._has_left = Flag()
        self._fault: LXDError | None = None
        self._is_closed = False

    async def open(self) -> None:
        """Opens the console and listens, which entering the context does too.

        Raises:
            BadRequest: it is a container, or not running, or frozen.
            NotFound: there is no such machine.
            OSError: the socket cannot be made.
        """
        if self._is_closed or self._listener is not None:
            raise LXDError(f"this console of {self._name} was opened before", hint="vga() gives another")
        try:
            await self._begin()
            if self._given_path is None:
                self._directory = await in_thread(tempfile.mkdtemp, prefix="lxd-")
            self.path = os.path.join(self._directory, "spice") if self._directory else self._given()
            self.url = spice_url(self.path)
            self._listener = Listener(self.path)
            self._acceptor = Reader(partial(self._accept, self._listener), "lxd-vga")
        except BaseException:
            await self.aclose()
            raise

    async def wait(self, timeout: float | None = None) -> None:
        """Waits until a viewer has been there and has gone.

        Args:
            timeout: seconds to wait; None: as long as it takes.

        Raises:
            LXDError: a viewer came and could not be connected; the machine may have stopped.
            LXDTimeout: it was still there, or had not come.
        """
        try:
            await self._has_left.wait(timeout)
        except TimeoutError:
            within = f"{timeout:g} s" if timeout is not None else "that time"
            raise LXDTimeout(f"no viewer of {self._name} came and went within {within}") from None
        if self._fault is not None:
            raise self._fault

    async def aclose(self) -> None:
        """Ends all viewers' connections and the console, and removes the socket, as leaving the context does."""
        await to_the_end(self._close)

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

    def _given(self) -> str:
        assert self._given_path is not None
        return os.path.abspath(os.path.expanduser(self._given_path))

    async def _close(self) -> None:
        self._is_closed = True
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.interrupt()
            if self._acceptor is not None:
                await self._acceptor.join()
            listener.close()
        for visit in self._visits:
            visit.viewer.interrupt()
        session, self._session = self._session, None
        if session is not None:
            await session.aclose()  # the server then hangs up on all of its websockets
        for visit in self._visits:
            if visit.reader is not None:
                await visit.reader.join()
        self._visits.clear()
        if self._directory is not None:
            directory, self._directory = self._directory, None
            await in_thread(shutil.rmtree, directory)

    async def _begin(self) -> AsyncConsoleSession:
        session = AsyncConsoleSession(
            self._client, self._name, {"type": "vga"}, self._project, has_data=False
        )
        await session.open()
        self._session = session
        return session

    async def _accept(self, listener: Listener) -> None:
        while (viewer := await listener.accept()) is not None:
            for visit in [visit for visit in self._visits if visit.is_over]:
                self._visits.remove(visit)
                if visit.reader is not None:
                    await visit.reader.join()
            visit = _Visit(viewer)
            self._visits.append(visit)
            self._has_left.clear()
            visit.reader = Reader(partial(self._carry, visit), "lxd-vga-viewer")

    async def _carry(self, visit: _Visit) -> None:
        """Carries what comes on one of a viewer's connections to the server, and back."""
        try:
            websocket = await self._connect()
            sender = Reader(partial(self._send, visit.viewer, websocket), "lxd-vga-sender")
            with suppress(LXDError, OSError):  # either side has hung up
                while isinstance(message := await websocket.recv(), bytes):
                    await visit.viewer.write(message)
            visit.viewer.interrupt()
            await self._client._transport.close_websocket(websocket)
            await sender.join()
        except LXDError as error:
            self._fault = error
        finally:
            await visit.viewer.aclose()
            visit.is_over = True
            if all(other.is_over for other in self._visits):
                self._has_left.set()

    async def _send(self, viewer: LocalStream, websocket: AsyncWebSocket) -> None:
        with suppress(LXDError, OSError):
            while data := await viewer.read(_CHUNK):
                await websocket.send(data)
        await self._client._transport.close_websocket(websocket)

    async def _connect(self) -> AsyncWebSocket:
        """Connects one more websocket of the console; of a new console, where the server has ended the last one."""
        async with self._connecting:
            session = self._session
            if session is None or self._is_closed:
                raise LXDError(f"this console of {self._name} is closed")
            try:
                return await self._client._transport.websocket(session.data_path)
            except LXDAPIError:
                await session.aclose()
            session = await self._begin()
            return await self._client._transport.websocket(session.data_path)
