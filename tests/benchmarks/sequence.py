"""One small GET after the other: what a request costs the client."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, ExitStack
from functools import partial
from statistics import median
from time import perf_counter

from .async_peers import ASYNC_HTTPX, ASYNC_OURS, ASYNC_PEERS, AsyncGet
from .measure import Batch, Stopwatch, in_turns, paired_ratio
from .peers import HTTPX, OURS, PYLXD, SYNC_PEERS, Get
from .report import Goal, Report
from .targets import Target

__all__ = ["measure"]

_ROUNDS, _REQUESTS = 25, 60
_QUICK_ROUNDS, _QUICK_REQUESTS = 5, 30


def measure(report: Report, targets: list[Target], quick: bool) -> None:
    """Measures against each target."""
    rounds, requests = (_QUICK_ROUNDS, _QUICK_REQUESTS) if quick else (_ROUNDS, _REQUESTS)
    for target in targets:
        batches = _measure(target, rounds, requests)
        rows = [
            (
                name,
                f"{median(batch.typical for batch in done) * 1e6:.0f}",
                f"{median(batch.cpu_each for batch in done) * 1e6:.0f}",
                f"{_cpu_ratio(batches, name, HTTPX):.2f}",
                f"{_cpu_ratio(batches, name, PYLXD):.2f}",
            )
            for name, done in batches.items()
        ]
        title = f"One GET /1.0/instances/c1 after the other · {target.title}"
        columns = ("client", "wall p50, µs", "client CPU, µs", "CPU vs httpx.Client", "CPU vs pylxd")
        goals = [
            Goal(f"CPU of get vs httpx.Client · {target.title}", _cpu_ratio(batches, OURS, HTTPX), 0.75),
            Goal(f"CPU of get vs pylxd · {target.title}", _cpu_ratio(batches, OURS, PYLXD), 0.5),
            Goal(
                f"CPU of async get vs httpx.AsyncClient · {target.title}",
                _cpu_ratio(batches, ASYNC_OURS, ASYNC_HTTPX),
                0.75,
            ),
        ]
        report.table(title, columns, rows, goals)


def _measure(target: Target, rounds: int, requests: int) -> dict[str, list[Batch]]:
    runs: dict[str, Callable[[], Batch]] = {}
    with ExitStack() as stack, asyncio.Runner() as runner:
        opened = AsyncExitStack()
        for name, peer in SYNC_PEERS.items():
            runs[name] = partial(_batch, stack.enter_context(peer(target)), requests)
        try:
            for name, async_peer in ASYNC_PEERS.items():
                get = runner.run(opened.enter_async_context(async_peer(target)))
                runs[name] = partial(_run_async, runner, get, requests)
            return in_turns(runs, rounds)
        finally:
            runner.run(opened.aclose())


def _batch(get: Get, requests: int) -> Batch:
    watch = Stopwatch()
    for _ in range(requests):
        start = perf_counter()
        get()
        watch.latencies.append(perf_counter() - start)
    return watch.stop()


def _run_async(runner: asyncio.Runner, get: AsyncGet, requests: int) -> Batch:
    return runner.run(_async_batch(get, requests))


async def _async_batch(get: AsyncGet, requests: int) -> Batch:
    watch = Stopwatch()
    for _ in range(requests):
        start = perf_counter()
        await get()
        watch.latencies.append(perf_counter() - start)
    return watch.stop()


def _cpu_ratio(batches: dict[str, list[Batch]], name: str, other: str) -> float:
    return paired_ratio(
        [batch.cpu_each for batch in batches[name]], [batch.cpu_each for batch in batches[other]]
    )
