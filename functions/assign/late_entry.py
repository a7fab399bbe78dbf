"""Keeping an entry that came too late: noted and paid once, by the policy of its work type."""

from datetime import datetime

from functions.assign.stores import Stores
from functions.assign.upload import read_upload
from hinterland.catalogue.work_type import WorkType
from hinterland.clock import india_date
from hinterland.identifiers import LeaseId
from hinterland.money import to_paise
from hinterland.pay.pay_line import PayLine, Purpose
from hinterland.quality.accepted_entries import read_accepted
from hinterland.quality.settlement import asked_at
from hinterland.stage import Stage
from hinterland.work import leases
from hinterland.work.entries import EntryRefusedError
from hinterland.work.items import AcceptedEntry, KeptEntry, WorkItem
from hinterland.work.kept_entries import note
from hinterland.work.leases import Refusal
from hinterland.work.troubles import is_of_data


def keep(
    stores: Stores,
    item: WorkItem,
    work_type: WorkType,
    entry: AcceptedEntry,
    reason: Refusal,
    now: datetime,
) -> KeptEntry:
    """Keep the upload that `entry` names, for it cannot be accepted any more.

    The row is written first: what stands on it is settled, and a repeat finds it there. Raises
    `ConflictError`: then the row moved on, and the entry may be accepted after all.
    """
    records = _paid_records(stores, item, work_type, entry)
    earned = to_paise(work_type.pay_per_kept_record * records)
    kept = KeptEntry(entry.lease, entry.operator, reason.value, now, earned)
    stores.work_items.keep(leases.keep(item, kept), _pay_line(kept, work_type, records))
    note(stores.work, kept)
    return kept


def _paid_records(stores: Stores, item: WorkItem, work_type: WorkType, entry: AcceptedEntry) -> int:
    """Return how many records of a late entry are paid: all if it is sound, else none.

    Nobody is paid twice for keying an item too late, nor for keying what they keyed in time.
    """
    is_paid_already = any(kept.earned for kept in item.kept if kept.operator == entry.operator)
    if not work_type.pay_per_kept_record or is_paid_already or item.was_keyed_by(entry.operator):
        return 0
    stage = Stage(LeaseId.parse(entry.lease).stage)
    fields = work_type.fields
    before = read_accepted(stores.work, item, fields) if stage is Stage.ADJUDICATE else []
    asked = asked_at(stage, item.records, fields, before)
    try:
        return read_upload(stores, item, work_type, entry, asked).records
    except Exception as error:
        if is_of_data(error) or isinstance(error, EntryRefusedError):
            return 0
        raise


def _pay_line(kept: KeptEntry, work_type: WorkType, records: int) -> PayLine | None:
    if not kept.earned:
        return None
    day = india_date(kept.at)
    return PayLine(kept.operator, day, kept.lease, records, kept.earned, work_type.id, Purpose.KEPT)
