"""What use cases ask of the work item rows, and what must change together with them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from hinterland.operators.track_records import Correction, Lesson
from hinterland.pay.pay_line import PayLine
from hinterland.work.items import Queue, WorkItem


class WorkItems(Protocol):
    """The work item rows, and what must change together with them."""

    def add(self, items: Iterable[WorkItem]) -> None:
        """Store new items; one that is there already is left as it is."""

    def get(self, job: str, item: str) -> WorkItem:
        """Return an item as it is now; raise `NotFoundError`."""

    def waiting(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        """Yield the items that may be taken, reading `page` at a time.

        First the free ones by rank, then those whose lease ended.
        """

    def expired(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        """Yield the items whose lease ended with no entry accepted, the longest ended first."""

    def head(self, queue: Queue) -> datetime | None:
        """Return the lowest rank among the free items of a queue; None if there are none."""

    def held_by(self, operator: str, now: datetime) -> list[WorkItem]:
        """Return the items on which an operator has a live lease."""

    def of_job(self, job: str, first: str, last: str) -> Iterator[WorkItem]:
        """Yield a job's items from `first` to `last`, both included, in order."""

    def change(self, item: WorkItem) -> WorkItem:
        """Store a changed item; raise `ConflictError` if its row moved on since it was read."""

    def accept(
        self,
        item: WorkItem,
        pay: PayLine,
        queried: int,
        lessons: Sequence[Lesson] = (),
        corrections: Sequence[Correction] = (),
    ) -> WorkItem:
        """Store an item whose entry was accepted, with its pay line, all or nothing.

        If the item is now done, its job's counts of done items and records, and of `queried`
        records, go up in the same transaction. So do the track records of the operators whom
        `lessons` and `corrections` are about. Raise `ConflictError` as `change` does, and when
        another transaction is just writing one of the rows.
        """

    def query(self, item: WorkItem) -> WorkItem:
        """Store an item whose records are all queried, counted off its job, all or nothing.

        Raise `ConflictError` as `accept` does.
        """

    def keep(self, item: WorkItem, pay: PayLine | None) -> WorkItem:
        """Store an item with an entry that came too late, with its pay line, all or nothing.

        Raise `ConflictError` as `accept` does.
        """
