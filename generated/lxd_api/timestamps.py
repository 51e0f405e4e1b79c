"""Dates and times that keep the server's exact text.

Written by scripts/generate.py; change its templates instead of this file.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Self, SupportsIndex

__all__ = ["Timestamp", "read_timestamp", "write_time"]

# Go's zero time means "never". In a zone west of Greenwich it is still the last day of the year 0.
_NEVER = ("0001-01-01", "0000-12-31")

# Go's Time.String() adds the name of the zone, and sometimes a monotonic clock: "… +0100 CET m=+0.012"
_GO_STRING = re.compile(r"^(\S+ \S+ [+-]\d{4})(?: \S+)*$")


class Timestamp(datetime):
    """A moment as the server wrote it: a `datetime` that also keeps the server's exact text.

    LXD sends nanoseconds, Python keeps microseconds. The text makes sure that a value that was read is
    written back as it came. Comparing, hashing and calculating work as for any `datetime`; values derived
    from a timestamp (sums, `replace()`, `astimezone()`) forget the text, because it is no longer theirs.
    """

    __slots__ = ("_text",)
    _text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads RFC 3339, and whatever else python-dateutil can make sense of.

        Args:
            text: A date and time. Without a time zone it is taken as UTC.

        Raises:
            ValueError: The text is not a date and time.
        """
        try:
            moment = cls.fromisoformat(text)
        except ValueError:
            moment = cls._from_datetime(_parse_other(text))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        moment._text = text
        return moment

    @classmethod
    def _from_datetime(cls, moment: datetime) -> Self:
        return cls(
            moment.year,
            moment.month,
            moment.day,
            moment.hour,
            moment.minute,
            moment.second,
            moment.microsecond,
            moment.tzinfo,
        )

    @property
    def text(self) -> str:
        """The server's own text; RFC 3339 for a value that no server sent."""
        try:
            return self._text
        except AttributeError:
            return _rfc3339(self)

    def __repr__(self) -> str:
        try:
            return f"{type(self).__name__}.parse({self._text!r})"
        except AttributeError:
            return super().__repr__()

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        try:
            return type(self).parse, (self._text,)
        except AttributeError:
            return super().__reduce_ex__(protocol)


def read_timestamp(value: Any) -> Timestamp | None:
    """Reads a date and time of an answer; null, "" and Go's zero time are `None`."""
    if not value:
        return None
    try:
        if value.startswith(_NEVER):
            return None
        moment = _fromisoformat(value)
        if moment.tzinfo is None:
            return Timestamp.parse(value)
        moment._text = value
        return moment
    except (AttributeError, ValueError):
        # Not RFC 3339, or not a string: a body given as a plain mapping may hold a datetime already.
        if isinstance(value, Timestamp):
            return value
        return Timestamp._from_datetime(value) if isinstance(value, datetime) else Timestamp.parse(value)


_fromisoformat = Timestamp.fromisoformat


def write_time(moment: datetime) -> str:
    """Writes a date and time for a request.

    Raises:
        ValueError: The value has no time zone; LXD could only guess.
    """
    return moment.text if isinstance(moment, Timestamp) else _rfc3339(moment)


def _rfc3339(moment: datetime) -> str:
    if moment.utcoffset() is None:
        raise ValueError(f"{moment!r} has no time zone; use datetime.now(UTC) or .astimezone()")
    return moment.isoformat()


def _parse_other(text: str) -> datetime:
    # Imported here because almost no answer needs it.
    from dateutil import parser

    go_string = _GO_STRING.match(text)
    try:
        moment = parser.parse(go_string[1] if go_string else text, tzinfos=_known_offset)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is not a date and time: {error}") from error
    offset = moment.utcoffset()
    return moment if offset is None else moment.replace(tzinfo=timezone(offset))


def _known_offset(name: str | None, offset: int | None) -> timezone | None:
    """Refuses abbreviations such as CET, which dateutil would drop with a warning."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is not None:
        raise ValueError(f"unknown time zone {name!r}")
    return None
