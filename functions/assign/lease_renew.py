"""The leases an operator holds: list, renew, give back."""

from datetime import datetime, timedelta

from functions.assign.holding import room_of
from functions.assign.lease_owner import require_own
from functions.assign.stores import Stores
from hinterland.catalogue.centre import Operator
from hinterland.catalogue.work_type import WorkType
from hinterland.errors import ConflictError
from hinterland.identifiers import LeaseId
from hinterland.work import leases
from hinterland.work.items import WorkItem


class LeaseLostError(leases.LeaseRefusedError):
    """The lease cannot be had again; what was keyed may still be handed in, and is kept."""

    def __init__(self, item: WorkItem, lease: str, operator: str) -> None:
        super().__init__(leases.Refusal.LEASE_LOST)
        self.item = item
        self.lease = lease
        self.operator = operator


def held(stores: Stores, operator: Operator, now: datetime) -> list[WorkItem]:
    """Return the items on which the operator has a live lease."""
    return stores.work_items.held_by(operator.id, now)


def renew(
    stores: Stores, operator: Operator, lease: str, now: datetime, hours: int | None = None
) -> WorkItem:
    """Give a lease its full length again from now, or so many hours.

    Raises `LeaseLostError` or `NotFoundError`.
    """
    item = _read(stores, lease)
    work_type = stores.catalogue.work_type(item.work_type, item.version)
    require_own(stores, operator, item, lease)
    until = min(leases.lease_end(work_type, now, hours), _latest(stores, item, work_type, lease))
    is_held = item.lease == lease and leases.is_live(item, now)
    if not is_held and (until <= now or not room_of(stores, operator, now)(work_type)):
        raise LeaseLostError(item, lease, operator.id)
    if item.lease == lease:
        renewed = _renewed(item, lease, operator, until)
    else:
        renewed = _taken_again(item, lease, operator, now, until)
    try:
        return stores.work_items.change(renewed)
    except ConflictError:
        # The row moved on between the read and the write: look again, once it is settled.
        return renew(stores, operator, lease, now, hours)


def give_back(stores: Stores, operator: Operator, lease: str, now: datetime) -> None:
    """Return a leased item unworked. A lease that is over already is none to give back."""
    item = _read(stores, lease)
    if item.lease != lease:
        return
    require_own(stores, operator, item, lease)
    try:
        stores.work_items.change(leases.give_back(item, lease, now))
    except ConflictError:
        give_back(stores, operator, lease, now)


def _latest(stores: Stores, item: WorkItem, work_type: WorkType, lease: str) -> datetime:
    """Return until when a lease may be renewed: so long as its work may take, and no longer."""
    since = item.leased_at if item.lease == lease else None
    if since is None:
        since = stores.takes.get(LeaseId.parse(lease).take).planned_at or item.visible_at
    return since + max(work_type.due, timedelta(minutes=work_type.lease_minutes))


def _read(stores: Stores, lease: str) -> WorkItem:
    name = LeaseId.parse(lease)
    return stores.work_items.get(name.job, name.item)


def _renewed(item: WorkItem, lease: str, operator: Operator, until: datetime) -> WorkItem:
    if item.is_withdrawn or item.is_set_aside:
        # No more work on it; what was keyed may still be handed in.
        raise LeaseLostError(item, lease, operator.id)
    return leases.renew(item, lease, until)


def _taken_again(
    item: WorkItem, lease: str, operator: Operator, now: datetime, until: datetime
) -> WorkItem:
    """Return the item under its former lease, if it is free; raise `LeaseLostError`."""
    if item.stage != LeaseId.parse(lease).stage:
        raise LeaseLostError(item, lease, operator.id)
    try:
        return leases.take(item, lease, operator, now, until)
    except leases.LeaseRefusedError as refused:
        raise LeaseLostError(item, lease, operator.id) from refused
