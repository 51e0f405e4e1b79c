"""The conversation below an SFTP session: requests are sent, replies waited for."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import urlencode

from lxd_api import instances as api

from lxd._async._io import new_lock
from lxd._core.file_errors import file_error
from lxd._core.sftp import Kind, Protocol, Reply, Request, Status
from lxd._core.sftp_values import Nonsense, text_field
from lxd.errors import ExtensionMissing, FileError, Forbidden, LXDConnectionError, LXDError, UnexpectedAnswer

if TYPE_CHECKING:
    from lxd._async._stream import Stream
    from lxd._async.client import AsyncLXDClient
    from lxd._async.transport import AsyncTransport
    from lxd.errors import Asked

__all__ = ["AsyncWire", "Step", "open_wire"]

T = TypeVar("T")

_CHUNK = 1 << 18
"""Bytes to read at a time: eight pieces of a file."""

_MUCH = 1 << 14
"""Bytes from which on a server that does not read would be noticed: sockets take ten times as much."""

_WINDOW = 64
"""Requests to have under way at a time, where there are many."""


_ENTITLEMENT = "SFTP needs the entitlement can_connect_sftp; `get` and `put(..., in_place=True)` do without"

_UNMET = (errno.EINVAL, errno.EPERM)
"""What is answered to who wants to give a file to a user that the instance has not."""


class Step(NamedTuple):
    """One of many things to be done.

    Args:
        path: the file that it is about.
        kind: the request.
        fields: what is in it.
        is_wish: whether it does not matter if the server cannot.
    """

    path: str
    kind: Kind
    fields: Sequence[bytes]
    is_wish: bool = False


async def open_wire(
    client: AsyncLXDClient, name: str, project: str | None, *, timeout: float | None = None
) -> AsyncWire:
    """Opens an SFTP session with an instance.

    Args:
        client: the client.
        name: the instance.
        project: its project; default: the client's.
        timeout: seconds that each step may take; default: the client's.

    Raises:
        Forbidden: this client may not do that.
        LXDAPIError: LXD refused it; a virtual machine without its agent has no files, for instance.
        NotFound: there is no such instance.
    """
    request = api.instance_sftp(name, project=project)
    query = client._scope.apply(request.query, request.scope)
    path = f"{request.path}?{urlencode(query)}" if query else request.path
    transport = client._transport
    try:
        stream = await transport.upgrade(path, "sftp", timeout=timeout)
    except Forbidden as error:
        error.hint = f"{error.hint}; {_ENTITLEMENT}" if error.hint else _ENTITLEMENT
        raise
    except LXDError as error:
        # Containers have files at all times.
        if "agent" in str(error) or "not running" in str(error):
            error.hint = (
                "a virtual machine's files are reached through the LXD agent in it, which must be running"
            )
        raise
    wire = AsyncWire(transport, stream, transport.asked("SFTP", path), timeout)
    try:
        await wire.greet()
    except BaseException:
        await wire.aclose()
        raise
    return wire


class AsyncWire:
    """Sends requests and finds their replies, for any number of tasks that take turns.

    Args:
        transport: what opened the stream, and closes it.
        stream: speaks SFTP.
        asked: what is asked of which server, for errors.
        timeout: seconds that the server may be silent; default: the client's.
    """

    def __init__(
        self, transport: AsyncTransport, stream: Stream, asked: Asked, timeout: float | None = None
    ) -> None:
        self.asked = asked
        self._transport = transport
        self._stream = stream
        self._timeout = transport.timeout if timeout is None else timeout
        self._protocol = Protocol()
        self._turn = new_lock()
        self._fault: LXDError | None = None

    @property
    def is_broken(self) -> bool:
        """Whether nothing can be asked any more."""
        return self._fault is not None

    async def greet(self) -> None:
        """Learns what the server can do."""
        async with self._turn:
            await self._write(self._protocol.greeting())
            while not self._protocol.is_greeted:
                await self._receive()

    def has(self, extension: str) -> bool:
        """Tells whether the server has one of OpenSSH's extensions."""
        return extension in self._protocol.extensions

    def require(self, extension: str, needed_for: str) -> None:
        """Makes sure that the server has one of OpenSSH's extensions.

        Raises:
            ExtensionMissing: it has not.
        """
        if not self.has(extension):
            raise ExtensionMissing(extension, needed_for, "", asked=self.asked)

    def request(self, kind: Kind, *fields: bytes, payload: bytes = b"") -> Request:
        """Writes a request that is to be sent; see `Protocol.request`."""
        return self._protocol.request(kind, *fields, payload=payload)

    async def send(self, *requests: Request) -> None:
        """Sends requests, without waiting for their replies.

        Raises:
            LXDConnectionError: the connection broke.
            LXDTimeout: the server took nothing for too long.
        """
        async with self._turn:
            is_much = sum(request.size for request in requests) > _MUCH
            while is_much and self._protocol.is_owed_much:
                await self._receive()
            for request in requests:
                self._protocol.sent(request)
            if len(requests) == 1 and requests[0].payload:
                await self._write(requests[0].head)
                await self._write(requests[0].payload)
            else:
                await self._write(b"".join(request.head + request.payload for request in requests))

    async def reply(self, number: int) -> Reply:
        """Waits for the reply to a request.

        Raises:
            LXDConnectionError: the connection broke.
            LXDTimeout: the server was silent for too long.
            UnexpectedAnswer: the server does not speak SFTP.
        """
        take = self._protocol.take
        if (reply := take(number)) is not None:
            return reply
        try:
            async with self._turn:
                while (reply := take(number)) is None:
                    await self._receive()
        except BaseException:
            self._protocol.forget(number)
            raise
        return reply

    async def replies(self, numbers: Iterable[int]) -> list[Reply]:
        """Waits for the replies to several requests."""
        waiting = list(numbers)
        replies: list[Reply] = []
        try:
            while len(replies) < len(waiting):
                replies.append(await self.reply(waiting[len(replies)]))
        except BaseException:
            self.forget(waiting[len(replies) :])
            raise
        return replies

    def forget(self, numbers: Iterable[int]) -> None:
        """Drops replies that nobody waits for any more."""
        for number in numbers:
            self._protocol.forget(number)

    async def ask(self, kind: Kind, *fields: bytes) -> Reply:
        """Sends one request and waits for its reply."""
        request = self.request(kind, *fields)
        await self.send(request)
        return await self.reply(request.number)

    async def ask_all(self, requests: Sequence[tuple[Kind, Sequence[bytes]]]) -> list[Reply]:
        """Sends many requests, and waits for all the replies."""
        replies: list[Reply] = []
        for start in range(0, len(requests), _WINDOW):
            made = [self.request(kind, *fields) for kind, fields in requests[start : start + _WINDOW]]
            await self.send(*made)
            replies += await self.replies(request.number for request in made)
        return replies

    async def do_all(self, steps: Sequence[Step]) -> None:
        """Has many things done; raises the first error, when all of them have been tried.

        Raises:
            FileError: the server refused one that is more than a wish.
        """
        replies = await self.ask_all([(step.kind, step.fields) for step in steps])
        for step, reply in zip(steps, replies, strict=True):
            try:
                self.check(reply, step.path)
            except FileError as error:
                if not step.is_wish or error.errno not in _UNMET:
                    raise

    async def ask_path(self, kind: Kind, path: str, *fields: bytes) -> Reply:
        """Asks for something to be done with a path.

        Raises:
            FileError: the server refused it.
        """
        reply = await self.ask(kind, text_field(path), *fields)
        self.check(reply, path)
        return reply

    def check(self, reply: Reply, path: str) -> None:
        """Makes sure that a reply is no refusal.

        Raises:
            FileError: it is one.
        """
        self.read(reply, path, lambda _: None)

    def read(self, reply: Reply, path: str, decode: Callable[[Reply], T]) -> T:
        """Reads a reply.

        Args:
            reply: what came.
            path: the file that was asked about.
            decode: reads it; one of the methods of `Reply`.

        Raises:
            FileError: the server refused what was asked.
            UnexpectedAnswer: it is no reply to that.
        """
        with self._sense():
            if reply.kind == Kind.STATUS and (status := reply.status())[0] != Status.OK:
                raise file_error(*status, path, self.asked)
            return decode(reply)

    def is_end(self, reply: Reply) -> bool:
        """Tells whether a reply says that there is no more of what was read."""
        with self._sense():
            return reply.is_end()

    async def aclose(self) -> None:
        """Ends the session; files that are open on the server are closed there."""
        if self._fault is None:
            self._fault = LXDError("this SFTP session is closed", asked=self.asked)
        await self._transport.close_stream(self._stream)

    async def _write(self, data: bytes) -> None:
        self._check_usable()
        # A server that cannot get rid of its replies reads no requests either.
        while self._stream.is_spent:
            await self._receive()
        try:
            with self._transport.faults(self.asked, self._timeout):
                await self._stream.write(data, self._timeout)
        except LXDError as error:
            self._fault = error
            raise
        except BaseException:
            # Part of it may have been sent, and nothing can follow that.
            self._fault = LXDConnectionError("sending was interrupted", asked=self.asked)
            raise

    async def _receive(self) -> None:
        self._check_usable()
        try:
            with self._transport.faults(self.asked, self._timeout):
                data = await self._stream.read(_CHUNK, self._timeout)
            if not data:
                raise LXDConnectionError("the server ended the SFTP session", asked=self.asked)
            with self._sense():
                self._protocol.receive(data)
        except LXDError as error:
            self._fault = error
            raise

    def _check_usable(self) -> None:
        if self._fault is not None:
            raise copy(self._fault) from self._fault

    @contextmanager
    def _sense(self) -> Iterator[None]:
        try:
            yield
        except Nonsense as error:
            raise UnexpectedAnswer(f"this is no SFTP: {error}", asked=self.asked) from error
