"""Uploads that nobody ever heard of: noted before a job is delivered, so that none is just lost."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from hinterland import s3_keys
from hinterland.errors import NotFoundError
from hinterland.identifiers import item_id
from hinterland.objects import Objects
from hinterland.work.items import KeptEntry, WorkItem
from hinterland.work.kept_entries import NEVER_SUBMITTED, note


def note_leftovers(
    work: Objects, job: str, numbers: range, items: Iterable[WorkItem], now: datetime
) -> None:
    """Note every upload for a part's work items that was neither accepted nor noted before.

    `numbers` are the numbers of the part's items, `items` those that there are.
    """
    items = list(items)
    accepted = {entry.lease for item in items for entry in item.accepted}
    kept = {entry.lease: entry for item in items for entry in item.kept}
    last = item_id(numbers[-1])
    for key in work.keys(
        s3_keys.entries(job), after=f"{s3_keys.entries(job)}{item_id(numbers[0])}/"
    ):
        item, lease = s3_keys.item_and_lease(key)
        if item > last:
            return
        if lease not in accepted and not _is_noted(work, job, item, lease):
            note(work, kept.get(lease) or _never_submitted(work, key, lease, now))


def _never_submitted(work: Objects, key: str, lease: str, now: datetime) -> KeptEntry:
    operator = work.head(key).metadata.get("operator", "")
    return KeptEntry(lease, operator, NEVER_SUBMITTED, now, Decimal(0))


def _is_noted(work: Objects, job: str, item: str, lease: str) -> bool:
    try:
        work.head(s3_keys.kept(job, item, lease))
    except NotFoundError:
        return False
    return True
