"""Taking leases, so that a repeated request finds the same ones, even after a crash in between.

What a request is about to take is written down first, under a name made from the operator and the
request's Idempotency-Key; then each lease on the list is taken by one conditional write.
A repeat finds the list and goes over it again: leases it won are its own, the rest it may still
win.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.assign.desk import Desk
from functions.assign.gold import mix_in
from functions.assign.recovering import take_in
from functions.assign.searching import find_work
from hinterland import leases
from hinterland.catalogue import Operator
from hinterland.errors import ConflictError, NotFoundError
from hinterland.identifiers import LeaseId, digest
from hinterland.ports import Take
from hinterland.work_items import WorkItem

# When others are faster at all that was found, look again, but not for ever.
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class TakeRequest:
    """What `POST /leases` asks for."""

    key: str  # the Idempotency-Key
    count: int
    work_types: tuple[str, ...] = ()
    hours: int | None = None  # that each lease is to last, for work that is taken home


def take_leases(
    desk: Desk, operator: Operator, request: TakeRequest, now: datetime
) -> list[WorkItem]:
    """Return the leased items of a request: up to `count`, fewer or none if there are no more."""
    take = digest(operator.operator, request.key, length=20)
    won: list[WorkItem] = []
    for turn in range(ROUNDS):
        wanted = request.count - len(won)
        found = find_work(desk, operator, request.work_types, wanted, now) if wanted else []
        planned = tuple(_lease_on(item, take) for item in found)
        if turn == 0:
            earlier = _write_down(desk, Take(take, operator.operator, planned), now)
            if earlier is not None:
                return _win(desk, operator, request, earlier.leases, [], now)[: request.count]
        elif planned:
            desk.takes.extend(take, planned)
        if not planned:
            break
        won += _win(desk, operator, request, planned, found, now)
    return won


def _lease_on(item: WorkItem, take: str) -> str:
    return str(LeaseId(item.job, item.item, item.stage, take))


def _write_down(desk: Desk, take: Take, now: datetime) -> Take | None:
    """Store a plan; return the stored one if this request was here before."""
    if not take.leases:
        # Nothing to take: leave no row behind for an operator who merely asks again and again.
        try:
            return desk.takes.get(take.take)
        except NotFoundError:
            return None
    stored = desk.takes.plan(take, now)
    return None if stored == take else stored


def _win(
    desk: Desk,
    operator: Operator,
    request: TakeRequest,
    planned: Sequence[str],
    found: Sequence[WorkItem],
    now: datetime,
) -> list[WorkItem]:
    """Take each planned lease that can still be had; `found` are their items, if just read."""
    items = found or [_read(desk, lease) for lease in planned]
    tried = [
        _take(desk, operator, request, lease, item, now)
        for lease, item in zip(planned, items, strict=True)
    ]
    return [item for item in tried if item is not None]


def _read(desk: Desk, lease: str) -> WorkItem:
    name = LeaseId.parse(lease)
    return desk.work_items.get(name.job, name.item)


def _take(
    desk: Desk,
    operator: Operator,
    request: TakeRequest,
    lease: str,
    item: WorkItem,
    now: datetime,
) -> WorkItem | None:
    if item.lease == lease and leases.is_live(item, now):
        return item
    if item.lease is not None and item.visible_at <= now:
        # The last holder may have uploaded and never come to submit: that is used first.
        take_in(desk, item, now)
        item = _read(desk, lease)
    if item.stage != LeaseId.parse(lease).stage:
        return None
    work_type = desk.catalogue.work_type(item.work_type, item.version)
    until = leases.lease_end(work_type, now, request.hours)
    apart = work_type.quality.separate_centres
    try:
        taken = leases.take(item, lease, operator, now, until, separate_centres=apart)
        won = desk.work_items.change(taken)
    except leases.LeaseRefusedError:
        return None
    except ConflictError:
        # Somebody was faster: perhaps this same request, repeated while it was under way.
        item = _read(desk, lease)
        return item if item.lease == lease and leases.is_live(item, now) else None
    mix_in(desk, won)
    return won
