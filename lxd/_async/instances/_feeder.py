"""What is fed to a command, with asyncio; `lxd._sync.instances._feeder` is its twin, and both are written by hand."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterable, AsyncIterator, Callable, Coroutine, Iterable
from contextlib import suppress
from typing import Any, Protocol, TypeAlias, TypeVar

from lxd._async._io import to_the_end
from lxd._core.coding import Data

__all__ = ["Feeder", "Input", "Source", "beside", "parts_of", "started"]

T = TypeVar("T")

_PIECE = 1 << 18
"""Bytes to read from a file at a time."""

_PATIENCE = 5.0
"""Seconds that something gets to be started, when it is to be ended at once."""


class Readable(Protocol):
    """A file, open for reading."""

    def read(self, size: int, /) -> str | bytes:
        """Reads up to `size` characters or bytes; nothing at the end."""


Source: TypeAlias = Readable | Iterable[Data] | AsyncIterable[Data]
"""What a command may be fed from: a file, or what yields pieces."""

Input: TypeAlias = Data | Source
"""What may be fed to a command: text or bytes, a file, or what yields pieces of them.

A file may block, and a plain iterable should not: it is asked in the event loop.
"""


async def parts_of(source: Source) -> AsyncIterator[Data]:
    """Yields the pieces of what is fed to a command.

    Raises:
        TypeError: that is nothing that can be fed.
    """
    if isinstance(source, AsyncIterable):
        async for part in source:
            yield part
    elif (read := getattr(source, "read1", None) or getattr(source, "read", None)) is not None:
        # A pipe gives what there is with read1, where read would wait for more.
        while part := await beside(lambda: read(_PIECE)):
            yield part
    elif isinstance(source, Iterable):
        for part in source:
            yield part
    else:
        raise TypeError(
            f"a command is fed with str, bytes, a file or what yields them, not {type(source).__name__}"
        )


async def beside(function: Callable[[], T]) -> T:
    """Does what may block for ever in a thread of its own; who is cancelled leaves it there."""
    loop = asyncio.get_running_loop()
    result: asyncio.Future[T] = loop.create_future()

    def tell(outcome: Callable[[], None]) -> None:
        if not result.done():
            outcome()

    def work() -> None:
        try:
            value = function()
        except BaseException as error:
            fault = error if isinstance(error, Exception) else RuntimeError(repr(error))
            outcome: Callable[[], None] = lambda: result.set_exception(fault)  # noqa: E731
        else:
            outcome = lambda: result.set_result(value)  # noqa: E731
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(tell, outcome)

    thread = threading.Thread(target=work, name="lxd-feeder", daemon=True)
    thread.start()
    try:
        return await result
    finally:
        if result.done() and not result.cancelled():
            thread.join()  # it has nothing left to do


async def started(
    start: Callable[[], Coroutine[Any, Any, T]], undo: Callable[[T], Coroutine[Any, Any, object]]
) -> T:
    """Starts something that has to be ended again. Who is cancelled meanwhile lets it be started, and ends it.

    Half-started it could not be ended, and would be on the server for some seconds.
    """
    work = asyncio.create_task(start())

    async def tidy() -> None:
        await asyncio.wait([work], timeout=_PATIENCE)
        work.cancel()
        await asyncio.wait([work])
        if not work.cancelled() and work.exception() is None:
            await undo(work.result())

    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        await to_the_end(tidy)
        raise


class Feeder:
    """A task that feeds a command while the caller waits for what that says."""

    def __init__(self, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._task = asyncio.create_task(run(), name="lxd-feeder")

    async def stop(self) -> None:
        """Ends it, wherever it is."""
        self._task.cancel()
        await asyncio.wait([self._task])
