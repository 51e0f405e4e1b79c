"""Websockets to LXD, one alone or several that belong together."""

from __future__ import annotations

import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial

from lxd._async._channels import Channels, resolve
from lxd._async._io import now
from lxd._channel import Channel
from lxd._core.endpoint import Endpoint
from lxd._core.faults import connection_fault, timeout_fault
from lxd._sockets import PATIENCE
from lxd.errors import Asked, LXDError

__all__ = ["AsyncWebSocket", "first_of", "open_websockets"]


class AsyncWebSocket:
    """A message stream to and from LXD.

    What comes is read ahead, up to a limit; from there on the server has to wait.
    """

    def __init__(self, channel: Channel, channels: Channels) -> None:
        self._channel = channel
        self._channels = channels
        channels.add(channel)

    @property
    def has_news(self) -> bool:
        """Whether there is a message, or the stream has ended."""
        return self._channel.has_news

    @property
    def close_code(self) -> int | None:
        """The websocket's close code, 1006 where the server just hung up; None while it is open."""
        return self._channel.close_code

    @property
    def cookies(self) -> list[str]:
        """The cookies that LXD set when it was opened, as the values of ``Set-Cookie``."""
        return self._channel.cookies

    async def recv(self, timeout: float | None = None) -> str | bytes:
        """Receives the next message: text or binary.

        Args:
            timeout: seconds to wait for one; None: as long as it takes.

        Raises:
            LXDConnectionError: the stream has ended.
            LXDTimeout: there was none in that time.
        """
        if not self._channel.messages:
            await first_of([self], timeout)
        return self._channels.touch(self._channel, self._channel.take)

    async def send(self, message: str | bytes, timeout: float | None = None) -> None:
        """Sends a message, as text or binary, and waits until the server has room for more.

        Args:
            message: the message.
            timeout: seconds to wait; None: as long as it takes.

        Raises:
            LXDConnectionError: the stream has ended.
            LXDTimeout: the server did not take it in that time.
        """
        self._channels.touch(self._channel, partial(self._channel.send, message))
        if not self._channel.has_room:
            try:
                await self._channels.until(lambda: self._channel.has_room, timeout)
            except TimeoutError as error:
                raise timeout_fault(timeout, self._channel.asked) from error

    async def flush(self, timeout: float | None = None) -> None:
        """Waits until all that was sent is on its way: `close` drops what is not.

        Args:
            timeout: seconds to wait; None: as long as it takes.

        Raises:
            LXDTimeout: the server did not take it in that time.
        """
        try:
            await self._channels.until(lambda: self._channel.is_sent, timeout)
        except TimeoutError as error:
            raise timeout_fault(timeout, self._channel.asked) from error

    async def part(self, timeout: float) -> None:
        """Says goodbye, and waits until the server has said so too; what it sends until then is dropped.

        Args:
            timeout: seconds to wait; a server that takes longer is not waited for.
        """
        self._channels.touch(self._channel, self._channel.say_goodbye)
        deadline = now() + timeout
        with suppress(LXDError):
            while (left := deadline - now()) > 0:
                await self.recv(left)

    async def close(self) -> None:
        """Ends the stream; whoever waits for it is told so."""
        await self._channels.close(self._channel)


async def first_of(websockets: Sequence[AsyncWebSocket], timeout: float | None = None) -> AsyncWebSocket:
    """Waits until one of several websockets has news, and returns the one whose news came first.

    Args:
        websockets: some that were opened together.
        timeout: seconds to wait; None: as long as it takes.

    Raises:
        LXDTimeout: nothing came in that time.
    """
    channels = websockets[0]._channels
    try:
        await channels.until(lambda: any(websocket.has_news for websocket in websockets), timeout)
    except TimeoutError as error:
        raise timeout_fault(timeout, websockets[0]._channel.asked) from error
    ready = [websocket for websocket in websockets if websocket.has_news]
    return min(ready, key=lambda websocket: websocket._channel.news_number)


async def open_websockets(
    endpoint: Endpoint,
    paths: Sequence[str],
    *,
    context: ssl.SSLContext | None,
    session: ssl.SSLSession | None,
    headers: Mapping[str, str],
    timeout: float | None,
    asked: Sequence[Asked],
    known: set[AsyncWebSocket],
    listening: int = 0,
) -> list[AsyncWebSocket]:
    """Opens websockets that belong together: the first one, and when that is open the others, all at once.

    The order is LXD's need: a command starts when its streams are connected, and refuses a control socket then.

    Args:
        endpoint: the server.
        paths: path and query of each.
        context: the TLS rules; None for a unix socket.
        session: a TLS session to go on with; None for new ones.
        headers: more headers to send.
        timeout: seconds that it may take.
        asked: what to say in errors, for each.
        known: gets each of them as soon as there is one, so that an interrupt at any time leaves none that nobody
            knows; it loses those that are closed here.
        listening: how many of them, the last ones, only listen: nothing is said on them, answers to pings neither.

    Raises:
        LXDAPIError: LXD refused one; then none is open.
        LXDConnectionError: the server cannot be reached.
        LXDTimeout: it took too long.
    """
    opened: list[AsyncWebSocket] = []
    deadline = None if timeout is None else now() + timeout
    make = partial(Channel, endpoint, context=context, session=session, headers=headers)
    try:
        addresses = await resolve(endpoint)
        for address in addresses:
            try:
                first = make(address, paths[0], asked=asked[0])
            except OSError:  # not every machine has all families of addresses
                if address is addresses[-1]:
                    raise
                continue
            channels = Channels()  # which are done with when the last one is closed
            opened.append(AsyncWebSocket(first, channels))
            known.update(opened)
            if address is addresses[-1] or await _reached(channels, first, deadline):
                break
            await _close(opened, known)
        await _answered(channels, [first], deadline)
        _check(first)
        speaking = len(paths) - listening
        others = []
        for number in range(1, len(paths)):
            other = make(address, paths[number], asked=asked[number], only_listens=number >= speaking)
            opened.append(AsyncWebSocket(other, channels))
            known.update(opened)
            others.append(other)
        await _answered(channels, others, deadline)
        for other in others:
            _check(other)
    except BaseException as error:
        await _close(opened, known)
        if isinstance(error, LXDError):
            raise
        if isinstance(error, TimeoutError):
            raise timeout_fault(timeout, asked[0], endpoint) from error
        if isinstance(error, OSError):
            raise connection_fault(error, endpoint, asked[0]) from error
        raise
    return opened


async def _close(opened: list[AsyncWebSocket], known: set[AsyncWebSocket]) -> None:
    while opened:
        await opened[-1].close()
        known.discard(opened.pop())


async def _reached(channels: Channels, channel: Channel, deadline: float | None) -> bool:
    """Whether somebody listens at a channel's address, and says so soon: else the next one is tried."""
    with suppress(TimeoutError):
        left = _left(deadline)
        seconds = PATIENCE if left is None else min(PATIENCE, left)
        await channels.until(lambda: channel.was_reached or not channel.is_opening, seconds)
    return channel.was_reached


async def _answered(channels: Channels, opening: Sequence[Channel], deadline: float | None) -> None:
    """Waits until LXD has said what it makes of them."""
    await channels.until(lambda: not any(channel.is_opening for channel in opening), _left(deadline))


def _left(deadline: float | None) -> float | None:
    return None if deadline is None else max(deadline - now(), 0.0)


def _check(channel: Channel) -> None:
    """Raises why a channel was not opened; that it has ended since is for whoever reads it."""
    if channel.fault is not None and not channel.was_opened:
        raise channel.fault
