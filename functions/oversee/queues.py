"""What waits to be keyed, and the leases that are about to end with nothing handed in."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import chain, islice, product

from functions.oversee.stores import Stores
from hinterland.api import overseeing as api
from hinterland.catalogue.work_type import WorkType
from hinterland.clock import timestamp
from hinterland.errors import NotFoundError
from hinterland.stage import Stage
from hinterland.work.items import Queue, WorkItem

STAGES = (Stage.KEY, Stage.VERIFY, Stage.ADJUDICATE)
# Beyond this many the exact number tells nobody more, and each costs a read.
COUNTED = 500
SOON = timedelta(minutes=30)
# So many leases of one queue are listed.
LISTED = 20
_AT_ONCE = 8


def backlog_list(stores: Stores, now: datetime) -> list[api.Backlog]:
    """Return the queues in which something waits, by work type and stage."""
    work_types = sorted(stores.catalogue.work_types(), key=lambda each: each.id)
    with ThreadPoolExecutor(_AT_ONCE) as readers:
        asked = product(work_types, STAGES)
        rows = readers.map(lambda each: _backlog(stores, each[0], each[1], now), asked)
        return [row for row in rows if row["waiting"]]


def near_expiry_list(stores: Stores, now: datetime) -> list[api.EndingLease]:
    """Return the leases that end soon, the first to end first."""
    with ThreadPoolExecutor(_AT_ONCE) as readers:
        found = readers.map(lambda queue: list(_ending(stores, queue, now)), _queues(stores))
        items = list(chain.from_iterable(found))
    return [_lease(stores, item) for item in sorted(items, key=lambda each: each.visible_at)]


def _backlog(stores: Stores, work_type: WorkType, stage: Stage, now: datetime) -> api.Backlog:
    queues = Queue.all_of(work_type.id, stage)
    counts = [stores.queues.count_free(queue, COUNTED) for queue in queues]
    firsts = [
        item.visible_at
        for queue, count in zip(queues, counts, strict=True)
        if count
        for item in islice(stores.queues.waiting(queue, now, 1), 1)
    ]
    return {
        "work_type": work_type.id,
        "title": dict(work_type.title),
        "skills": sorted(work_type.skills),
        "stage": stage,
        "waiting": sum(counts),
        "more": any(count >= COUNTED for count in counts),
        "oldest": timestamp(min(firsts)) if firsts else None,
    }


def _queues(stores: Stores) -> Iterator[Queue]:
    for work_type in stores.catalogue.work_types():
        for stage in STAGES:
            yield from Queue.all_of(work_type.id, stage)


def _ending(stores: Stores, queue: Queue, now: datetime) -> Iterator[WorkItem]:
    return islice(stores.queues.ending(queue, now, now + SOON), LISTED)


def _lease(stores: Stores, item: WorkItem) -> api.EndingLease:
    return {
        "lease": str(item.lease),
        "operator": str(item.operator),
        "centre": _centre_of(stores, str(item.operator)),
        "work_type": item.work_type,
        "stage": item.stage,
        "expires_at": timestamp(item.visible_at),
        "actions": ["reassign"],
    }


def _centre_of(stores: Stores, operator: str) -> str | None:
    try:
        return stores.catalogue.operator(operator).centre
    except NotFoundError:  # retired while at work
        return None
