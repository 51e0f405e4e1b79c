"""A client's locks in more than one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from lxd._async._io import new_lock
from tests.peers import PATIENCE


def test_a_lock_that_was_waited_for_serves_another_event_loop_too() -> None:
    lock = new_lock()

    async def contend() -> int:
        turns = 0

        async def take_a_turn() -> None:
            nonlocal turns
            async with lock:
                await asyncio.sleep(0)  # so that the others have to wait
                turns += 1

        await asyncio.gather(*(take_a_turn() for _ in range(3)))
        return turns

    assert [asyncio.run(contend()) for _ in range(2)] == [3, 3]


def test_the_tasks_of_one_event_loop_do_not_take_anothers_lock() -> None:
    lock = new_lock()

    async def hold(inside: Callable[[], object]) -> None:
        async with lock:
            inside()

    def elsewhere() -> None:
        with ThreadPoolExecutor(1) as other:
            other.submit(asyncio.run, hold(lambda: None)).result(PATIENCE)

    asyncio.run(hold(elsewhere))
    asyncio.run(hold(lambda: None))
