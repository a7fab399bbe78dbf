"""What an operator's page last said of its outbox: finished items that wait for the link."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Outbox:
    """How many finished items wait in a browser, since when, and when it said so."""

    waiting: int
    oldest: datetime | None  # None if none waits
    as_of: datetime
