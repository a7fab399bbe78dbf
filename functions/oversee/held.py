"""Who holds how much at this moment."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from functions.oversee.stores import Stores
from hinterland.api import overseeing as api
from hinterland.catalogue.centre import Operator
from hinterland.clock import timestamp

_AT_ONCE = 8


def held_list(stores: Stores, now: datetime) -> list[api.Holder]:
    """Return everybody who holds something, whoever holds most first."""
    operators = [each for centre in stores.catalogue.centres() for each in centre.operators]
    with ThreadPoolExecutor(_AT_ONCE) as readers:
        rows = [row for row in readers.map(lambda each: _of(stores, each, now), operators) if row]
    return sorted(rows, key=lambda row: row["items"], reverse=True)


def _of(stores: Stores, operator: Operator, now: datetime) -> api.Holder | None:
    held = stores.work_items.held_by(operator.id, now)
    if not held:
        return None
    return {
        "operator": operator.id,
        "centre": operator.centre,
        "items": len(held),
        "work_types": dict(Counter(item.work_type for item in held)),
        "until": timestamp(max(item.visible_at for item in held)),
    }
