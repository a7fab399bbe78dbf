"""A work item: the packet of records that one lease hands out, and the stage that it is at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# A queue is spread over this many index partitions, so that no single one carries all the writes.
SHARDS = 4


class Stage(StrEnum):
    """Where a work item is. Stages follow one another on the same row."""

    KEY = "key"  # waits for, or is at, its first keying
    VERIFY = "verify"  # waits for, or is at, a second, blind keying
    ADJUDICATE = "adjudicate"  # a third person settles the fields in dispute
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Queue:
    """One partition of the sparse index from which leases are taken."""

    work_type: str
    stage: Stage
    shard: int

    def __str__(self) -> str:
        return f"{self.work_type}#{self.stage}#{self.shard}"

    @classmethod
    def all_of(cls, work_type: str, stage: Stage) -> "Iterator[Queue]":
        """Yield every shard of a queue."""
        return (cls(work_type, stage, shard) for shard in range(SHARDS))


@dataclass(frozen=True, slots=True)
class WorkItem:
    """The work item row. A lease is the pair `lease`, `visible_at`; see `leases`.

    `visible_at` is when the item may next be taken: its making, its return, or its lease's end.
    """

    job: str
    item: str
    work_type: str
    version: int
    stage: Stage
    records: tuple[str, ...]  # record ids, in the drop's order
    visible_at: datetime
    lease: str | None = None  # the last lease on this stage, live while visible_at is ahead
    operator: str | None = None  # who holds that lease
    leased_at: datetime | None = None
    keyed_by: tuple[str, ...] = ()  # operators whose entries were accepted, in order
    keyed_at: tuple[str, ...] = ()  # their centres
    entries: tuple[str, ...] = ()  # the leases of the accepted entries, in order
    revision: int | None = None  # of the row, as it was read; None before it is stored

    @property
    def queue(self) -> Queue | None:
        """Return the queue in which the item waits; None when it is done."""
        if self.stage is Stage.DONE:
            return None
        return Queue(self.work_type, self.stage, int(self.item) % SHARDS)
