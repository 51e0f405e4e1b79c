"""What truly differs between asyncio and threads; `lxd._sync._io` is its twin, and both are written by hand."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Callable, Coroutine, Generator, Iterable
from contextlib import suppress
from functools import partial
from typing import Any, Generic, ParamSpec, TypeVar

import httpx

__all__ = [
    "Fetchable",
    "Inbox",
    "Reader",
    "adapt",
    "forsake",
    "in_thread",
    "new_lock",
    "new_slots",
    "now",
    "owner",
    "read_body",
    "sleep",
]

P = ParamSpec("P")
T = TypeVar("T")

sleep = asyncio.sleep


def now() -> float:
    """Returns seconds on a clock that only goes forward."""
    return asyncio.get_running_loop().time()


def new_lock() -> asyncio.Lock:
    """Returns a lock."""
    return asyncio.Lock()


def owner() -> object:
    """Returns whose connections these are: an event loop's, and of no use in another."""
    return asyncio.get_running_loop()


def forsake(connections: list[Any]) -> None:
    """Lets go of connections of another event loop, which cannot be closed from this one."""
    connections.clear()


def adapt(content: Any) -> Any:
    """Makes a body that httpx sends asynchronously."""
    if isinstance(content, Iterable) and not isinstance(content, bytes | str | bytearray | AsyncIterable):
        return _each(content)
    return content


async def _each(parts: Iterable[bytes]) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


def new_slots(count: int) -> asyncio.Semaphore:
    """Returns `count` slots to be taken and given back."""
    return asyncio.Semaphore(count)


async def read_body(response: httpx.Response) -> bytes:
    """Reads an answer's body and gives its connection back."""
    assert isinstance(response.stream, AsyncIterable)
    try:
        parts = [part async for part in response.stream]
    finally:
        await response.stream.aclose()
    return parts[0] if len(parts) == 1 else b"".join(parts)


async def in_thread(function: Callable[P, T], /, *arguments: P.args, **options: P.kwargs) -> T:
    """Does what may block, such as reading and writing files, in a thread.

    Who is cancelled meanwhile waits for its end: a file must not be closed while a thread still writes it.
    """
    work = asyncio.get_running_loop().run_in_executor(None, partial(function, *arguments, **options))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        while not work.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([work])
        if not work.cancelled():
            work.exception()  # nobody else will look at it
        raise


class Fetchable(Generic[T]):
    """Lets a link be awaited, as often as one likes: each time is a request of its own."""

    __slots__ = ()

    async def fetch(self) -> T:
        """Fetches the object."""
        raise NotImplementedError

    def __await__(self) -> Generator[Any, None, T]:
        return self.fetch().__await__()


class Inbox(Generic[T]):
    """A bounded queue between the task that reads a socket and the one that wants what it read.

    Args:
        limit: how many items it holds.
        overflow: makes the exception for one item more.
    """

    def __init__(self, limit: int, overflow: Callable[[], Exception]) -> None:
        self._items: deque[T] = deque()
        self._limit = limit
        self._overflow = overflow
        self._fault: Exception | None = None
        self._changed = asyncio.Event()

    def put(self, item: T) -> None:
        """Adds an item; one too many fails the inbox instead."""
        if len(self._items) >= self._limit:
            self.fail(self._overflow())
            raise self._overflow()
        self._items.append(item)
        self._changed.set()

    def fail(self, fault: Exception) -> None:
        """Lets `get` raise, once what came before has been taken."""
        self._fault = self._fault or fault
        self._changed.set()

    async def get(self, timeout: float | None = None) -> T:
        """Takes the next item.

        Args:
            timeout: seconds to wait for one; None: for ever.

        Raises:
            TimeoutError: none came.
        """
        while not self._items:
            if self._fault is not None:
                raise self._fault
            self._changed.clear()
            async with asyncio.timeout(timeout):
                await self._changed.wait()
        return self._items.popleft()


class Reader:
    """A task that runs beside the caller until it is done."""

    def __init__(self, run: Callable[[], Coroutine[Any, Any, None]], name: str) -> None:
        self._task = asyncio.create_task(run(), name=name)

    async def join(self) -> None:
        """Waits for its end."""
        await self._task
