"""Time comes in from the edge: handlers read this clock once and pass `now` on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

type Clock = Callable[[], datetime]

# India keeps one zone and no summer time, so a fixed offset is exact and needs no zone database.
INDIA = timezone(timedelta(hours=5, minutes=30), "IST")


def system_clock() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def india_date(moment: datetime) -> date:
    """Return the calendar date in India: the day that pay and invoices are booked on."""
    return moment.astimezone(INDIA).date()


def timestamp(moment: datetime) -> str:
    """Return `moment` as the outside reads it: `2026-11-21T16:51:32.120Z`, UTC, milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
