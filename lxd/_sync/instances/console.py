# Written by scripts/unasync.py from lxd/_async/instances/console.py. Change that, and run `make sync`.

"""Consoles of instances: as text, and of virtual machines with their graphics."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

from lxd_api import instances as api

from lxd._core.console import check_size, console_body, is_without_log, read_refusal
from lxd._core.exec import frames, resize_message
from lxd._sync.area import Area
from lxd._sync.instances.sessions import ConsoleSession
from lxd.errors import ConsoleBusy, LXDAPIError, LXDConnectionError, LXDError, LXDTimeout

if TYPE_CHECKING:
    from lxd._sync.client import LXDClient
    from lxd._sync.instances.graphics import GraphicalConsole
    from lxd._terminal import TerminalFile

__all__ = ["Console", "Consoles"]

_REFUSAL = 2.0
"""Seconds that the server gets to end a refusal."""


class Console:
    """A terminal attached to an instance's console, as a context manager: entering attaches, leaving detaches.

    What `Consoles.attach` gives. Iterate over it, or `read`, for what the instance shows; `write` what is typed.

    Args:
        client: the client.
        name: the instance.
        width: columns of the terminal.
        height: rows.
        project: the instance's project.
    """

    def __init__(
        self,
        client: LXDClient,
        name: str,
        *,
        width: int | None,
        height: int | None,
        project: str | None,
    ) -> None:
        self._client = client
        self._name = name
        self._body = console_body(width, height)
        self._project = project
        self._session: ConsoleSession | None = None
        self._is_first = True
        self._is_over = False

    def open(self) -> None:
        """Attaches it, which entering the context does too.

        Raises:
            BadRequest: the instance is not running, or frozen.
            NotFound: there is no such instance.
        """
        if self._session is not None:
            raise LXDError(f"this console of {self._name} was attached before", hint="attach() gives another")
        self._session = ConsoleSession(self._client, self._name, self._body, self._project, has_data=True)
        self._session.open()

    def read(self, timeout: float | None = None) -> bytes:
        """Reads what the console shows next; nothing is its end: the instance has stopped.

        Args:
            timeout: seconds to wait for something; None: as long as it takes.

        Raises:
            ConsoleBusy: LXD cannot attach to it, most often because somebody else is attached.
            LXDConnectionError: the connection broke, the server ended, or the console was detached.
            LXDTimeout: nothing came in that time.
        """
        data = self._attached().data
        while not self._is_over:
            message = data.recv(timeout)
            if isinstance(message, str):
                self._is_over = True
            elif message:
                if self._is_first and (reason := read_refusal(message)) is not None:
                    # Servers crash when they are left while they still say so.
                    with suppress(LXDConnectionError, LXDTimeout):
                        while not isinstance(data.recv(_REFUSAL), str):
                            pass
                    raise ConsoleBusy(self._name, reason)
                self._is_first = False
                return message
        return b""

    def write(self, data: bytes | str, timeout: float | None = None) -> None:
        """Writes to the console, as if typed, and waits until the server has room for more.

        Args:
            data: what to write; a string as UTF-8. The Enter key is ``"\\r"``.
            timeout: seconds to wait; None: as long as it takes.

        Raises:
            LXDConnectionError: the connection broke, the server ended, or the console was detached.
            LXDTimeout: the console did not take it in that time.
        """
        websocket = self._attached().data
        for frame in frames(data.encode() if isinstance(data, str) else data):
            websocket.send(frame, timeout)

    def resize(self, width: int, height: int) -> None:
        """Tells the console that the terminal has another size.

        Args:
            width: columns.
            height: rows.

        Raises:
            LXDConnectionError: the connection broke, the server ended, or the console was detached.
        """
        check_size(width, height)
        self._attached().control.send(resize_message(width, height))

    def detach(self) -> None:
        """Detaches from the console, which leaving the context does too; the instance goes on."""
        if self._session is not None:
            self._session.close()

    def __iter__(self) -> Iterator[bytes]:
        while data := self.read():
            yield data

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.detach()

    def _attached(self) -> ConsoleSession:
        if self._session is None:
            raise LXDError(f"this console of {self._name} is not attached", hint="enter it, or call open()")
        return self._session


class Consoles(Area):
    """Attaches to consoles, and reads what they have shown."""

    def attach(
        self,
        name: str,
        *,
        width: int | None = None,
        height: int | None = None,
        project: str | None = None,
    ) -> Console:
        """Attaches to an instance's text console: a container's terminal, a virtual machine's serial port.

        Endpoint: ``POST /1.0/instances/{name}/console``; API extension ``console``, and ``console_vga_type`` or
        newer for virtual machines.

        ::

            with client.instances.console.attach("c1") as console:
                console.write("\\r")
                print(console.read(timeout=5))

        Nothing tells when LXD has attached, and until then a container's console drops what is written: in the
        first tenth of a second, say. A program that writes something and sees no echo of it writes it again.

        Only one can be attached to a container at a time; with a virtual machine, who comes second sees nothing
        until the first one has left.

        Args:
            name: the instance, which must be running.
            width: columns of the terminal; give both, or neither to leave the size as it is.
            height: rows.
            project: its project; default: the client's.

        Returns:
            What is attached when it is entered, and detached when it is left.
        """
        return Console(self._client, name, width=width, height=height, project=project)

    def interact(
        self,
        name: str,
        *,
        stdin: TerminalFile | None = None,
        stdout: TerminalFile | None = None,
        project: str | None = None,
    ) -> None:
        """Hands the caller's terminal over to an instance's text console, until Ctrl-A q is pressed, as in ``lxc``.

        Endpoint: ``POST /1.0/instances/{name}/console``; API extension ``console``.

        Every other key goes to the console (Ctrl-A itself when it is pressed twice), and it follows the size of the
        window. The terminal is put back to what it was however this ends.

        Args:
            name: the instance, which must be running.
            stdin: the terminal to read, as a descriptor or a file; default: standard input.
            stdout: the terminal to write; default: standard output.
            project: its project; default: the client's.

        Raises:
            LXDError: there is no terminal.
            BadRequest: the instance is not running, or frozen.
            ConsoleBusy: LXD cannot attach to it, most often because somebody else is attached.
            LXDConnectionError: the connection broke, or the server ended.
            NotFound: there is no such instance.
        """
        # There are no such terminals on every system that can use the rest.
        from lxd._sync.instances._terminal import attach
        from lxd._sync.instances.attachment import Attachment
        from lxd._terminal import Terminal

        terminal = Terminal(stdin, stdout)
        width, height = terminal.size
        with self.attach(name, width=width, height=height, project=project) as console:
            with terminal:
                terminal.write(b"To detach from the console, press Ctrl-A, then q\r\n")
                attach(Attachment(console), terminal)

    def vga(
        self, name: str, *, path: str | os.PathLike[str] | None = None, project: str | None = None
    ) -> GraphicalConsole:
        """Offers the graphical console of a virtual machine to SPICE viewers of this machine, at a unix socket.

        Endpoint: ``POST /1.0/instances/{name}/console``; API extension ``console_vga_type``.

        ::

            with client.instances.console.vga("v1") as screen:
                print(f"remote-viewer {screen.url}")
                screen.wait()

        Args:
            name: the virtual machine, which must be running.
            path: where to listen; default: a new directory that only this user can enter. Gone when it is left.
            project: its project; default: the client's.

        Returns:
            What listens from when it is entered until it is left.
        """
        from lxd._sync.instances.graphics import GraphicalConsole

        return GraphicalConsole(self._client, name, path=path, project=project)

    def get_log(self, name: str, *, project: str | None = None) -> bytes:
        """Gets what a container's console has shown: since it was started, or before it stopped.

        Endpoint: ``GET /1.0/instances/{name}/console``; API extension ``console``. LXD keeps the last 128 KiB or so.

        Args:
            name: the container.
            project: its project; default: the client's.

        Raises:
            NotFound: there is no such instance.
            ServerError: it is a virtual machine.
        """
        try:
            return self._client.send(api.instance_console_get(name, project=project))
        except LXDAPIError as error:
            if is_without_log(error):
                return b""
            raise

    def clear_log(self, name: str, *, project: str | None = None) -> None:
        """Forgets what a container's console has shown.

        Endpoint: ``DELETE /1.0/instances/{name}/console``; API extension ``console``.

        Args:
            name: the container.
            project: its project; default: the client's.

        Raises:
            NotFound: there is no such instance.
            ServerError: it is a virtual machine.
        """
        try:
            self._finish(api.instance_console_delete(name, project=project))
        except LXDAPIError as error:
            if not is_without_log(error):
                raise
