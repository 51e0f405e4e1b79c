"""The meter of transfers: what it counts, and how often it tells."""

from __future__ import annotations

import pytest

from lxd._core.progress import Meter
from lxd.entities.operations import Progress


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


def unwanted() -> float:
    raise AssertionError("the clock was read")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told() -> list[Progress]:
    return []


def test_the_first_bytes_are_told_at_once(clock: Clock, told: list[Progress]) -> None:
    Meter(told.append, "push", 200, clock=clock).add(50)
    assert told == [Progress("push", 25, 50, 200)]


def test_ten_reports_a_second_at_most(clock: Clock, told: list[Progress]) -> None:
    meter = Meter(told.append, "push", 4096, clock=clock)
    for _ in range(1024):
        clock.time += 1 / 1024
        meter.add(1)
    assert 9 <= len(told) <= 10


def test_what_was_not_told_is_counted(clock: Clock, told: list[Progress]) -> None:
    meter = Meter(told.append, "push", 100, clock=clock)
    for _ in range(40):
        meter.add(1)
    clock.time += 1
    meter.add(10)
    assert [report.processed for report in told] == [1, 50]


def test_the_end_is_told_however_soon(clock: Clock, told: list[Progress]) -> None:
    meter = Meter(told.append, "push", 2, clock=clock)
    meter.add(1)
    meter.add(1)
    meter.done()
    assert [report.percent for report in told] == [50, 100]


def test_an_empty_transfer_has_an_end_too(clock: Clock, told: list[Progress]) -> None:
    Meter(told.append, "pull", 0, clock=clock).done()
    assert told == [Progress("pull", 100, 0, 0)]


def test_the_end_of_an_unknown_length_tells_it(clock: Clock, told: list[Progress]) -> None:
    meter = Meter(told.append, "pull", clock=clock)
    meter.add(7)
    meter.done()
    assert told == [Progress("pull", None, 7), Progress("pull", 100, 7, 7)]


def test_a_length_may_become_known_later(clock: Clock, told: list[Progress]) -> None:
    meter = Meter(told.append, "pull", clock=clock)
    meter.total = 14
    meter.add(7)
    assert told == [Progress("pull", 50, 7, 14)]


def test_there_is_no_more_than_everything(clock: Clock, told: list[Progress]) -> None:
    Meter(told.append, "pull", 10, clock=clock).add(11)
    assert told[-1].percent == 100


def test_the_rate_is_that_of_the_last_seconds(clock: Clock, told: list[Progress]) -> None:
    meter = Meter(told.append, "push", clock=clock)
    for _ in range(20):
        clock.time += 0.5
        meter.add(500)
    assert told[-1].speed == 1000
    for _ in range(20):
        clock.time += 0.5
        meter.add(50)
    assert told[-1].speed == 100


def test_a_pause_lowers_the_rate(clock: Clock, told: list[Progress]) -> None:
    meter = Meter(told.append, "push", clock=clock)
    clock.time += 1
    meter.add(1000)
    clock.time += 9
    meter.add(90)
    assert told[-1].speed == 10


def test_the_rate_at_the_end_is_that_of_the_whole(clock: Clock, told: list[Progress]) -> None:
    meter = Meter(told.append, "push", clock=clock)
    for count in [1000] * 10 + [0] * 10:
        clock.time += 1
        meter.add(count)
    meter.done()
    assert told[-1].speed == 500


def test_bytes_done_before_count_as_done_but_not_as_fast(clock: Clock, told: list[Progress]) -> None:
    meter = Meter(told.append, "export", 2000, processed=1000, clock=clock)
    clock.time += 1
    meter.add(500)
    meter.done()
    assert told == [Progress("export", 75, 1500, 2000, 500)] * 2


def test_without_a_callback_it_only_counts() -> None:
    meter = Meter(None, "push", clock=unwanted)
    meter.add(3)
    meter.done()
    assert meter.processed == 3


def test_what_the_callback_raises_is_raised(clock: Clock) -> None:
    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Meter(stop, "push", clock=clock).add(1)
