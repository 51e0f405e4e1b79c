"""When snapshots, backups and images expire: a moment, or how long from now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias, overload

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

__all__ = ["Expiry", "expiry_time"]

Expiry: TypeAlias = "datetime | timedelta | relativedelta"
"""A moment, or how long from now; a moment without a time zone is one of this machine's clock."""


@overload
def expiry_time(expiry: Expiry, now: datetime | None = None) -> datetime: ...
@overload
def expiry_time(expiry: Expiry | None, now: datetime | None = None) -> datetime | None: ...
def expiry_time(expiry: Expiry | None, now: datetime | None = None) -> datetime | None:
    """Returns the moment; None for None.

    Args:
        expiry: the moment, or how long from now.
        now: the present; default: this machine's clock, by which LXD's may be some seconds off.

    Raises:
        ValueError: it is over already, and what is made would be deleted at once.
    """
    if expiry is None:
        return None
    present = datetime.now(UTC) if now is None else now
    moment = expiry if isinstance(expiry, datetime) else present + expiry
    if moment.tzinfo is None:
        moment = moment.astimezone()
    if moment <= present:
        raise ValueError(f"{moment.isoformat()} is over: it would expire at once")
    return moment
