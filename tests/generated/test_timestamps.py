"""Dates and times of answers."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from lxd_api.timestamps import Timestamp, read_timestamp, write_time

NANOSECONDS = "2024-01-02T03:04:05.123456789Z"
MOMENT = datetime(2024, 1, 2, 3, 4, 5, 123456, tzinfo=UTC)


@pytest.fixture
def stamp() -> Timestamp:
    """A timestamp with more digits than Python keeps."""
    return Timestamp.parse(NANOSECONDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NANOSECONDS, MOMENT),
        ("2024-01-02T03:04:05Z", MOMENT.replace(microsecond=0)),
        ("2024-01-02T05:04:05.123456+02:00", MOMENT),
        ("1970-01-01T00:00:00Z", datetime(1970, 1, 1, tzinfo=UTC)),
        ("9999-12-31T23:59:59.9999999Z", datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
        # Go's Time.String(), as it stands in some fields of LXD
        ("2024-01-02 03:04:05.123456789 +0000 UTC", MOMENT),
        ("2024-01-02 05:04:05.123456789 +0200 CEST", MOMENT),
        ("2024-01-02 03:04:05.123456 +0000 UTC m=+0.012345", MOMENT),
        # What else dateutil knows
        ("Tue, 02 Jan 2024 03:04:05 GMT", MOMENT.replace(microsecond=0)),
        ("2024/01/02 03:04:05 +0000", MOMENT.replace(microsecond=0)),
        # Without a zone it is UTC
        ("2024-01-02T03:04:05.123456", MOMENT),
        ("Jan 2 2024 03:04:05", MOMENT.replace(microsecond=0)),
    ],
)
def test_reads(text: str, expected: datetime) -> None:
    read = read_timestamp(text)
    assert read == expected
    assert read is not None
    assert (read.text, read.utcoffset() is None) == (text, False)


@pytest.mark.parametrize(
    "nothing",
    [
        None,
        "",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00.000000000+00:00",
        "0001-01-01T00:53:28+00:53",
        "0000-12-31T19:03:58-04:56",
        "0001-01-01 00:00:00 +0000 UTC",
    ],
)
def test_never_is_none(nothing: str | None) -> None:
    assert read_timestamp(nothing) is None


@pytest.mark.parametrize("text", ["yesterday", "2024-13-01T00:00:00Z", "2024-01-02 03:04:05 CET"])
def test_refuses(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date and time"):
        read_timestamp(text)


def test_keeps_the_offset() -> None:
    assert Timestamp.parse("2024-01-02T05:04:05+02:00").utcoffset() == timedelta(hours=2)


def test_takes_a_datetime_as_it_is() -> None:
    assert read_timestamp(MOMENT) == MOMENT


def test_takes_a_timestamp_with_its_text(stamp: Timestamp) -> None:
    assert read_timestamp(stamp) is stamp


def test_equals_and_hashes_like_a_datetime(stamp: Timestamp) -> None:
    assert {stamp} == {MOMENT}


@pytest.mark.parametrize(
    "duplicate", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]
)
def test_copies_keep_the_text(stamp: Timestamp, duplicate: Callable[[Timestamp], Timestamp]) -> None:
    copied = duplicate(stamp)
    assert (type(copied), copied.text, copied) == (Timestamp, NANOSECONDS, stamp)


DERIVED: dict[str, tuple[Callable[[Timestamp], Timestamp], str]] = {
    "sum": (lambda stamp: stamp + timedelta(days=1), "2024-01-03T03:04:05.123456+00:00"),
    "difference": (lambda stamp: stamp - timedelta(days=1), "2024-01-01T03:04:05.123456+00:00"),
    "replaced": (lambda stamp: stamp.replace(year=2020), "2020-01-02T03:04:05.123456+00:00"),
    "moved": (
        lambda stamp: stamp.astimezone(timezone(timedelta(hours=1))),
        "2024-01-02T04:04:05.123456+01:00",
    ),
}


@pytest.mark.parametrize("name", DERIVED)
def test_derived_values_have_a_text_of_their_own(stamp: Timestamp, name: str) -> None:
    derive, expected = DERIVED[name]
    assert derive(stamp).text == expected


@pytest.mark.parametrize("name", DERIVED)
def test_derived_values_can_be_pickled(stamp: Timestamp, name: str) -> None:
    derived = DERIVED[name][0](stamp)
    assert pickle.loads(pickle.dumps(derived)) == derived


def test_difference_of_two(stamp: Timestamp) -> None:
    assert stamp - Timestamp.parse("2024-01-02T03:04:05Z") == timedelta(microseconds=123456)


def test_repr(stamp: Timestamp) -> None:
    assert repr(stamp) == f"Timestamp.parse({NANOSECONDS!r})"


def test_repr_of_derived(stamp: Timestamp) -> None:
    assert repr(stamp.replace(year=2020)).startswith("Timestamp(2020, 1, 2, 3,")


def test_writes_the_servers_text(stamp: Timestamp) -> None:
    assert write_time(stamp) == NANOSECONDS


def test_writes_rfc_3339() -> None:
    assert write_time(datetime(2024, 1, 2, 3, 4, tzinfo=UTC)) == "2024-01-02T03:04:00+00:00"


@pytest.mark.parametrize("naive", [datetime(2024, 1, 2), Timestamp.parse(NANOSECONDS).replace(tzinfo=None)])
def test_does_not_guess_a_zone(naive: datetime) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        write_time(naive)
