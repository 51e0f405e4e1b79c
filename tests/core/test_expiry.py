"""When things expire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from dateutil.relativedelta import relativedelta

from lxd._core.expiry import expiry_time

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)


def test_a_moment_is_itself() -> None:
    moment = datetime(2026, 2, 1, tzinfo=timezone(timedelta(hours=2)))
    assert expiry_time(moment, NOW) == moment


def test_a_timedelta_counts_from_now() -> None:
    assert expiry_time(timedelta(hours=1), NOW) == datetime(2026, 1, 31, 13, tzinfo=UTC)


def test_a_relativedelta_counts_from_now_as_the_calendar_does() -> None:
    assert expiry_time(relativedelta(months=1), NOW) == datetime(2026, 2, 28, 12, tzinfo=UTC)


def test_a_moment_without_zone_is_of_this_machines_clock() -> None:
    moment = datetime(2026, 6, 1)
    assert expiry_time(moment, NOW) == moment.astimezone()


def test_without_now_it_is_now() -> None:
    assert expiry_time(timedelta(days=1)) > datetime.now(UTC)


def test_nothing_is_nothing() -> None:
    assert expiry_time(None) is None


@pytest.mark.parametrize("expiry", [timedelta(0), relativedelta(months=-1), NOW, NOW - timedelta(1)])
def test_what_is_over_is_refused(expiry: datetime | timedelta | relativedelta) -> None:
    with pytest.raises(ValueError, match="expire at once"):
        expiry_time(expiry, NOW)
