"""Ending a lease before its time, so that others may have its item at once."""

from datetime import datetime

from functions.oversee.stores import Stores
from hinterland.errors import NotPossibleError
from hinterland.identifiers import LeaseId
from hinterland.work import leases


def reassign(stores: Stores, lease: str, now: datetime) -> None:
    """End a live lease; one that is over already stays so.

    What was uploaded under it is taken in like that of any lease that ended. Raises
    `NotPossibleError` if its entry was accepted, `ConflictError` if it changes at this moment.
    """
    name = LeaseId.parse(lease)
    item = stores.work_items.get(name.job, name.item)
    if any(entry.lease == lease for entry in item.accepted):
        raise NotPossibleError("submitted", "What was keyed under this lease is accepted already.")
    if item.lease == lease and leases.is_live(item, now):
        stores.work_items.change(leases.end(item, lease, now))
