"""What differs between the two halves of the integration tests; both are written by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def together(*calls: Callable[[], Awaitable[T]]) -> list[T]:
    """Makes calls side by side and returns what they return."""
    return await asyncio.gather(*(call() for call in calls))


async def resolve(link: Any) -> Any:
    """Fetches what a link points to, as the README does."""
    return await link


async def in_background(work: Callable[[], T]) -> T:
    """Does blocking work beside the event loop."""
    return await asyncio.to_thread(work)


async def cancelled_when(
    happened: Callable[[], bool], run: Callable[[], Coroutine[Any, Any, object]]
) -> None:
    """Runs something, and breaks it off once something has happened."""
    task = asyncio.create_task(run())
    while not task.done() and not await asyncio.to_thread(happened):
        pass
    assert not task.done(), "it was over before it could be cancelled"
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return
    raise AssertionError("it went on to its end")
