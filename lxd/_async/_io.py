"""What truly differs between asyncio and threads; `lxd._sync._io` is its twin, and both are written by hand."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Coroutine, Generator, Iterable
from contextlib import suppress
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Protocol, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

import httpx

if TYPE_CHECKING:
    from lxd_api import models

    from lxd.entities.operations import ProgressCallback

__all__ = [
    "Call",
    "Fetchable",
    "Getter",
    "Inbox",
    "Pending",
    "Reader",
    "Trailing",
    "adapt",
    "finish",
    "forsake",
    "in_own_thread",
    "in_thread",
    "new_lock",
    "new_slots",
    "now",
    "owner",
    "read_body",
    "sleep",
    "starts",
    "to_the_end",
]

P = ParamSpec("P")
T = TypeVar("T")

Call: TypeAlias = Callable[[], Coroutine[Any, Any, T]]
"""Something to be called that takes its time."""

sleep = asyncio.sleep


def now() -> float:
    """Returns seconds on a clock that only goes forward."""
    return asyncio.get_running_loop().time()


class Lock:
    """A lock for the tasks of an event loop; each has one of its own, as asyncio's cannot be used in another."""

    def __init__(self) -> None:
        self._locks: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()

    async def __aenter__(self) -> None:
        await self._locks.setdefault(asyncio.get_running_loop(), asyncio.Lock()).acquire()

    async def __aexit__(self, *_: object) -> None:
        self._locks[asyncio.get_running_loop()].release()


def new_lock() -> Lock:
    """Returns a lock."""
    return Lock()


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


async def finish(result: object) -> None:
    """Waits for what a user's function returned, where that is to be waited for."""
    if isinstance(result, Awaitable):
        await result


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


async def in_own_thread(function: Callable[P, T], /, *arguments: P.args, **options: P.kwargs) -> T:
    """Does what may take as long as somebody thinks; who is cancelled meanwhile does not wait for its end."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(outcome: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop has ended, and nobody waits any more
            loop.call_soon_threadsafe(lambda: None if done.done() else outcome())

    def run() -> None:
        try:
            result = function(*arguments, **options)
        except StopIteration:
            tell(partial(done.set_exception, RuntimeError("a function raised StopIteration")))
        except BaseException as error:
            tell(partial(done.set_exception, error))
        else:
            tell(partial(done.set_result, result))

    # Not one of asyncio's own, for which the end of the program would wait.
    threading.Thread(target=run, name="lxd-question", daemon=True).start()
    return await done


class Trailing:
    """Does what may block in a thread, one thing after the other, while the caller goes on."""

    def __init__(self) -> None:
        self._work: asyncio.Future[None] | None = None

    async def do(self, function: Callable[P, None], /, *arguments: P.args, **options: P.kwargs) -> None:
        """Waits for the end of the last thing, raises what it raised, and begins the next one."""
        await self.join()
        self._work = asyncio.ensure_future(in_thread(function, *arguments, **options))

    async def join(self) -> None:
        """Waits for the end of the last thing, and raises what it raised; a cancellation waits for it, too."""
        work, self._work = self._work, None
        if work is not None:
            await to_the_end(lambda: _result(work))


async def _result(work: asyncio.Future[T]) -> T:
    return await work


async def to_the_end(
    run: Callable[[], Coroutine[Any, Any, T]], patience: float | Callable[[], float | None] | None = None
) -> T:
    """Runs something that must not be left half-done, such as tidying up; a cancellation waits until it is done.

    Args:
        run: what to do.
        patience: seconds that a cancellation waits before it is passed on; None: as long as it takes. Or what tells
            them when there is one.
    """
    work = asyncio.create_task(run())
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        seconds = patience() if callable(patience) else patience
        limit = None if seconds is None else now() + seconds
        while not work.done():
            left = None if limit is None else limit - now()
            if left is not None and left <= 0:
                work.cancel()
                left = None
            with suppress(asyncio.CancelledError):
                await asyncio.wait([work], timeout=left)
        if not work.cancelled():
            work.exception()  # nobody else will look at it
        raise


A = TypeVar("A")

Getter: TypeAlias = Callable[[A], Awaitable[T]]
"""A method that gets something."""


class Fetchable(Generic[T]):
    """Lets a link be awaited, as often as one likes: each time is a request of its own."""

    __slots__ = ()

    async def fetch(self) -> T:
        """Fetches the object."""
        raise NotImplementedError

    def __await__(self) -> Generator[Any, None, T]:
        return self.fetch().__await__()


class Waitable(Protocol):
    """A handle to a background operation."""

    async def wait(
        self, timeout: float | None = None, *, progress: ProgressCallback | None = None
    ) -> models.Operation:
        """Waits for its end."""


H = TypeVar("H", bound=Waitable)


class Pending(Coroutine[Any, Any, H]):
    """A call that starts a background operation: awaited it gives the handle, ``wait()`` waits for the end, too.

    It is a coroutine like any other, to be awaited once: ``await client.instances.start("c1").wait()``.
    """

    __slots__ = ("_call",)

    def __init__(self, call: Coroutine[Any, Any, H]) -> None:
        self._call = call

    async def wait(
        self, timeout: float | None = None, *, progress: ProgressCallback | None = None
    ) -> models.Operation:
        """Starts the operation and waits for its end; see `AsyncOperation.wait`."""
        operation = await self._call
        return await operation.wait(timeout, progress=progress)

    def __await__(self) -> Generator[Any, Any, H]:
        return self._call.__await__()

    def send(self, value: Any) -> Any:
        """Goes on with it, as event loops do."""
        return self._call.send(value)

    def throw(self, *error: Any) -> Any:
        """Raises an exception in it, as event loops do."""
        return self._call.throw(*error)

    def close(self) -> None:
        """Ends it where it is."""
        self._call.close()


def starts(call: Callable[P, Coroutine[Any, Any, H]]) -> Callable[P, Pending[H]]:
    """Lets what a method starts be waited for in the same line: ``await client.instances.start("c1").wait()``."""

    @wraps(call)
    def start(*args: P.args, **kwargs: P.kwargs) -> Pending[H]:
        return Pending(call(*args, **kwargs))

    return start


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
