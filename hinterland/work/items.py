"""A work item: the packet of records that one lease hands out, and the stage that it is at."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hinterland.stage import Stage

# How many index partitions a queue is spread over. One carries a thousand writes a second, which is
# some hundreds of leases a second for one work type; every further one costs a query per look.
SHARDS = 1


@dataclass(frozen=True, slots=True)
class Queue:
    """One partition of the sparse index from which leases are taken."""

    work_type: str
    stage: Stage
    shard: int

    def __str__(self) -> str:
        return f"{self.work_type}#{self.stage}#{self.shard}"

    @classmethod
    def all_of(cls, work_type: str, stage: Stage) -> "list[Queue]":
        """Return every shard of a queue."""
        return [cls(work_type, stage, shard) for shard in range(SHARDS)]


@dataclass(frozen=True, slots=True)
class AcceptedEntry:
    """Which upload was accepted, at which version of the object, and whose it is.

    The version pins what was accepted: a later upload under the same lease changes nothing.
    """

    lease: str
    version_id: str
    operator: str
    centre: str
    records: int  # that were keyed under it, and are paid


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An upload that came too late to be used, whose it is, and why; settled for ever.

    It stands on the row so that the same compare-and-set decides what is kept and what is used:
    no lease is paid for both.
    """

    lease: str
    operator: str
    reason: str
    at: datetime
    earned: Decimal  # rupees


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong each time that something is done about an item.

    `reason` names the kind of error, never a value. An item set aside is in no queue: nobody
    stumbles over it any more, and the office says what becomes of it.
    """

    reason: str
    count: int  # how often it went wrong
    at: datetime  # the last time
    is_set_aside: bool = False


@dataclass(frozen=True, slots=True)
class WorkItem:
    """The work item row. A lease is the pair `lease`, `visible_at`; see `leases`.

    `visible_at` is when the item may next be taken: its making, its return, or its lease's end.
    """

    job: str
    id: str
    work_type: str
    version: int
    stage: Stage
    records: tuple[str, ...]  # record ids, in the drop's order
    rank: datetime  # its place among the items that wait; see `ranking`
    visible_at: datetime
    lease: str | None = None  # the last lease on this stage, live while visible_at is ahead
    operator: str | None = None  # who holds that lease
    leased_at: datetime | None = None
    accepted: tuple[AcceptedEntry, ...] = ()  # in the order of the stages
    kept: tuple[KeptEntry, ...] = ()  # few: who comes too late for an item
    lightened: tuple[str, ...] = ()  # of the records: with an original beside the image
    # With which the first keying was to be checked; None where that is no matter of chance.
    probability: float | None = None
    is_withdrawn: bool = False  # its job was cancelled: nobody takes it any more
    trouble: Trouble | None = None
    is_queried: bool = False  # the office sent all its records back to the client as queries
    revision: int | None = None  # of the row, as it was read; None before it is stored

    @property
    def queue(self) -> Queue | None:
        """Return the queue in which the item waits; None when it is done, withdrawn or set aside.

        One withdrawn under a lease stays in the queue of the leased until the lease has ended.
        """
        is_out = self.is_set_aside or (self.is_withdrawn and self.lease is None)
        if self.stage is Stage.DONE or is_out:
            return None
        return Queue(self.work_type, self.stage, int(self.id) % SHARDS)

    @property
    def is_set_aside(self) -> bool:
        """Say whether the item waits for a word of the office."""
        return self.trouble is not None and self.trouble.is_set_aside

    def kept_under(self, lease: str) -> KeptEntry | None:
        """Return the entry of a lease that came too late; None if there is none."""
        return next((entry for entry in self.kept if entry.lease == lease), None)

    def has_settled(self, lease: str) -> bool:
        """Say whether an entry of a lease was accepted or kept."""
        return self.kept_under(lease) is not None or any(
            entry.lease == lease for entry in self.accepted
        )

    def was_keyed_by(self, operator: str) -> bool:
        """Say whether an operator's entry is in this item already."""
        return any(entry.operator == operator for entry in self.accepted)

    def was_keyed_at(self, centre: str) -> bool:
        """Say whether an entry from this centre is in this item already."""
        return any(entry.centre == centre for entry in self.accepted)
