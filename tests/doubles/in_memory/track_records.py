"""What the system learned about each operator."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from hinterland.clock import INDIA, timestamp
from hinterland.errors import NotFoundError
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
from tests.doubles.in_memory.turns import ALONE


@dataclass
class Learned:
    """The port `TrackRecords`; the store of work items writes here."""

    counted: defaultdict[tuple[str, str, FieldKind], Accuracy] = field(
        default_factory=lambda: defaultdict(Accuracy)
    )
    earned: dict[tuple[str, str], int] = field(default_factory=dict)  # by operator, work type
    corrected: dict[tuple[str, str], Correction] = field(default_factory=dict)

    def learn(self, lessons: Iterable[Lesson], corrections: Iterable[Correction]) -> None:
        lessons = tuple(lessons)
        for where, added in counts(lessons).items():
            if added != Accuracy():
                self.counted[where] += added
        for who, gained in gains(lessons).items():
            self.earned[who] = 0 if gained is None else self.earned.get(who, 0) + gained
        for correction in corrections:
            self.corrected[correction.operator, _fact(correction.name)] = correction

    def standing(self, operator: str, work_type: str) -> Standing:
        return Standing(self.earned.get((operator, work_type), 0))

    def accuracy(self, operator: str) -> Mapping[str, ByKind]:
        found: defaultdict[str, dict[FieldKind, Accuracy]] = defaultdict(dict)
        for (who, work_type, kind), accuracy in self.counted.items():
            if who == operator:
                found[work_type][kind] = accuracy
        return dict(found)

    def corrections(self, operator: str, most: int) -> list[Correction]:
        newest = sorted(self.corrected, reverse=True)
        return [self.corrected[key] for key in newest if key[0] == operator][:most]

    def correction(self, operator: str, name: CorrectionName) -> Correction:
        found = self.corrected.get((operator, _fact(name)))
        if found is None:
            raise NotFoundError(f"no such correction: {name}")
        return found

    def object_to(
        self, operator: str, name: CorrectionName, note: str, now: datetime
    ) -> Correction:
        with ALONE:
            stored = self.correction(operator, name)
            first = stored.objection.objected_at if stored.objection else _to_the_millisecond(now)
            objected = replace(stored, objection=Objection(note, first))
            self.corrected[operator, _fact(name)] = objected
            return objected

    def objected(self, month: str) -> list[Correction]:
        found = [
            (each.objection.objected_at, each)
            for each in self.corrected.values()
            if each.objection and f"{each.objection.objected_at.astimezone(INDIA):%Y-%m}" == month
        ]
        return [each for _, each in sorted(found, key=lambda one: one[0], reverse=True)]


def _fact(name: CorrectionName) -> str:
    return f"{timestamp(name.at)}#{name.job}#{name.item}"


def _to_the_millisecond(moment: datetime) -> datetime:
    return datetime.fromisoformat(timestamp(moment))
