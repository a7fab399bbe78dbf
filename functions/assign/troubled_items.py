"""What goes wrong with one item is noted on its row, and after a few times it is set aside."""

from datetime import datetime

from functions.assign.stores import Stores
from hinterland.errors import ConflictError, NotFoundError, ThrottledError
from hinterland.identifiers import LeaseId
from hinterland.stage import Stage
from hinterland.work.troubles import gone_wrong, is_of_data, reason_of


def note_trouble(stores: Stores, lease: str, error: Exception, now: datetime) -> None:
    """Note that something failed under a lease; on its item's row, if the data is to blame."""
    stores.troubles.note("lease", lease, error)
    if not is_of_data(error):
        return
    name = LeaseId.parse(lease)
    try:
        item = stores.work_items.get(name.job, name.item)
        if item.stage is Stage.DONE or item.is_set_aside:
            return
        changed = stores.work_items.change(gone_wrong(item, reason_of(error), now))
    except (ConflictError, NotFoundError, ThrottledError):
        return  # next time it is noted anew
    if changed.trouble and changed.is_set_aside:
        stores.troubles.set_aside(lease, changed.trouble)
