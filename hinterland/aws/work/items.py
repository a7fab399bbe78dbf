"""The work item rows, in DynamoDB, and the transaction that accepts an entry."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from pynamodb.attributes import (
    BooleanAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from hinterland.aws.errors import translated
from hinterland.aws.jobs.job import JobRow
from hinterland.aws.operators.track_records import write_track_records
from hinterland.aws.pay.pay_line import pay_row
from hinterland.aws.rows import attributes, bound, connection, entity_of
from hinterland.aws.work.record_runs import from_runs, to_runs
from hinterland.errors import ConflictError
from hinterland.operators.track_records import Correction, Lesson
from hinterland.pay.pay_line import PayLine
from hinterland.stage import Stage
from hinterland.work.items import AcceptedEntry, KeptEntry, Queue, Trouble, WorkItem


class _ByQueue(GlobalSecondaryIndex["WorkItemRow"]):
    class Meta:
        index_name = "queue"
        projection = AllProjection()

    queue = UnicodeAttribute(hash_key=True)
    position = UTCDateTimeAttribute(range_key=True)


class _ByOperator(GlobalSecondaryIndex["WorkItemRow"]):
    class Meta:
        index_name = "by-operator"
        projection = AllProjection()

    operator = UnicodeAttribute(hash_key=True)
    visible_at = UTCDateTimeAttribute(range_key=True)


class _Accepted(MapAttribute[str, str]):
    lease = UnicodeAttribute()
    version_id = UnicodeAttribute()
    operator = UnicodeAttribute()
    centre = UnicodeAttribute()
    records = NumberAttribute()


class _Kept(MapAttribute[str, str]):
    lease = UnicodeAttribute()
    operator = UnicodeAttribute()
    reason = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    earned = UnicodeAttribute()  # rupees, as written


class WorkItemRow(Model):
    """A work item as DynamoDB holds it: under 1 KB.

    `queue` and `position` are there while the item is not done, `operator` while it is leased: so
    the indexes hold only what they are asked for. Free items wait by rank, leased ones in a queue
    of their own by the end of their lease: past it, they may be taken
    again, and no write is needed for that. What was set aside waits in one
    place for all, whatever its work type, for the office.
    """

    job = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    work_type = UnicodeAttribute()
    version = NumberAttribute()
    stage = UnicodeAttribute()
    records = UnicodeAttribute()
    queue = UnicodeAttribute(null=True)
    position = UTCDateTimeAttribute(null=True)
    rank = UTCDateTimeAttribute()
    visible_at = UTCDateTimeAttribute()
    lease = UnicodeAttribute(null=True)
    operator = UnicodeAttribute(null=True)
    leased_at = UTCDateTimeAttribute(null=True)
    accepted: ListAttribute[_Accepted] = ListAttribute(of=_Accepted, default=list)
    kept: ListAttribute[_Kept] = ListAttribute(of=_Kept, null=True)
    probability = NumberAttribute(null=True)
    lightened = UnicodeAttribute(null=True)
    is_withdrawn = BooleanAttribute(null=True)
    trouble = UnicodeAttribute(null=True)  # its reason
    trouble_count = NumberAttribute(null=True)
    trouble_at = UTCDateTimeAttribute(null=True)
    is_set_aside = BooleanAttribute(null=True)
    is_queried = BooleanAttribute(null=True)
    revision = NumberAttribute()  # how often the row was written; see `_unmoved`
    by_queue = _ByQueue()
    by_operator = _ByOperator()


class DynamoWorkItems:
    """See `hinterland.work.port.WorkItems`."""

    def __init__(
        self,
        table_name: str,
        jobs_table: str = "",
        pay_table: str = "",
        operators_table: str = "",
    ) -> None:
        """Bind to the tables; what is counted off needs the jobs, `accept` all."""
        self._row = bound(WorkItemRow, table_name)
        self._jobs_table = jobs_table
        self._pay_table = pay_table
        self._operators_table = operators_table

    def add(self, items: Iterable[WorkItem]) -> None:
        """Store new items, one conditional write each: an item at work is never overwritten."""
        for item in items:
            try:
                self.change(item)
            except ConflictError:
                continue

    def get(self, job: str, item: str) -> WorkItem:
        """Return an item as it is now."""
        with translated("work item"):
            return _item(self._row.get(job, item, consistent_read=True))

    def waiting(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        """Yield the items that may be taken: the free by rank, then those whose lease ended."""
        with translated("queue"):
            for row in self._row.by_queue.query(_free(queue), page_size=page):
                yield _item(row)
        yield from self.expired(queue, now, page)

    def expired(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        """Yield the items whose lease ended with no entry accepted, the longest ended first."""
        ended = self._row.position <= now
        with translated("queue"):
            for row in self._row.by_queue.query(_leased(queue), ended, page_size=page):
                yield _item(row)

    def ending(self, queue: Queue, now: datetime, until: datetime) -> Iterator[WorkItem]:
        """Yield the items with a lease that is live and ends by `until`, the first to end first."""
        soon = self._row.position.between(now, until)
        with translated("queue"):
            for row in self._row.by_queue.query(_leased(queue), soon):
                yield _item(row)

    def set_aside(self, at_most: int) -> list[WorkItem]:
        """Return the items that wait for a word of the office, the last to be set aside first."""
        with translated("queue"):
            rows = self._row.by_queue.query(_ASIDE, scan_index_forward=False, limit=at_most)
            return [_item(row) for row in rows]

    def count_free(self, queue: Queue, at_most: int) -> int:
        """Count the free items of a queue, up to a number."""
        with translated("queue"):
            # Not `count`: that reads the whole queue, whatever its limit.
            return sum(1 for _ in self._row.by_queue.query(_free(queue), limit=at_most))

    def head(self, queue: Queue) -> datetime | None:
        """Return the lowest rank among the free items of a queue; None if there are none."""
        with translated("queue"):
            first = next(self._row.by_queue.query(_free(queue), limit=1), None)
        return None if first is None else first.rank

    def held_by(self, operator: str, now: datetime) -> list[WorkItem]:
        """Return the items on which an operator has a live lease."""
        live = self._row.visible_at > now
        with translated("leases of an operator"):
            return [_item(row) for row in self._row.by_operator.query(operator, live)]

    def of_job(self, job: str, first: str, last: str) -> Iterator[WorkItem]:
        """Yield a job's items from `first` to `last`, in order."""
        between = self._row.item.between(first, last)
        with translated("work items of a job"):
            for row in self._row.query(job, between, consistent_read=True):
                yield _item(row)

    def change(self, item: WorkItem) -> WorkItem:
        """Store a changed item, if its row is still at the revision that was read."""
        stored = _next_revision(item)
        with translated("work item"):
            self._row(**_attributes(stored)).save(condition=self._unmoved(item))
        return stored

    def accept(
        self,
        item: WorkItem,
        pay: PayLine,
        queried: int,
        lessons: Sequence[Lesson] = (),
        corrections: Sequence[Correction] = (),
    ) -> WorkItem:
        """Store an item whose entry was accepted, and all that must change together with it."""
        stored = _next_revision(item)
        transaction = TransactWrite(connection=connection())
        transaction.save(self._row(**_attributes(stored)), condition=self._unmoved(item))
        transaction.save(pay_row(self._pay_table, pay))
        if item.stage is Stage.DONE:
            self._count_off(transaction, item, queried)
        write_track_records(transaction, self._operators_table, lessons, corrections)
        with translated("work item"), transaction:
            pass
        return stored

    def keep(self, item: WorkItem, pay: PayLine | None) -> WorkItem:
        """Store an item with an entry that came too late, with its pay line, if it is paid."""
        if pay is None:
            return self.change(item)
        stored = _next_revision(item)
        transaction = TransactWrite(connection=connection())
        transaction.save(self._row(**_attributes(stored)), condition=self._unmoved(item))
        transaction.save(pay_row(self._pay_table, pay))
        with translated("work item"), transaction:
            pass
        return stored

    def _unmoved(self, item: WorkItem) -> Condition:
        """Return the condition that guards a lease: the row is still as `item` was read.

        Every write of an item is made under it, and every write raises the revision. So whoever
        takes, renews, returns, submits or keeps has seen all that came before; of two who read the
        same row one writes, and the other gets `ConflictError` and decides anew. An item that was
        never stored must not be there.
        """
        if item.revision is None:
            condition: Condition = self._row.revision.does_not_exist()
        else:
            condition = self._row.revision == item.revision
        return condition

    def query(self, item: WorkItem) -> WorkItem:
        """Store an item of which all records are queried, and count it off its job."""
        stored = _next_revision(item)
        transaction = TransactWrite(connection=connection())
        transaction.save(self._row(**_attributes(stored)), condition=self._unmoved(item))
        self._count_off(transaction, item, len(item.records))
        with translated("work item"), transaction:
            pass
        return stored

    def _count_off(self, transaction: TransactWrite, item: WorkItem, queried: int) -> None:
        job = bound(JobRow, self._jobs_table)
        counts = [
            job.items_done.add(1),
            job.done.add(len(item.records)),
            job.queried.add(queried),
        ]
        transaction.update(job(item.job), counts)


_ASIDE = "aside"


def _free(queue: Queue) -> str:
    return f"{queue}#free"


def _leased(queue: Queue) -> str:
    return f"{queue}#leased"


def _waiting_place(item: WorkItem) -> dict[str, object]:
    if item.trouble and item.is_set_aside and item.stage is not Stage.DONE:
        return {"queue": _ASIDE, "position": item.trouble.at}
    if item.queue is None:
        return {}
    if item.lease is None:
        return {"queue": _free(item.queue), "position": item.rank}
    return {"queue": _leased(item.queue), "position": item.visible_at}


def _next_revision(item: WorkItem) -> WorkItem:
    """Return the item as its row will stand once it is written."""
    return replace(item, revision=(item.revision or 0) + 1)


def _attributes(item: WorkItem) -> dict[str, object]:
    return {
        **attributes(
            item,
            "id",
            "trouble",
            item=item.id,
            records=to_runs(item.records),
            lightened=to_runs(item.lightened) or None,
            accepted=[asdict(entry) for entry in item.accepted],
            kept=[attributes(entry) for entry in item.kept] or None,
            is_withdrawn=item.is_withdrawn or None,
            is_queried=item.is_queried or None,
        ),
        **_trouble_attributes(item.trouble),
        **_waiting_place(item),
    }


def _item(row: WorkItemRow) -> WorkItem:
    return entity_of(
        WorkItem,
        row,
        id=row.item,
        records=from_runs(row.records),
        lightened=from_runs(row.lightened or ""),
        accepted=tuple(entity_of(AcceptedEntry, entry) for entry in row.accepted),
        kept=tuple(entity_of(KeptEntry, entry) for entry in row.kept or ()),
        is_withdrawn=bool(row.is_withdrawn),
        is_queried=bool(row.is_queried),
        trouble=_trouble(row),
    )


def _trouble_attributes(trouble: Trouble | None) -> dict[str, object]:
    if trouble is None:
        return {}
    return {
        "trouble": trouble.reason,
        "trouble_count": trouble.count,
        "trouble_at": trouble.at,
        "is_set_aside": trouble.is_set_aside or None,
    }


def _trouble(row: WorkItemRow) -> Trouble | None:
    if not row.trouble:
        return None
    is_set_aside = bool(row.is_set_aside)
    return Trouble(row.trouble, int(row.trouble_count), row.trouble_at, is_set_aside)
