"""Corrections: what an adjudicator found wrong in an operator's own keying, and their objection.

Least sight: of their own items alone, and in these of the fields alone in which they were wrong.
Whose the other values are is not said. Everything is read from the entries as they were accepted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from functions.account.stores import Stores
from hinterland import s3_keys
from hinterland.catalogue.centre import Operator
from hinterland.catalogue.work_type import InputKind
from hinterland.fields.field import Field
from hinterland.operators.track_records import Correction, CorrectionName
from hinterland.quality.accepted_entries import read_accepted
from hinterland.quality.judgement import overruled
from hinterland.stage import Stage
from hinterland.work.entries import Entry, Flag

if TYPE_CHECKING:
    from hinterland.work.documents import ItemInput

# How many are listed: those of the last days.
MOST = 100


@dataclass(frozen=True, slots=True)
class CorrectedField:
    """A field that was keyed wrong: by whom it concerns, by the other keyer, and as it stands.

    A value is empty where that keyer flagged the record.
    """

    field: str
    mine: str
    theirs: str
    settled: str


@dataclass(frozen=True, slots=True)
class CorrectedRecord:
    """A record of which at least one field was keyed wrong, and where its page image lies."""

    record: str
    show: dict[str, str | int]
    image: str | None  # key in the work bucket; None where there is none
    my_flag: Flag | None
    their_flag: Flag | None
    fields: tuple[CorrectedField, ...]


def list_corrections(stores: Stores, operator: Operator) -> list[Correction]:
    """Return the operator's corrections, newest first."""
    return stores.track_records.corrections(operator.id, MOST)


def look_into(
    stores: Stores, operator: Operator, name: str
) -> tuple[Correction, list[CorrectedRecord]]:
    """Return a correction and what was wrong; raise `NotFoundError`."""
    correction = stores.track_records.correction(operator.id, CorrectionName.parse(name))
    item = stores.work_items.get(correction.job, correction.item)
    work_type = stores.catalogue.work_type(item.work_type, item.version)
    entries = read_accepted(stores.work, item, work_type.fields)
    place = s3_keys.image if work_type.input is InputKind.IMAGES else None
    shown: ItemInput = stores.work.read_json(s3_keys.item_input(item.job, item.id))
    wrong = _Wrong(correction.stage, entries, work_type.fields)
    records = [
        wrong.record(
            each["record"], each["show"], place(item.job, each["record"]) if place else None
        )
        for each in shown["records"]
        if each["record"] in wrong.fields
    ]
    return correction, records


def object_to(
    stores: Stores, operator: Operator, name: str, note: str, now: datetime
) -> Correction:
    """Note the operator's objection for the office; raise `NotFoundError`."""
    correction = CorrectionName.parse(name)
    return stores.track_records.object_to(operator.id, correction, note, now)


class _Wrong:
    """What was wrong in one of an item's two blind keyings, told beside the other and the last."""

    def __init__(self, stage: Stage, entries: Sequence[Entry], fields: tuple[Field, ...]) -> None:
        first, second, self._settled = entries
        in_first, in_second = overruled(fields, entries)
        is_first = stage is Stage.KEY
        self._mine, self._theirs = (first, second) if is_first else (second, first)
        self.fields = in_first if is_first else in_second

    def record(self, name: str, show: dict[str, str | int], image: str | None) -> CorrectedRecord:
        mine, theirs = self._mine.of(name), self._theirs.of(name)
        return CorrectedRecord(
            name, show, image, mine.flag, theirs.flag, tuple(self._of_record(name))
        )

    def _of_record(self, name: str) -> Iterator[CorrectedField]:
        keyings = [entry.of(name) for entry in (self._mine, self._theirs, self._settled)]
        for field in self.fields[name]:
            mine, theirs, settled = (
                "" if keyed.flag else keyed.values.get(field.name, "") for keyed in keyings
            )
            yield CorrectedField(field.name, mine, theirs, settled)
