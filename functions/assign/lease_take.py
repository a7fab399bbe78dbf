"""Taking leases, so that a repeated request finds the same ones, even after a crash in between.

What a request is about to take is written down first, under a name made from the operator and the
request's Idempotency-Key; then each lease on the list is taken by one conditional write.
A repeat finds the list and goes over it again: leases it won are its own, of the rest it may still
win those that did not go to others.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from functions.assign.expired_leases import take_in
from functions.assign.find_work import find_work
from functions.assign.gold import mix_in
from functions.assign.holding import give_back_surplus, give_back_won, room_of
from functions.assign.stores import Stores
from functions.assign.troubled_items import note_trouble
from hinterland.catalogue.centre import Operator
from hinterland.errors import ConflictError, NotFoundError, ThrottledError
from hinterland.identifiers import LeaseId, digest
from hinterland.work import leases
from hinterland.work.items import WorkItem
from hinterland.work.lease_requests import LeaseRequest

# When others are faster at all that was found, look again, but not for ever.
ROUNDS = 3
# So long whoever asks once more hears again that there is no work.
_NOTHING_HOLDS = timedelta(seconds=20)


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

    What is answered is written down as well, once: whoever asks with this key gets the same, and
    what was won beside it is given back. One who asks again later gets of it what is still held.
    """
    name = digest(operator.id, request.key, length=20)
    room = room_of(stores, operator, now)
    found = find_work(stores, operator, request.work_types, request.count, now, room)
    known = {_lease_on(item, name): item for item in found}
    take = _write_down(stores, LeaseRequest(name, operator.id, tuple(known)), now)
    if _is_answered(take, now):
        return _as_answered(stores, take, now)
    won = _won(stores, operator, request, take, known, now)
    within = give_back_surplus(stores, operator, list(won.values()), now)
    leased = tuple(str(item.lease) for item in within)
    answered = stores.takes.answer(take, leased, now)
    if answered.answer == leased:
        return within
    for lease in set(leased).difference(answered.answer or ()):
        give_back_won(stores, won[lease], now)
    return _as_answered(stores, answered, now)


def _won(
    stores: Stores,
    operator: Operator,
    request: WantedLeases,
    take: LeaseRequest,
    known: dict[str, WorkItem],
    now: datetime,
) -> dict[str, WorkItem]:
    """Win what is planned; where others were faster, revise the plan before taking what is new."""
    won: dict[str, WorkItem] = {}
    for turn in range(ROUNDS):
        hoped_for = [lease for lease in take.leases if lease not in take.gone]
        won = _win(stores, operator, request, hoped_for, known, now)
        wanted = request.count - len(won) if turn < ROUNDS - 1 else 0
        if len(won) == len(hoped_for) or not wanted:
            break
        room = room_of(stores, operator, now)
        found = find_work(stores, operator, request.work_types, wanted, now, room)
        fresh = {_lease_on(item, take.take): item for item in found}
        known = won | fresh
        if not known:
            break
        take = _revise(stores, take, [lease for lease in hoped_for if lease not in won], fresh)
    return won


def _is_answered(take: LeaseRequest, now: datetime) -> bool:
    """Say whether a request was answered; that there was no work holds for a moment only."""
    if take.answer is None or take.answered_at is None:
        return False
    return bool(take.answer) or now - take.answered_at < _NOTHING_HOLDS


def _as_answered(stores: Stores, take: LeaseRequest, now: datetime) -> list[WorkItem]:
    """Return of what a request was answered with the items that are still held under it."""
    items = ((lease, _read(stores, lease)) for lease in take.answer or ())
    return [item for lease, item in items if item.lease == lease and leases.is_live(item, now)]


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
        if len(won) == request.count:
            break
        try:
            item = known.get(lease) or _read(stores, lease)
            taken = _take(stores, operator, request, lease, item, now)
        except ThrottledError:
            if won:
                break  # these are told, and a repeat looks for the rest
            raise
        except Exception as error:  # noqa: BLE001 - what was won is told, whatever comes after it
            note_trouble(stores, lease, error, now)
            continue
        if taken:
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
    try:
        mix_in(stores, won)
    except Exception as error:  # noqa: BLE001 - the lease is won, and can be worked on without
        stores.troubles.note("gold", lease, error)
    return won
