"""Which work items an operator could take now."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice, product

from functions.assign.holding import Room
from functions.assign.stores import Stores
from hinterland.catalogue.centre import Operator
from hinterland.catalogue.work_type import WorkType
from hinterland.stage import Stage
from hinterland.work.items import Queue, WorkItem
from hinterland.work.leases import is_barred

ADJUDICATE_SKILL = "adjudicate"
# How many more items are looked at than are wanted: enough that operators who look at the same
# moment rarely reach for the same one.
SPARE = 16
# How many items of a queue are looked at when most of them are of the operator's own keying.
AT_MOST = 200
# What is nearest to being finished goes first.
_STAGES = (Stage.ADJUDICATE, Stage.VERIFY, Stage.KEY)


def find_work(
    stores: Stores,
    operator: Operator,
    work_types: Iterable[str],
    wanted: int,
    now: datetime,
    room: Room,
) -> list[WorkItem]:
    """Return up to `wanted` items that this operator may take, among the longest waiting.

    `work_types` limits the search when it is not empty, and `room` how much is found of each. The
    cost is bounded by the number of work types and stages, whatever the backlog.
    """
    found: list[WorkItem] = []
    for work_type, queue in _queues(stores, operator, set(work_types)):
        if len(found) >= wanted:
            break
        left = room(work_type) - sum(item.work_type == work_type.id for item in found)
        if left <= 0:
            continue
        waiting = islice(stores.work_items.waiting(queue, now, wanted + SPARE), AT_MOST)
        usable = (item for item in waiting if _may_take(item, operator, work_type))
        nearest = list(islice(usable, wanted + SPARE))
        stores.dice.shuffle(nearest)
        found += nearest[:left]
    return found[:wanted]


def _queues(stores: Stores, operator: Operator, only: set[str]) -> Iterator[tuple[WorkType, Queue]]:
    work_types = [
        work_type
        for work_type in stores.catalogue.work_types(also_retired=True)
        if work_type.skills <= operator.skills
        and operator.can_read(work_type.languages)
        and (not only or work_type.id in only)
    ]
    stores.dice.shuffle(work_types)
    for stage, work_type in sorted(
        product(_STAGES, work_types), key=lambda pair: not _is_expected(*pair)
    ):
        if stage is Stage.ADJUDICATE and ADJUDICATE_SKILL not in operator.skills:
            continue
        for queue in Queue.all_of(work_type.id, stage):
            yield work_type, queue


def _is_expected(stage: Stage, work_type: WorkType) -> bool:
    # What is keyed once has items at a later stage only from before its work type was changed:
    # those queues are looked at last.
    return stage is Stage.KEY or work_type.quality.may_verify


def _may_take(item: WorkItem, operator: Operator, work_type: WorkType) -> bool:
    if item.was_keyed_by(operator.id):
        return False
    return not (work_type.quality.separate_centres and is_barred(item, operator.centre))
