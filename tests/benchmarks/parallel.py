"""Fifty at a time: how many requests per second, and how long the unlucky ones wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, ExitStack
from functools import partial
from statistics import median
from time import perf_counter

from .async_peers import AIOHTTP, ASYNC_HTTPX, ASYNC_OURS, ASYNC_PEERS, LIMIT, AsyncGet
from .measure import Batch, Stopwatch, in_turns, paired_ratio
from .peers import HTTPX, SYNC_PEERS, Get
from .report import Goal, Report
from .targets import Target

__all__ = ["measure"]

_AT_ONCE = 50
_ROUNDS, _EACH = 12, 8
_QUICK_ROUNDS, _QUICK_EACH = 2, 4


def measure(report: Report, targets: list[Target], quick: bool) -> None:
    """Measures tasks and threads against each target."""
    rounds, each = (_QUICK_ROUNDS, _QUICK_EACH) if quick else (_ROUNDS, _EACH)
    for target in targets:
        batches = _tasks(target, rounds, each)
        _show(
            report,
            f"{_AT_ONCE} tasks at a time · {target.title}",
            batches,
            ASYNC_HTTPX,
            _goals(target, batches),
        )
        threaded = _threads(target, rounds, each)
        _show(report, f"{_AT_ONCE} threads at a time · {target.title}", threaded, HTTPX, [])


def _goals(target: Target, batches: Mapping[str, list[Batch]]) -> list[Goal]:
    rate = _ratio(batches, _rate, ASYNC_OURS, ASYNC_HTTPX)
    faster = Goal(
        f"requests/s at {_AT_ONCE} vs naive httpx.AsyncClient · {target.title}",
        rate,
        2.5 if target.is_real else 5,
        at_least=True,
        ceiling=_ratio(batches, _rate, LIMIT, ASYNC_HTTPX),
    )
    if not target.is_real:
        return [faster]
    return [
        faster,
        Goal(
            f"p99 at {_AT_ONCE} vs naive httpx.AsyncClient · {target.title}",
            _ratio(batches, _p99, ASYNC_OURS, ASYNC_HTTPX),
            0.3,
        ),
        Goal(
            f"requests/s at {_AT_ONCE} vs aiohttp · {target.title}",
            _ratio(batches, _rate, ASYNC_OURS, AIOHTTP),
            1.0,
            at_least=True,
            ceiling=_ratio(batches, _rate, LIMIT, AIOHTTP),
        ),
    ]


def _show(
    report: Report, title: str, batches: Mapping[str, list[Batch]], base: str, goals: list[Goal]
) -> None:
    rows = [
        (
            name,
            f"{median(batch.rate for batch in done):.0f}",
            f"{median(batch.p99 for batch in done) * 1e3:.0f}",
            f"{median(batch.cpu_each for batch in done) * 1e6:.0f}",
            str(sum(batch.failures for batch in done)),
            f"{_ratio(batches, _rate, name, base):.2f}",
            f"{_ratio(batches, _p99, name, base):.2f}",
        )
        for name, done in batches.items()
    ]
    columns = (
        "client",
        "requests/s",
        "p99, ms",
        "client CPU, µs",
        "failed",
        "rate vs httpx",
        "p99 vs httpx",
    )
    report.table(title, columns, rows, goals)


def _tasks(target: Target, rounds: int, each: int) -> dict[str, list[Batch]]:
    runs: dict[str, Callable[[], Batch]] = {}
    with asyncio.Runner() as runner:
        opened = AsyncExitStack()
        try:
            for name, peer in ASYNC_PEERS.items():
                get = runner.run(opened.enter_async_context(peer(target)))
                runs[name] = partial(_run_tasks, runner, get, each)
            return in_turns(runs, rounds)
        finally:
            runner.run(opened.aclose())


def _run_tasks(runner: asyncio.Runner, get: AsyncGet, each: int) -> Batch:
    return runner.run(_all_tasks(get, each))


async def _all_tasks(get: AsyncGet, each: int) -> Batch:
    watch = Stopwatch()

    async def work() -> None:
        for _ in range(each):
            start = perf_counter()
            try:
                await get()
            except Exception:
                watch.failures += 1
            watch.latencies.append(perf_counter() - start)

    await asyncio.gather(*(work() for _ in range(_AT_ONCE)))
    return watch.stop()


def _threads(target: Target, rounds: int, each: int) -> dict[str, list[Batch]]:
    runs: dict[str, Callable[[], Batch]] = {}
    with ExitStack() as stack:
        for name, peer in SYNC_PEERS.items():
            get = stack.enter_context(peer(target))
            # Threads of its own for each peer, which keep what they have connected.
            pool = stack.enter_context(ThreadPoolExecutor(_AT_ONCE))
            runs[name] = partial(_all_threads, pool, get, each)
        return in_turns(runs, rounds)


def _all_threads(pool: ThreadPoolExecutor, get: Get, each: int) -> Batch:
    watch = Stopwatch()

    def work() -> None:
        for _ in range(each):
            start = perf_counter()
            try:
                get()
            except (
                Exception
            ):  # httpx.Client now and then closes a connection that another thread is about to use
                watch.failures += 1
            watch.latencies.append(perf_counter() - start)

    for done in [pool.submit(work) for _ in range(_AT_ONCE)]:
        done.result()
    return watch.stop()


def _rate(batch: Batch) -> float:
    return batch.rate


def _p99(batch: Batch) -> float:
    return batch.p99


def _ratio(
    batches: Mapping[str, list[Batch]], figure: Callable[[Batch], float], name: str, other: str
) -> float:
    return paired_ratio(
        [figure(batch) for batch in batches[name]], [figure(batch) for batch in batches[other]]
    )
