"""What is tried again, and when."""

from __future__ import annotations

import pytest

from lxd._core.retry import RETRIES, backoff, is_repeatable


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_changes_nothing_may_be_sent_twice(method: str) -> None:
    assert is_repeatable(method)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_what_changes_something_is_sent_once(method: str) -> None:
    assert not is_repeatable(method)


def test_each_wait_is_longer_than_the_one_before() -> None:
    waits = [backoff(attempt) for attempt in range(1, RETRIES + 1)]
    assert waits == sorted(set(waits))


def test_giving_up_takes_a_few_seconds() -> None:
    assert 2 < sum(backoff(attempt) for attempt in range(1, RETRIES + 1)) < 6
