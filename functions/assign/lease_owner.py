"""Whose a lease is or was: its item's row says so while it is there, its request's plan always."""

from functions.assign.stores import Stores
from hinterland.catalogue.centre import Operator
from hinterland.errors import NotFoundError
from hinterland.identifiers import LeaseId
from hinterland.work.items import WorkItem


def require_own(stores: Stores, operator: Operator, item: WorkItem, lease: str) -> None:
    """Raise `NotFoundError` unless the lease on this item is or was this operator's."""
    if item.lease == lease:
        is_own = item.operator == operator.id
    else:
        take = stores.takes.get(LeaseId.parse(lease).take)
        is_own = take.operator == operator.id and lease in take.leases
    if not is_own:
        raise NotFoundError("no such lease")
