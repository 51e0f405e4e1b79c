"""A command that does nothing, one after the other: what it takes to run one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from functools import partial
from statistics import median
from time import perf_counter

from lxd import AsyncLXDClient, LXDClient

from .measure import Batch, Stopwatch, in_turns, paired_ratio
from .programs import lxc
from .pylxd_client import pylxd_client
from .report import Goal, Report
from .targets import INSTANCE, Target

__all__ = ["measure"]

_ROUNDS, _RUNS = 15, 10
_QUICK_ROUNDS, _QUICK_RUNS = 3, 4

_PATIENCE = 10
"""Failures for each success that are borne."""

_COMMAND = ["true"]

_OURS, _ASYNC_OURS = "LXDClient.instances.run", "AsyncLXDClient.instances.run"
_LXC, _PYLXD = "lxc exec", "pylxd execute"


def measure(report: Report, targets: list[Target], quick: bool) -> None:
    """Measures against each real target."""
    rounds, runs = (_QUICK_ROUNDS, _QUICK_RUNS) if quick else (_ROUNDS, _RUNS)
    for target in targets:
        if target.is_real:
            _show(report, target, _measure(target, rounds, runs))


def _show(report: Report, target: Target, batches: dict[str, list[Batch]]) -> None:
    def ratio(name: str, other: str) -> float:
        return paired_ratio([b.typical for b in batches[name]], [b.typical for b in batches[other]])

    rows = [
        (
            name,
            f"{median(batch.typical for batch in done) * 1e3:.1f}",
            f"{median(batch.p99 for batch in done) * 1e3:.1f}",
            str(sum(batch.failures for batch in done)),
            f"{ratio(name, _LXC):.2f}",
            f"{ratio(name, _PYLXD):.2f}",
        )
        for name, done in batches.items()
    ]
    goals = [
        Goal(f"time of {_short(name)} vs {other} · {target.title}", ratio(name, other), limit)
        for name in (_OURS, _ASYNC_OURS)
        for other, limit in ((_LXC, 0.5), (_PYLXD, 0.2))
    ]
    columns = ("client", "wall p50, ms", "worst of a round, ms", "failed", "time vs lxc", "time vs pylxd")
    report.table(f"Run `true` in a container · {target.title}", columns, rows, goals)


def _short(name: str) -> str:
    return 'async run(["true"])' if name == _ASYNC_OURS else 'run(["true"])'


def _measure(target: Target, rounds: int, runs: int) -> dict[str, list[Batch]]:
    with ExitStack() as stack:
        runner = stack.enter_context(asyncio.Runner())
        client = stack.enter_context(LXDClient(**target.options()))
        async_client = AsyncLXDClient(**target.options())
        stack.callback(lambda: runner.run(async_client.aclose()))
        program = stack.enter_context(lxc(target))
        instance = stack.enter_context(pylxd_client(target)).instances.get(INSTANCE)
        arguments = ("exec", program.of(INSTANCE), "--mode=non-interactive", "--", *_COMMAND)
        peers: dict[str, Callable[[], Batch]] = {
            _OURS: partial(_batch, lambda: client.instances.run(INSTANCE, _COMMAND), runs),
            _ASYNC_OURS: lambda: runner.run(
                _async_batch(lambda: async_client.instances.run(INSTANCE, _COMMAND), runs)
            ),
            _LXC: partial(_batch, lambda: program.run(*arguments), runs),
            _PYLXD: partial(_patient_batch, lambda: instance.execute(_COMMAND), runs),
        }
        return in_turns(peers, rounds)


def _batch(run: Callable[[], object], runs: int) -> Batch:
    watch = Stopwatch()
    while len(watch.latencies) < runs:
        start = perf_counter()
        run()
        watch.latencies.append(perf_counter() - start)
    return watch.stop()


async def _async_batch(run: Callable[[], Awaitable[object]], runs: int) -> Batch:
    watch = Stopwatch()
    while len(watch.latencies) < runs:
        start = perf_counter()
        await run()
        watch.latencies.append(perf_counter() - start)
    return watch.stop()


def _patient_batch(run: Callable[[], object], runs: int) -> Batch:
    """Counts the failures of a client that now and then has some; their times do not count."""
    watch = Stopwatch()
    while len(watch.latencies) < runs:
        start = perf_counter()
        try:
            run()
        except Exception:
            watch.failures += 1
            if watch.failures > _PATIENCE * runs:
                raise
        else:
            watch.latencies.append(perf_counter() - start)
    return watch.stop()
