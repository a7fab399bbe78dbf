"""The work item rows, and what changes together with them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from hinterland.errors import ConflictError, NotFoundError
from hinterland.operators.track_records import Correction, Lesson
from hinterland.pay.pay_line import PayLine
from hinterland.stage import Stage
from hinterland.work.items import Queue, WorkItem
from tests.doubles.in_memory.jobs import JobRows
from tests.doubles.in_memory.pay import PayLines
from tests.doubles.in_memory.track_records import Learned
from tests.doubles.in_memory.turns import ALONE


@dataclass
class ItemRows:
    """The port `WorkItems` and `Queues`; the other stores take part in its transactions."""

    rows: dict[tuple[str, str], WorkItem] = field(default_factory=dict)
    jobs: JobRows = field(default_factory=JobRows)
    pay: PayLines = field(default_factory=PayLines)
    learned: Learned = field(default_factory=Learned)

    def add(self, items: Iterable[WorkItem]) -> None:
        for item in items:
            with ALONE:
                self.rows.setdefault((item.job, item.id), replace(item, revision=1))

    def get(self, job: str, item: str) -> WorkItem:
        if (job, item) not in self.rows:
            raise NotFoundError(f"no such work item {job} {item}")
        return self.rows[job, item]

    def waiting(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        yield from self._free(queue)
        yield from self.expired(queue, now, page)

    def expired(self, queue: Queue, now: datetime, page: int) -> Iterator[WorkItem]:
        del page
        yield from (item for item in self._leased(queue) if item.visible_at <= now)

    def ending(self, queue: Queue, now: datetime, until: datetime) -> Iterator[WorkItem]:
        return (item for item in self._leased(queue) if now <= item.visible_at <= until)

    def set_aside(self, at_most: int) -> list[WorkItem]:
        found = [item for item in self._all() if item.is_set_aside and item.stage is not Stage.DONE]
        return sorted(found, key=_set_aside_at, reverse=True)[:at_most]

    def count_free(self, queue: Queue, at_most: int) -> int:
        return min(len(self._free(queue)), at_most)

    def head(self, queue: Queue) -> datetime | None:
        return next((item.rank for item in self._free(queue)), None)

    def held_by(self, operator: str, now: datetime) -> list[WorkItem]:
        held = [item for item in self._all() if item.operator == operator and item.visible_at > now]
        return sorted(held, key=lambda item: item.visible_at)

    def of_job(self, job: str, first: str, last: str) -> Iterator[WorkItem]:
        found = [item for item in self._all() if item.job == job and first <= item.id <= last]
        return iter(sorted(found, key=lambda item: item.id))

    def change(self, item: WorkItem) -> WorkItem:
        with ALONE:
            self._refuse_what_moved_on(item)
            return self._store(item)

    def accept(
        self,
        item: WorkItem,
        pay: PayLine,
        queried: int,
        lessons: Sequence[Lesson] = (),
        corrections: Sequence[Correction] = (),
    ) -> WorkItem:
        with ALONE:
            self._refuse_what_moved_on(item)
            if item.stage is Stage.DONE:
                self._count_off(item, queried)
            self.pay.store(pay)
            self.learned.learn(lessons, corrections)
            return self._store(item)

    def query(self, item: WorkItem) -> WorkItem:
        with ALONE:
            self._refuse_what_moved_on(item)
            self._count_off(item, len(item.records))
            return self._store(item)

    def keep(self, item: WorkItem, pay: PayLine | None) -> WorkItem:
        with ALONE:
            self._refuse_what_moved_on(item)
            if pay is not None:
                self.pay.store(pay)
            return self._store(item)

    def _refuse_what_moved_on(self, item: WorkItem) -> None:
        stored = self.rows.get((item.job, item.id))
        if (stored and stored.revision) != item.revision:
            raise ConflictError(f"work item {item.job} {item.id} moved on")

    def _store(self, item: WorkItem) -> WorkItem:
        stored = replace(item, revision=(item.revision or 0) + 1)
        self.rows[item.job, item.id] = stored
        return stored

    def _count_off(self, item: WorkItem, queried: int) -> None:
        job = self.jobs.get(item.job)
        self.jobs.rows[item.job] = replace(
            job,
            items_done=job.items_done + 1,
            done=job.done + len(item.records),
            queried=job.queried + queried,
        )

    def _free(self, queue: Queue) -> list[WorkItem]:
        free = [item for item in self._all() if item.queue == queue and item.lease is None]
        return sorted(free, key=lambda item: item.rank)

    def _leased(self, queue: Queue) -> list[WorkItem]:
        leased = [item for item in self._all() if item.queue == queue and item.lease is not None]
        return sorted(leased, key=lambda item: item.visible_at)

    def _all(self) -> list[WorkItem]:
        return list(self.rows.values())


def _set_aside_at(item: WorkItem) -> datetime:
    assert item.trouble is not None
    return item.trouble.at
