"""Taking leases, so that a repeated request finds the same ones, even after a crash in between.

What a request is about to take is written down first, under a name made from the operator and the
request's Idempotency-Key; then each lease on the list is taken by one conditional write.
A repeat finds the list and goes over it again: leases it won are its own, of the rest it may still
win those that did not go to others.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from functions.assign.expired_leases import take_in
from functions.assign.find_work import find_work
from functions.assign.gold import mix_in
from functions.assign.stores import Stores
from hinterland.catalogue.centre import Operator
from hinterland.errors import ConflictError, NotFoundError
from hinterland.identifiers import LeaseId, digest
from hinterland.work import leases
from hinterland.work.items import WorkItem
from hinterland.work.lease_requests import LeaseRequest

# When others are faster at all that was found, look again, but not for ever.
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class WantedLeases:
    """What `POST /leases` asks for."""

    key: str  # the Idempotency-Key
    count: int
    work_types: tuple[str, ...] = ()
    hours: int | None = None  # that each lease is to last, for work that is taken home


def take_leases(
    stores: Stores, operator: Operator, request: WantedLeases, now: datetime
) -> list[WorkItem]:
    """Return the leased items of a request: up to `count`, fewer or none if there are no more.

    Where others were faster at something planned, the plan is revised before anything else is
    taken, so that two who ask with one key at the same moment get the same. An answer without
    leases is not remembered.
    """
    name = digest(operator.id, request.key, length=20)
    found = find_work(stores, operator, request.work_types, request.count, now)
    known = {_lease_on(item, name): item for item in found}
    planned = LeaseRequest(name, operator.id, tuple(known))
    take = _write_down(stores, planned, now)
    is_first = take is planned  # a repeat takes nothing that is not on the plan
    won: dict[str, WorkItem] = {}
    for turn in range(ROUNDS):
        hoped_for = [lease for lease in take.leases if lease not in take.gone]
        won = _win(stores, operator, request, hoped_for, known, now)
        if len(won) == len(hoped_for):
            break
        wanted = request.count - len(won) if is_first and turn < ROUNDS - 1 else 0
        found = find_work(stores, operator, request.work_types, wanted, now) if wanted else []
        fresh = {_lease_on(item, name): item for item in found}
        known = won | fresh
        if not known:
            break
        take = _revise(stores, take, [lease for lease in hoped_for if lease not in won], fresh)
    return list(won.values())


def _lease_on(item: WorkItem, take: str) -> str:
    return str(LeaseId(item.job, item.id, item.stage, take))


def _write_down(stores: Stores, take: LeaseRequest, now: datetime) -> LeaseRequest:
    """Store a plan and return it; or what is stored, if this request was here before."""
    if take.leases:
        return stores.takes.plan(take, now)
    # Nothing to take: leave no row behind for an operator who merely asks again and again.
    try:
        return stores.takes.get(take.take)
    except NotFoundError:
        return take


def _revise(
    stores: Stores, take: LeaseRequest, gone: Iterable[str], fresh: Collection[str]
) -> LeaseRequest:
    """Store what is gone and what is planned instead; or read what this same request has stored.

    Nothing is taken off the list itself: an entry may yet come for a lease that once was held.
    """
    revised = replace(
        take,
        leases=tuple(dict.fromkeys((*take.leases, *fresh))),
        gone=tuple(lease for lease in (*take.gone, *gone) if lease not in fresh),
    )
    try:
        return stores.takes.revise(take, revised)
    except ConflictError:
        # This same request, repeated while it was under way, was faster.
        return stores.takes.get(take.take)


def _win(
    stores: Stores,
    operator: Operator,
    request: WantedLeases,
    planned: Iterable[str],
    known: Mapping[str, WorkItem],
    now: datetime,
) -> dict[str, WorkItem]:
    """Take each planned lease that can still be had; `known` are items that were just read."""
    won: dict[str, WorkItem] = {}
    for lease in planned:
        item = known.get(lease) or _read(stores, lease)
        if len(won) < request.count and (
            taken := _take(stores, operator, request, lease, item, now)
        ):
            won[lease] = taken
    return won


def _read(stores: Stores, lease: str) -> WorkItem:
    name = LeaseId.parse(lease)
    return stores.work_items.get(name.job, name.item)


def _take(
    stores: Stores,
    operator: Operator,
    request: WantedLeases,
    lease: str,
    item: WorkItem,
    now: datetime,
) -> WorkItem | None:
    if item.lease is not None and item.visible_at <= now:
        # The last holder may have uploaded and never come to submit: that is used first.
        take_in(stores, item, now)
        item = _read(stores, lease)
    if item.lease == lease and leases.is_live(item, now):
        return item  # from before, or by this same request, repeated meanwhile
    if item.stage != LeaseId.parse(lease).stage:
        return None
    work_type = stores.catalogue.work_type(item.work_type, item.version)
    until = leases.lease_end(work_type, now, request.hours)
    apart = work_type.quality.separate_centres
    try:
        taken = leases.take(item, lease, operator, now, until, separate_centres=apart)
        won = stores.work_items.change(taken)
    except leases.LeaseRefusedError:
        return None
    except ConflictError:
        # Somebody was faster: perhaps this same request, repeated while it was under way.
        item = _read(stores, lease)
        return item if item.lease == lease and leases.is_live(item, now) else None
    mix_in(stores, won)
    return won
