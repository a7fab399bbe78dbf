"""How much one person holds: by work type, never more than it allows."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from functions.assign.stores import Stores
from hinterland.catalogue.centre import Operator
from hinterland.catalogue.work_type import WorkType
from hinterland.errors import ConflictError, NotFoundError
from hinterland.work import leases
from hinterland.work.items import WorkItem

type Room = Callable[[WorkType], int]
"""How many more items of a work type somebody may hold."""


def room_of(stores: Stores, operator: Operator, now: datetime) -> Room:
    """Return how much room an operator has at this moment."""
    held = Counter(item.work_type for item in stores.work_items.held_by(operator.id, now))
    return lambda work_type: max(0, work_type.max_held - held[work_type.id])


def give_back_surplus(
    stores: Stores, operator: Operator, won: list[WorkItem], now: datetime
) -> list[WorkItem]:
    """Give back of what was just won as much as is beyond the most that one may hold.

    It can be too much only when somebody asks several times at once, each time with another key:
    then each looks again after taking, and the last one to look sees all.
    """
    if not won:
        return won
    held = Counter(item.work_type for item in stores.work_items.held_by(operator.id, now))
    within = []
    for item in won:
        most = stores.catalogue.work_type(item.work_type, item.version).max_held
        if held[item.work_type] > most:
            held[item.work_type] -= 1
            give_back_won(stores, item, now)
        else:
            within.append(item)
    return within


def give_back_won(stores: Stores, item: WorkItem, now: datetime) -> None:
    """Give back a lease of which nobody was told."""
    if item.lease is None:
        return
    try:
        stores.work_items.change(leases.give_back(item, item.lease, now))
    except (ConflictError, NotFoundError, leases.LeaseRefusedError):
        return  # it moved on by itself
