"""In which order work items wait: jobs share the operators in proportion to what they need.

A job that is due in D wants its n items keyed at an even pace over D, so its k-th item is ranked
D * k / n after the job's start. Items are leased by rank, which is start-time fair queueing
(Goyal, Vin and Cheng, 1996) with a job's needed pace as its weight: a small job that is due soon
goes between the items of a huge one, and neither starves.

A job starts when it was received; but where the queue is behind, at the rank that the queue has
come to, so that a new job neither waits for all that is overdue nor overtakes it.
"""

from datetime import datetime, timedelta


def start_of(received_at: datetime, head: datetime | None) -> datetime:
    """Return where a new job's ranks start; `head` is the rank of the first item in its queue."""
    return received_at if head is None else min(received_at, head)


def rank_of(start: datetime, due: timedelta, number: int, items: int) -> datetime:
    """Return the rank of item `number` (from 1) of a job of so many items."""
    return start + due * ((number - 1) / items)
