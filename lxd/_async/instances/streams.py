"""The streams of a command: what comes out of it, what goes in, and the control socket."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from lxd._core.exec import CONTROL, END, STDERR, STDIN, STDOUT, Outlet, end_of_input, frames
from lxd.errors import InputRefused, LXDConnectionError, LXDError

if TYPE_CHECKING:
    from lxd._async.transport import AsyncTransport
    from lxd._async.websocket import AsyncWebSocket

__all__ = ["AsyncStreams"]

_PROMPT = 2.0
"""Seconds that the server gets to take a few bytes."""


class AsyncStreams:
    """The streams of a command.

    Any number of tasks or threads may use them: one reads this one and one that, one writes, one waits for the end.

    Args:
        transport: closes the websockets.
        websockets: the websockets by LXD's names of the streams.
    """

    def __init__(self, transport: AsyncTransport, websockets: Mapping[str, AsyncWebSocket]) -> None:
        self.has_terminal = STDOUT not in websockets
        self.stdout = Outlet()
        self.stderr = Outlet()
        self._transport = transport
        self._websockets = websockets
        self._channels = websockets[CONTROL]._channels
        if self.has_terminal:
            self.stderr.is_over = True
            self._sources = {self.stdout: websockets[STDIN]}
        else:
            self._sources = {self.stdout: websockets[STDOUT], self.stderr: websockets[STDERR]}
        self._input = websockets[STDIN]._channel
        self._unsent: Iterator[bytes] | None = None
        self._input_is_closed = False
        self.broken_input: LXDError | None = None
        """What the input broke with before the command's end."""
        self._has_written = False
        self._has_judged_input = False
        self.input_fault: Exception | None = None
        """What `break_input` was told."""

    # Output

    async def receive(self, *outlets: Outlet) -> None:
        """Waits until there is something to take, or one of these broke, or all have ended."""

        def is_ready() -> bool:
            has_some = any(not outlet.is_empty or outlet.fault is not None for outlet in outlets)
            return has_some or _have_ended(outlets)

        self._collect(outlets)
        while not is_ready():
            await self._channels.until(
                lambda: is_ready() or self._have_news(outlets) or self._input_is_suspect, None
            )
            self._collect(outlets)
            self._judge_input()

    async def receive_all(
        self, left: Callable[[], float | None], *, past_faults: bool = False
    ) -> LXDError | None:
        """Reads until all streams have ended, or one broke, and writes meanwhile what `queue_input` was given.

        Args:
            left: tells the seconds that are left.
            past_faults: whether to go on with the others where one broke.

        Returns:
            What the connection broke with, if it did; output and input are whole otherwise.

        Raises:
            TimeoutError: they have not ended in time.
            Exception: what `break_input` was told.
        """
        outlets = tuple(self._sources)

        def is_something_to_do() -> bool:
            is_over = self.input_fault is not None or _have_ended(outlets)
            has_room = self._unsent is not None and self._input.has_room
            return is_over or has_room or self._have_news(outlets) or self._input_is_suspect

        while not _have_ended(outlets):
            self._push()
            await self._channels.until(is_something_to_do, left())
            self._collect(outlets)
            if self.input_fault is not None:
                raise self.input_fault
            self._judge_input()
            if not past_faults and self._find_fault(outlets):
                break
        return self._find_fault(outlets)

    def _have_news(self, outlets: Sequence[Outlet]) -> bool:
        return any(not outlet.has_ended and self._sources[outlet].has_news for outlet in outlets)

    def _collect(self, outlets: Sequence[Outlet]) -> None:
        for outlet in outlets:
            if not outlet.has_ended and (websocket := self._sources[outlet]).has_news:
                self._channels.touch(websocket._channel, partial(self._move, websocket, outlet))

    def _move(self, websocket: AsyncWebSocket, outlet: Outlet) -> None:
        """Moves what has come to the outlet; nobody else touches the stream meanwhile."""
        channel = websocket._channel
        while channel.messages and not outlet.is_over:
            number = channel.messages[0][0]
            has_ended = outlet.put(number, channel.take())
            if has_ended and self.has_terminal:
                # LXD waits for the same word from this side before it ends the operation.
                with suppress(LXDConnectionError):
                    channel.send(END)
        if channel.fault is not None and not channel.messages:
            outlet.end(channel.fault)

    # Input

    async def write(self, data: bytes | bytearray | memoryview) -> None:
        """Writes to the command, and waits until it has taken most of it.

        Raises:
            InputRefused: it takes no more.
        """
        if self._input_is_closed:
            raise InputRefused("the command's input was closed")
        for frame in frames(data):
            await self._send_input(frame)

    async def close_input(self) -> None:
        """Lets the command's input end; does nothing where it has ended."""
        if not self._input_is_closed:
            self._input_is_closed = True
            with suppress(InputRefused):
                await self._send_input(end_of_input(terminal=self.has_terminal))

    def queue_input(self, data: bytes | bytearray | memoryview) -> None:
        """Has the next `receive_all` write this, and then let the input end."""
        if not self._input_is_closed:
            self._input_is_closed = True
            self._unsent = frames(data)

    async def break_input(self, fault: Exception) -> None:
        """Lets `receive_all` raise, because input cannot be had."""
        self.input_fault = fault
        self._has_judged_input = True
        await self._transport.close_websocket(self._websockets[STDIN])  # which wakes who waits for output

    async def control(self, message: str) -> None:
        """Sends a message to the control socket.

        Raises:
            LXDConnectionError: the command has ended, or the connection broke.
            LXDTimeout: the server takes nothing.
        """
        await self._websockets[CONTROL].send(message, _PROMPT)

    @property
    def _input_is_suspect(self) -> bool:
        is_judged = self._has_judged_input or self.has_terminal
        return self._input.fault is not None and self._has_written and not is_judged

    def _judge_input(self) -> None:
        """Notes whether the input broke before the command's end, which LXD takes for the input's end.

        TLS tells that from LXD's hanging up. Where there is none it shows by the order: when a command has ended LXD
        hangs up on the control socket first.
        """
        if self._input_is_suspect:
            self._has_judged_input = True
            control = self._websockets[CONTROL]._channel
            self._channels.touch(control, control.step)
            if self._input.was_cut or (control.fault is None and not self._input.is_secure):
                self.broken_input = self._input.fault

    def _find_fault(self, outlets: Sequence[Outlet]) -> LXDError | None:
        faults = (outlet.fault for outlet in outlets if outlet.fault is not None)
        return self.broken_input or next(faults, None)

    async def _send_input(self, message: str | bytes) -> None:
        self._has_written = self._has_written or bool(message)
        try:
            await self._websockets[STDIN].send(message)
        except LXDConnectionError as error:
            raise InputRefused("the command takes no more input", asked=error.asked) from error

    def _push(self) -> None:
        """Sends as much input as goes without waiting, and then its end."""
        try:
            while self._unsent is not None and self._input.has_room:
                message: str | bytes | None = next(self._unsent, None)
                if message is None:
                    message, self._unsent = end_of_input(terminal=self.has_terminal), None
                self._has_written = self._has_written or bool(message)
                self._channels.touch(self._input, partial(self._input.send, message))
        except LXDConnectionError:
            self._unsent = None  # the command has ended, which is no fault

    async def hang_up(self) -> None:
        """Closes all streams, the control socket first; LXD kills a command that still runs then."""
        self._has_judged_input = True
        for websocket in self._websockets.values():
            await self._transport.close_websocket(websocket)


def _have_ended(outlets: Sequence[Outlet]) -> bool:
    return all(outlet.has_ended for outlet in outlets)
