"""What the system learned about each operator, in DynamoDB: a row per fact.

`fact` is `accuracy#{work_type}#{kind}`, `standing#{work_type}` or `correction#{time}#{job}#{item}`.
Counts only ever add up, so that no row needs to be read before it is written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from hinterland.aws.errors import translated
from hinterland.aws.rows import attributes, bound, entity_of
from hinterland.clock import INDIA, timestamp
from hinterland.errors import ConflictError, NotFoundError
from hinterland.fields.field import FieldKind
from hinterland.operators.accuracy import Accuracy, ByKind
from hinterland.operators.standing import Standing
from hinterland.operators.track_records import (
    Correction,
    CorrectionName,
    Lesson,
    Objection,
    counts,
    gains,
)

_ACCURACY, _STANDING, _CORRECTION = "accuracy#", "standing#", "correction#"


class AccuracyRow(Model):
    """How much of an operator's keying was checked, in a work type and field kind, and how."""

    operator = UnicodeAttribute(hash_key=True)
    fact = UnicodeAttribute(range_key=True)
    agreed = NumberAttribute(default=0)
    upheld = NumberAttribute(default=0)
    overruled = NumberAttribute(default=0)
    gold_right = NumberAttribute(default=0)
    gold_wrong = NumberAttribute(default=0)


class StandingRow(Model):
    """What an operator has earned in a work type; see `hinterland.quality.sampling`."""

    operator = UnicodeAttribute(hash_key=True)
    fact = UnicodeAttribute(range_key=True)
    earned = NumberAttribute(default=0)


class _ByObjection(GlobalSecondaryIndex["CorrectionRow"]):
    class Meta:
        index_name = "objections"
        projection = AllProjection()

    objection_month = UnicodeAttribute(hash_key=True)
    objected_at = UnicodeAttribute(range_key=True)


class CorrectionRow(Model):
    """An item in which the operator's keying was found wrong, and what they say to it."""

    operator = UnicodeAttribute(hash_key=True)
    fact = UnicodeAttribute(range_key=True)
    at = UnicodeAttribute()
    job = UnicodeAttribute()
    item = UnicodeAttribute()
    stage = UnicodeAttribute()
    work_type = UnicodeAttribute()
    version = NumberAttribute()
    records = NumberAttribute()
    fields = NumberAttribute()
    note = UnicodeAttribute(null=True)
    objected_at = UnicodeAttribute(null=True)
    objection_month = UnicodeAttribute(null=True)  # in India
    by_objection = _ByObjection()


class DynamoTrackRecords:
    """See `hinterland.operators.port.TrackRecords`."""

    def __init__(self, table_name: str) -> None:
        self._accuracy = bound(AccuracyRow, table_name)
        self._standing = bound(StandingRow, table_name)
        self._correction = bound(CorrectionRow, table_name)

    def standing(self, operator: str, work_type: str) -> Standing:
        """Return what an operator has earned in a work type."""
        try:
            with translated("standing"):
                row = self._standing.get(operator, _STANDING + work_type, consistent_read=True)
        except NotFoundError:
            return Standing()
        return Standing(int(row.earned))

    def accuracy(self, operator: str) -> Mapping[str, ByKind]:
        """Return an operator's counts of checked fields, by work type and field kind."""
        found: defaultdict[str, dict[FieldKind, Accuracy]] = defaultdict(dict)
        begins = self._accuracy.fact.startswith(_ACCURACY)
        with translated("track record"):
            for row in self._accuracy.query(operator, begins):
                work_type, _, kind = row.fact.removeprefix(_ACCURACY).partition("#")
                found[work_type][FieldKind(kind)] = _counted(row)
        return dict(found)

    def corrections(self, operator: str, most: int) -> list[Correction]:
        """Return up to `most` of an operator's corrections, newest first."""
        begins = self._correction.fact.startswith(_CORRECTION)
        with translated("corrections"):
            rows = self._correction.query(operator, begins, scan_index_forward=False, limit=most)
            return [_read_correction(row) for row in rows]

    def correction(self, operator: str, name: CorrectionName) -> Correction:
        """Return one of an operator's corrections."""
        with translated("correction"):
            row = self._correction.get(operator, _fact(name), consistent_read=True)
        return _read_correction(row)

    def object_to(
        self, operator: str, name: CorrectionName, note: str, now: datetime
    ) -> Correction:
        """Note an operator's objection to a correction of theirs."""
        row = self._correction(operator, _fact(name))
        kind = self._correction
        month = f"{now.astimezone(INDIA):%Y-%m}"
        changes = [
            kind.note.set(note),
            kind.objected_at.set(kind.objected_at | timestamp(now)),
            kind.objection_month.set(kind.objection_month | month),
        ]
        try:
            with translated("correction"):
                row.update(changes, condition=kind.fact.exists())
        except ConflictError as error:
            raise NotFoundError(f"no such correction: {name}") from error
        return _read_correction(row)

    def objected(self, month: str) -> list[Correction]:
        """Return the corrections objected to in a month, newest first."""
        with translated("objections"):
            rows = self._correction.by_objection.query(month, scan_index_forward=False)
            return [_read_correction(row) for row in rows]


def write_track_records(
    transaction: TransactWrite,
    table_name: str,
    lessons: Iterable[Lesson],
    corrections: Iterable[Correction],
) -> None:
    """Add to a transaction what was learned: each row once, whatever the number of lessons."""
    lessons = tuple(lessons)
    for (operator, work_type, kind), added in counts(lessons).items():
        _count(transaction, bound(AccuracyRow, table_name), operator, work_type, kind, added)
    for (operator, work_type), gained in gains(lessons).items():
        standing = bound(StandingRow, table_name)
        earned = standing.earned.set(0) if gained is None else standing.earned.add(gained)
        transaction.update(standing(operator, _STANDING + work_type), [earned])
    for correction in corrections:
        transaction.save(_correction_row(table_name, correction))


def _count(
    transaction: TransactWrite,
    kind_of_row: type[AccuracyRow],
    operator: str,
    work_type: str,
    kind: FieldKind,
    added: Accuracy,
) -> None:
    fact = f"{_ACCURACY}{work_type}#{kind}"
    changes = [
        getattr(kind_of_row, name).add(count) for name, count in asdict(added).items() if count
    ]
    if changes:
        transaction.update(kind_of_row(operator, fact), changes)


def _counted(row: AccuracyRow) -> Accuracy:
    return entity_of(Accuracy, row)


def _fact(name: CorrectionName) -> str:
    return f"{_CORRECTION}{timestamp(name.at)}#{name.job}#{name.item}"


def _correction_row(table_name: str, correction: Correction) -> CorrectionRow:
    row: type[CorrectionRow] = bound(CorrectionRow, table_name)
    held = attributes(correction, "objection", "operator", at=timestamp(correction.at))
    return row(correction.operator, _fact(correction.name), **cast("dict[str, Any]", held))


def _read_correction(row: CorrectionRow) -> Correction:
    objection = None
    if row.objected_at:
        objection = Objection(row.note or "", datetime.fromisoformat(row.objected_at))
    at = datetime.fromisoformat(row.at)
    return entity_of(Correction, row, at=at, objection=objection)
