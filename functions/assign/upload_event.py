"""An upload arrived. If nobody can be counted on to submit it any more, it is submitted here.

While its lease stands, the operator's page submits it, and if the power goes,
`expired_leases` does so at the lease's end. But it may come later than that, and its page may never
be opened again: then only S3 tells of it.
"""

from datetime import datetime

from functions.assign.stores import Stores
from functions.assign.submit import submit
from hinterland import s3_keys
from hinterland.errors import NotFoundError
from hinterland.identifiers import LeaseId
from hinterland.work.entries import EntryRefusedError

NOTHING_TO_DO = "nothing to do"  # its lease stands, or it was submitted before
REFUSED = "refused"  # to be mended by its operator, or noted by Merge with the other leftovers
UNKNOWN = "unknown"  # of nobody who is or ever was in the catalogue


def hear_of(stores: Stores, key: str, now: datetime) -> str:
    """Submit what was uploaded at `key` of the work bucket, if nobody else will or did.

    Return what came of it: `accepted`, `kept`, or one of the above. It may be told of twice.
    """
    _, lease = s3_keys.item_and_lease(key)
    name = LeaseId.parse(lease)
    try:
        item = stores.work_items.get(name.job, name.item)
        if item.lease == lease or item.has_settled(lease):
            return NOTHING_TO_DO
        owner = stores.work.head(key).metadata.get("operator", "")
        operator = stores.catalogue.last_operator(owner)
        return submit(stores, operator, lease, now).outcome
    except EntryRefusedError:
        return REFUSED
    except NotFoundError:
        return UNKNOWN
