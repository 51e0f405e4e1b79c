"""Taking turns, and what is made of the figures."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import TypeVar

__all__ = ["Batch", "Stopwatch", "in_turns", "paired_ratio", "percentile"]

T = TypeVar("T")


@dataclass(frozen=True)
class Batch:
    """A number of requests of one client, in one go.

    Args:
        latencies: seconds that each took.
        failures: how many of them failed.
        wall: seconds that all of them took.
        cpu: seconds of CPU that this process spent on all of them.
    """

    latencies: Sequence[float]
    failures: int
    wall: float
    cpu: float

    @property
    def typical(self) -> float:
        """Seconds that one request typically took."""
        return median(self.latencies)

    @property
    def p99(self) -> float:
        """Seconds that the slowest in a hundred took, or more."""
        return percentile(self.latencies, 0.99)

    @property
    def cpu_each(self) -> float:
        """Seconds of CPU for each."""
        return self.cpu / len(self.latencies)

    @property
    def rate(self) -> float:
        """Requests per second."""
        return len(self.latencies) / self.wall


class Stopwatch:
    """Times a batch: add latencies and failures, then `stop`."""

    def __init__(self) -> None:
        self.latencies: list[float] = []
        self.failures = 0
        self._cpu, self._wall = process_time(), perf_counter()

    def stop(self) -> Batch:
        """Ends the batch."""
        return Batch(self.latencies, self.failures, perf_counter() - self._wall, process_time() - self._cpu)


def in_turns(runs: Mapping[str, Callable[[], T]], rounds: int, warm_up: int = 1) -> dict[str, list[T]]:
    """Runs each in turn, again and again; the first rounds warm up and do not count.

    Each round begins with another one: what a client leaves behind on the server is not always the same one's burden.
    """
    results: dict[str, list[T]] = {name: [] for name in runs}
    order = list(runs)
    for number in range(warm_up + rounds):
        for name in order:
            result = runs[name]()
            if number >= warm_up:
                results[name].append(result)
        order.append(order.pop(0))
    return results


def paired_ratio(values: Sequence[float], others: Sequence[float]) -> float:
    """The median of the ratios within each round: what disturbs a whole round falls out of it."""
    return median(value / other for value, other in zip(values, others, strict=True))


def percentile(values: Sequence[float], fraction: float) -> float:
    """The value that this fraction of all does not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * fraction) - 1)]
