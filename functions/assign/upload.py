"""Reading an upload: the work item's own records, and the known one, if the lease carried any.

Gold is taken out here, before anything is compared, counted or settled. Whether there is any to
take out is seen from the upload: one without costs no look.
"""

from dataclasses import dataclass

from functions.assign.stores import Stores
from hinterland import s3_keys
from hinterland.catalogue.work_type import WorkType
from hinterland.fields.field import Field
from hinterland.identifiers import LeaseId
from hinterland.operators.accuracy import ByKind
from hinterland.quality.judgement import judged_by_gold
from hinterland.training.gold import STAGES, ShownGold
from hinterland.work.entries import Asked, Entry
from hinterland.work.entry_reading import names_in, read_entry
from hinterland.work.items import AcceptedEntry, WorkItem


@dataclass(frozen=True, slots=True)
class Upload:
    """What one operator keyed under one lease."""

    entry: Entry  # of the item's own records
    records: int  # that were keyed: the known one was work like the others
    gold: ByKind  # what the known one says of the operator


def read_upload(
    stores: Stores, item: WorkItem, work_type: WorkType, entry: AcceptedEntry, asked: Asked
) -> Upload:
    """Read the upload that `entry` names; raise `EntryRefusedError` with every mistake in it."""
    body = stores.work.read(s3_keys.entry(item.job, item.id, entry.lease), entry.version_id)
    shown = _shown_beside(stores, work_type, entry, names_in(body) - asked.keys())
    if shown is None:
        return Upload(read_entry(body, entry.lease, asked), len(asked), {})
    whole = read_entry(body, entry.lease, {**asked, shown.record: work_type.fields})
    own = Entry(tuple(keyed for keyed in whole.records if keyed.record != shown.record))
    return Upload(own, len(whole.records), _judged(stores, work_type.fields, whole, shown))


def _shown_beside(
    stores: Stores, work_type: WorkType, entry: AcceptedEntry, others: set[str]
) -> ShownGold | None:
    """Return the known record that is one of the `others`, which are none of the item's."""
    is_blind = LeaseId.parse(entry.lease).stage in STAGES
    if not (others and is_blind and work_type.quality.gold):
        return None
    for shown in stores.gold.shown_to(entry.operator):
        if shown.lease == entry.lease and shown.record in others:
            return shown
    return None


def _judged(stores: Stores, fields: tuple[Field, ...], entry: Entry, shown: ShownGold) -> ByKind:
    known = next(
        each for each in stores.known_answers.records(shown.document) if each.name == shown.known
    )
    return judged_by_gold(fields, entry, Entry((known.answer(shown.record),)))
