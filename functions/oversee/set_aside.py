"""Items that were set aside: which, why, and what the office has done with each."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from functions.oversee.stores import Stores
from hinterland.api import overseeing as api
from hinterland.clock import timestamp
from hinterland.errors import NotFoundError, NotPossibleError
from hinterland.stage import Stage
from hinterland.work import troubles
from hinterland.work.items import KeptEntry, Trouble, WorkItem

LISTED = 100


class Choice(StrEnum):
    """What the office may say of an item that was set aside."""

    GIVE_OUT = "give-out"  # to whoever comes; the upload may still be submitted
    DROP = "drop"  # the upload is never used; the item is given out anew
    QUERY = "query"  # all its records go back to the client, unbilled


def choice_in(text: str) -> Choice:
    """Read what is to become of an item that was set aside; raise `NotFoundError`."""
    try:
        return Choice(text)
    except ValueError as error:
        raise NotFoundError(f"no such choice: {text[:20]}") from error


def set_aside_list(stores: Stores) -> list[api.SetAsideItem]:
    """Return the items that wait for a word, the last to be set aside first."""
    return [_document(item) for item in stores.queues.set_aside(LISTED)]


def decide(stores: Stores, job: str, item_id: str, choice: Choice, now: datetime) -> None:
    """Do what the office chose; raise `NotPossibleError` unless the item is set aside.

    Raises `NotFoundError`, and `ConflictError` if the item changes at this moment.
    """
    item = stores.work_items.get(job, item_id)
    if choice is Choice.QUERY and item.is_queried:
        _report_if_worked(stores, item)  # whoever queried it may not have lived to do so
        return
    if not item.is_set_aside or item.stage is Stage.DONE:
        raise NotPossibleError("not_set_aside", "This item is not set aside; nothing holds it up.")
    match choice:
        case Choice.GIVE_OUT:
            stores.work_items.change(troubles.given_out_anew(item, now))
        case Choice.DROP:
            stores.work_items.change(troubles.dropped(item, now, _unused(item, now)))
        case Choice.QUERY:
            stores.work_items.query(troubles.queried(item, now))
            _report_if_worked(stores, item)


def _unused(item: WorkItem, now: datetime) -> KeptEntry | None:
    """Return the upload of the item's last lease, as one that is kept; Merge notes it in S3."""
    if item.lease is None or item.operator is None or item.has_settled(item.lease):
        return None
    return KeptEntry(item.lease, item.operator, troubles.DROPPED, now, Decimal(0))


def _report_if_worked(stores: Stores, item: WorkItem) -> None:
    job = stores.jobs.get(item.job)
    if job.is_worked and job.token:
        stores.workflow.work_done(job.token)


def _document(item: WorkItem) -> api.SetAsideItem:
    trouble = item.trouble or Trouble("", 0, item.visible_at)
    return {
        "job": item.job,
        "work_item": item.id,
        "work_type": item.work_type,
        "stage": item.stage,
        "records": len(item.records),
        "reason": trouble.reason,
        "count": trouble.count,
        "set_aside_at": timestamp(trouble.at),
        "operator": item.operator,
        "actions": ["give-out", "drop", "query"],
    }
