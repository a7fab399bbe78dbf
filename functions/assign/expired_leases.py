"""Looking after leases that ended: an upload whose submit never came is taken in all the same.

Runs every minute. What the power cut kept from being submitted is accepted as if it had been; an
item that nobody uploaded anything for goes back among the free ones. Nothing waits for this:
an expired lease can be taken by others the moment it ends. What fails costs its own item alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice

from functions.assign.stores import Stores
from functions.assign.submit import NoUploadError, submit
from functions.assign.troubled_items import note_trouble
from hinterland.errors import ConflictError, NotFoundError, ThrottledError
from hinterland.stage import Stage
from hinterland.work import leases
from hinterland.work.entries import EntryRefusedError
from hinterland.work.items import KeptEntry, Queue, WorkItem
from hinterland.work.kept_entries import note

PAGE = 50
# In one run, of one queue; a minute later there is another run.
AT_MOST = 200
_STAGES = (Stage.KEY, Stage.VERIFY, Stage.ADJUDICATE)


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of the leases that had ended."""

    accepted: int = 0
    kept: int = 0
    freed: int = 0
    failed: int = 0  # leases, or whole queues, that could not be looked after


def recover(stores: Stores, now: datetime) -> Recovery:
    """Take in uploads of ended leases, and free the items of which there is none."""
    outcomes = [
        outcome
        for work_type in stores.catalogue.work_types(also_retired=True)
        for stage in _STAGES
        for queue in Queue.all_of(work_type.id, stage)
        for outcome in _of_queue(stores, queue, now)
    ]
    return Recovery(*map(outcomes.count, ("accepted", "kept", "freed", "failed")))


def take_in(stores: Stores, item: WorkItem, now: datetime) -> str:
    """Take in the upload of one ended lease, or free its item; return which.

    Whatever goes wrong is noted here: nobody who merely comes upon the item has to bear it.
    """
    if item.lease is None or item.operator is None:
        return "gone"
    try:
        return _taken_in(stores, item, item.lease, item.operator, now)
    except (ConflictError, ThrottledError):
        # The next minute looks again; what comes behind this one does not wait for it.
        return "gone"
    except Exception as error:  # noqa: BLE001 - one item must not stop those behind it
        note_trouble(stores, item.lease, error, now)
        return "failed"


def _of_queue(stores: Stores, queue: Queue, now: datetime) -> Iterator[str]:
    try:
        ended = list(islice(stores.work_items.expired(queue, now, PAGE), AT_MOST))
    except Exception as error:  # noqa: BLE001 - one queue must not stop the others
        stores.troubles.note("queue", str(queue), error)
        yield "failed"
        return
    for item in ended:
        yield take_in(stores, item, now)


def _taken_in(stores: Stores, item: WorkItem, lease: str, operator: str, now: datetime) -> str:
    try:
        # Whoever has left the catalogue since is still paid for what they keyed before.
        return submit(stores, stores.catalogue.last_operator(operator), lease, now).outcome
    except EntryRefusedError as refused:
        # Nobody is there to mend it. It stays in S3, and the note beside it says why.
        note(stores.work, KeptEntry(lease, operator, refused.code, now, Decimal(0)))
        return "kept" if _free(stores, item, now) else "gone"
    except (NoUploadError, NotFoundError):
        return "freed" if _free(stores, item, now) else "gone"


def _free(stores: Stores, item: WorkItem, now: datetime) -> bool:
    try:
        stores.work_items.change(leases.give_back(item, str(item.lease), now))
    except ConflictError:
        return False
    return True
