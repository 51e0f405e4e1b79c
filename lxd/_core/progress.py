"""Counts the bytes of a transfer and tells a callback how far it is, not too often."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from lxd.entities.operations import Progress, ProgressCallback

__all__ = ["Meter"]

_INTERVAL = 0.1
"""Seconds between two reports, at the least."""

_WINDOW = 3.0
"""Seconds that the rate is taken over: long enough to be steady, short enough to notice a change."""


class Meter:
    """Counts bytes; reports at most ten times a second, and once more at the end.

    Without a callback it only counts. It is for one caller at a time: what raises in the callback raises from `add`.

    Args:
        callback: told how far it is.
        stage: what is being done.
        total: bytes there are to do, where that is known. It may be set later, too.
        processed: bytes that were done before, which do not count as fast.
        clock: returns seconds on a clock that only goes forward.
    """

    __slots__ = (
        "_began",
        "_callback",
        "_clock",
        "_due",
        "_offset",
        "_samples",
        "processed",
        "stage",
        "total",
    )

    def __init__(
        self,
        callback: ProgressCallback | None,
        stage: str,
        total: int | None = None,
        processed: int = 0,
        *,
        clock: Callable[[], float],
    ) -> None:
        self.stage = stage
        self.total = total
        self.processed = processed
        self._callback = callback
        self._clock = clock
        self._offset = processed
        if callback is not None:
            self._began = self._due = clock()
            self._samples = deque([(self._began, processed)])

    def add(self, count: int) -> None:
        """Counts bytes, and reports if it is time to."""
        self.processed += count
        if self._callback is None:
            return
        now = self._clock()
        if now >= self._due:
            self._due = now + _INTERVAL
            self._callback(self._report(self._speed(now)))

    def done(self) -> None:
        """Reports the end, with the rate of the whole; for what was empty, too."""
        if self._callback is None:
            return
        if self.total is None:
            self.total = self.processed
        self._callback(self._report(_rate(self.processed - self._offset, self._clock() - self._began)))

    def _speed(self, now: float) -> int | None:
        samples = self._samples
        samples.append((now, self.processed))
        while len(samples) > 2 and samples[1][0] <= now - _WINDOW:
            samples.popleft()
        then, before = samples[0]
        return _rate(self.processed - before, now - then)

    def _report(self, speed: int | None) -> Progress:
        return Progress(self.stage, self._percent(), self.processed, self.total, speed)

    def _percent(self) -> int | None:
        if self.total is None:
            return None
        return min(self.processed * 100 // self.total, 100) if self.total else 100


def _rate(count: int, seconds: float) -> int | None:
    return round(count / seconds) if seconds > 0 else None
