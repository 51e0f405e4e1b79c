"""What truly differs between tests of tasks and of threads; `tests._sync._io` is its twin, both by hand."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from inspect import isawaitable
from typing import Any, Generic, TypeVar

from tests.peers import PATIENCE

T = TypeVar("T")


class Running(Generic[T]):
    """Something that runs beside the test."""

    def __init__(self, run: Callable[[], Coroutine[Any, Any, T]]) -> None:
        self._task = asyncio.create_task(run())

    async def result(self) -> T:
        """Waits for its end, and returns or raises what it did."""
        async with asyncio.timeout(PATIENCE):
            return await self._task


async def gather(*runs: Callable[[], Coroutine[Any, Any, T]]) -> list[T]:
    """Runs all at once."""
    return await asyncio.gather(*(run() for run in runs))


async def happens(event: threading.Event) -> None:
    """Waits for something that a server's thread tells."""
    assert await asyncio.to_thread(event.wait, PATIENCE), "it did not happen"


async def in_thread(function: Callable[[], T]) -> T:
    """Calls something that blocks."""
    return await asyncio.to_thread(function)


async def settle() -> None:
    """Lets everything else run until it waits for something."""
    for _ in range(20):
        await asyncio.sleep(0)


async def perform(result: Any) -> None:
    """Does what a call returned: awaits it, enters it, or goes through it to the end."""
    if isawaitable(result):
        result = await result
    if hasattr(result, "__aenter__"):
        async with result:
            pass
    elif hasattr(result, "__aiter__"):
        async for _ in result:
            pass
