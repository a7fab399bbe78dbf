"""The lease protocol: who may work on which stage of a work item, and until when.

Each function is one transition, decided from the row as it was read. The store writes its result
under one condition, that the row is still at that revision; so of two who race, one wins and the
other reads again.

                    take                           submit
    free ───────────────────────▶ leased ───────────────────────▶ next stage, free (or done)
     ▲  visible_at <= now           │ │ ▲                                       ▲
     │                              │ └─┘ renew                                 │
     ├──────────────────────────────┤ give_back                                 │
     │                              │                                           │
     └───────── visible_at passes ──┘  (by itself: no sweeper)                  │
    expired ────────────────────────────────── submit, if nobody took it ───────┘

An expired lease stays on the row until somebody takes the stage, so that an entry that comes late
is still accepted when nobody did. The lease id is the fencing token: a submit names it.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from hinterland.catalogue.centre import Operator
from hinterland.catalogue.work_type import WorkType
from hinterland.errors import HinterlandError
from hinterland.identifiers import LeaseId
from hinterland.stage import Stage
from hinterland.work.items import AcceptedEntry, KeptEntry, WorkItem


class Refusal(StrEnum):
    """Why a transition is not possible."""

    NOT_FREE = "not_free"  # somebody holds a live lease on the item
    WORKED_ON_IT = "worked_on_it"  # blind keying: this person's entry is already in it
    SAME_CENTRE = "same_centre"  # the work type wants each keying in another centre
    STAGE_OVER = "stage_over"  # the stage that the lease was on is finished
    LEASE_LOST = "lease_lost"  # the lease is over, and cannot be had again
    JOB_CANCELLED = "job_cancelled"  # the office gave up the job; nobody works on it any more
    SET_ASIDE = "set_aside"  # it went wrong again and again; the office says what becomes of it


class LeaseRefusedError(HinterlandError):
    """A transition that the row as it stands does not allow."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"the lease cannot be changed: {refusal.value}")
        self.refusal = refusal
        self.code = refusal.value


def is_live(item: WorkItem, now: datetime) -> bool:
    """Say whether somebody holds the item at this moment."""
    return item.lease is not None and item.visible_at > now


def lease_end(work_type: WorkType, now: datetime, hours: int | None = None) -> datetime:
    """Return when a lease taken or renewed now ends.

    It lasts as long as the work type says; or so many hours, where its holder takes the work home,
    yet not longer than the work type's drops may take in all.
    """
    usual = timedelta(minutes=work_type.lease_minutes)
    return now + max(usual, min(timedelta(hours=hours or 0), work_type.due))


def take(
    item: WorkItem,
    lease: str,
    operator: Operator,
    now: datetime,
    until: datetime,
    *,
    separate_centres: bool = False,
) -> WorkItem:
    """Lease a free stage to `operator` until `until`; raise `LeaseRefusedError`."""
    if item.stage is Stage.DONE:
        raise LeaseRefusedError(Refusal.STAGE_OVER)
    _require_going_on(item)
    if item.kept_under(lease):
        raise LeaseRefusedError(Refusal.LEASE_LOST)
    if item.visible_at > now:
        raise LeaseRefusedError(Refusal.NOT_FREE)
    if item.was_keyed_by(operator.id):
        raise LeaseRefusedError(Refusal.WORKED_ON_IT)
    if separate_centres and is_barred(item, operator.centre):
        raise LeaseRefusedError(Refusal.SAME_CENTRE)
    return replace(item, lease=lease, operator=operator.id, leased_at=now, visible_at=until)


def is_barred(item: WorkItem, centre: str) -> bool:
    """Say whether the item wants a keying from another centre than this.

    An adjudicator keys nothing blind, and may sit in either of the two centres: there may be no
    third.
    """
    return item.stage is not Stage.ADJUDICATE and item.was_keyed_at(centre)


def renew(item: WorkItem, lease: str, until: datetime) -> WorkItem:
    """Move a lease's end, also that of one which has expired if nobody took it."""
    _require_on_row(item, lease)
    _require_going_on(item)
    return replace(item, visible_at=max(until, item.visible_at))


def give_back(item: WorkItem, lease: str, now: datetime) -> WorkItem:
    """Return a leased item unworked: it is free at once."""
    _require_on_row(item, lease)
    return replace(item, lease=None, operator=None, leased_at=None, visible_at=now)


def end(item: WorkItem, lease: str, now: datetime) -> WorkItem:
    """End a lease before its time: others may have the stage at once.

    It stays on the row like any that ended, so an upload made under it is still taken in first.
    """
    _require_on_row(item, lease)
    return replace(item, visible_at=min(now, item.visible_at))


def withdraw(item: WorkItem) -> WorkItem:
    """Let nobody take an item any more. A lease on it ends by itself; what was keyed is kept."""
    return replace(item, is_withdrawn=item.stage is not Stage.DONE, trouble=None)


def submit(item: WorkItem, entry: AcceptedEntry, next_stage: Stage, now: datetime) -> WorkItem:
    """Accept an entry and move the item to `next_stage`; raise `LeaseRefusedError`."""
    require_open_to(item, entry, now)
    return replace(
        item,
        stage=next_stage,
        lease=None,
        operator=None,
        leased_at=None,
        visible_at=now,
        trouble=None,
        accepted=(*item.accepted, entry),
    )


def keep(item: WorkItem, entry: KeptEntry) -> WorkItem:
    """Note an entry that came too late: its lease is settled, and cannot be taken up again."""
    return replace(item, kept=(*item.kept, entry))


def require_open_to(item: WorkItem, entry: AcceptedEntry, now: datetime) -> None:
    """Raise `LeaseRefusedError` unless this entry may be accepted now.

    A late entry passes too, as long as nobody else holds the stage at this moment.
    """
    if item.was_keyed_by(entry.operator):
        raise LeaseRefusedError(Refusal.WORKED_ON_IT)
    if item.stage is Stage.DONE or item.stage != LeaseId.parse(entry.lease).stage:
        raise LeaseRefusedError(Refusal.STAGE_OVER)
    _require_going_on(item)
    if item.lease != entry.lease and item.visible_at > now:
        raise LeaseRefusedError(Refusal.LEASE_LOST)


def _require_going_on(item: WorkItem) -> None:
    if item.is_withdrawn:
        raise LeaseRefusedError(Refusal.JOB_CANCELLED)
    if item.is_set_aside:
        raise LeaseRefusedError(Refusal.SET_ASIDE)


def _require_on_row(item: WorkItem, lease: str) -> None:
    if item.lease == lease:
        return
    is_over = item.stage != LeaseId.parse(lease).stage
    raise LeaseRefusedError(Refusal.STAGE_OVER if is_over else Refusal.LEASE_LOST)
