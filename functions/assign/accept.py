"""Accepting an entry: what comes next for its work item, what it pays, and what it teaches.

All of it is stored in one transaction. Of two who race one fails with `ConflictError`, and decides
anew on the row as it then is.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from functions.assign.disputes import write_disputes
from functions.assign.lessons import corrections_of, gold_lessons, lessons_of
from functions.assign.stores import Stores
from functions.assign.upload import read_upload
from hinterland.catalogue.work_type import CheckRule, WorkType
from hinterland.clock import india_date
from hinterland.fields.field import Field
from hinterland.money import to_paise
from hinterland.pay.pay_line import PayLine
from hinterland.quality.accepted_entries import read_accepted
from hinterland.quality.sampling import Draw, decide
from hinterland.quality.settlement import asked_at, next_stage, settle
from hinterland.stage import Stage
from hinterland.work import leases
from hinterland.work.entries import Entry
from hinterland.work.items import AcceptedEntry, WorkItem


def accept(
    stores: Stores, item: WorkItem, work_type: WorkType, entry: AcceptedEntry, now: datetime
) -> WorkItem:
    """Accept the upload that `entry` names, and return the item as it stands after that.

    Raises `EntryRefusedError` when the upload has mistakes, and `ConflictError`.
    """
    fields = work_type.fields
    entries = read_accepted(stores.work, item, fields)
    asked = asked_at(item.stage, item.records, fields, entries)
    upload = read_upload(stores, item, work_type, entry, asked)
    entries.append(upload.entry)
    entry = replace(entry, records=upload.records)
    changed = _moved_on(stores, item, work_type, entry, entries, now)
    if changed.stage is Stage.ADJUDICATE:
        write_disputes(stores.work, item, fields, entries)
    return stores.work_items.accept(
        changed,
        _pay_line(work_type, entry, now),
        _queried(changed, fields, entries),
        (
            *lessons_of(changed, fields, entries),
            *gold_lessons(entry.operator, work_type, upload.gold),
        ),
        corrections_of(changed, fields, entries, now),
    )


def earned(work_type: WorkType, entry: AcceptedEntry) -> Decimal:
    """Return the rupees that an accepted entry pays."""
    return to_paise(work_type.pay_per_record * entry.records)


def _moved_on(
    stores: Stores,
    item: WorkItem,
    work_type: WorkType,
    entry: AcceptedEntry,
    entries: Sequence[Entry],
    now: datetime,
) -> WorkItem:
    """Return the item at its next stage, and with how probable that was where it was drawn."""
    check = _drawn(stores, item, work_type, entry.operator)
    verify = work_type.quality.keyings > 1 if check is None else check.verify
    stage = next_stage(item.stage, work_type.fields, entries, verify=verify)
    changed = leases.submit(item, entry, stage, now)
    return changed if check is None else replace(changed, probability=check.probability)


def _drawn(stores: Stores, item: WorkItem, work_type: WorkType, operator: str) -> Draw | None:
    """Draw whether a first keying gets a second; None where that is no matter of chance.

    Each try of a submit draws afresh. Nobody gains by that: how a draw fell is told only once it
    is stored, together with the entry, and from then on the entry is accepted and stays so.
    """
    if item.stage is not Stage.KEY or work_type.quality.check is not CheckRule.ADAPTIVE:
        return None
    standing = stores.track_records.standing(operator, work_type.id)
    return decide(standing, work_type.quality.target_field_error, stores.dice.random())


def _pay_line(work_type: WorkType, entry: AcceptedEntry, now: datetime) -> PayLine:
    return PayLine(
        entry.operator,
        india_date(now),
        entry.lease,
        entry.records,
        earned(work_type, entry),
        work_type.id,
    )


def _queried(item: WorkItem, fields: tuple[Field, ...], entries: Sequence[Entry]) -> int:
    """Return the number of records that a finished item sends back to the client."""
    if item.stage is not Stage.DONE:
        return 0
    return sum(settled.flag is not None for settled in settle(fields, entries))
