"""What the system learned about each operator: how right their keying was, and where it was not.

Every checked keying teaches something (`Lesson`), and every keying that a third person found wrong
is shown to whoever keyed it (`Correction`). Neither holds a keyed value.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from hinterland.clock import timestamp
from hinterland.errors import NotFoundError
from hinterland.fields.field import FieldKind
from hinterland.operators.accuracy import Accuracy, ByKind
from hinterland.operators.standing import Verdict, gain
from hinterland.stage import Stage

_CORRECTION = re.compile(r"(\d{8}T\d{9}Z)\.([a-z0-9-]+)\.([a-z0-9]+)")
_MOMENT = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What checking an item said of one operator's keying in a work type."""

    operator: str
    work_type: str
    accuracy: ByKind
    verdict: Verdict | None = None  # for the operator's standing; None where it says nothing of it


@dataclass(frozen=True, slots=True)
class Objection:
    """An operator's word against a correction; the office reads it."""

    note: str
    objected_at: datetime  # when it was first made; the note may be written anew


@dataclass(frozen=True, slots=True)
class Correction:
    """An item in which an operator's keying was found wrong by the adjudicator.

    What was keyed is not in it: the accepted entries say that.
    """

    operator: str
    at: datetime
    job: str
    item: str
    stage: Stage  # of the operator's keying
    work_type: str
    version: int
    records: int  # in which at least one field was wrong
    fields: int  # that were wrong, over all records
    objection: Objection | None = None

    @property
    def name(self) -> "CorrectionName":
        """Return what it is called, to its operator only."""
        return CorrectionName(self.at, self.job, self.item)


@dataclass(frozen=True, slots=True)
class CorrectionName:
    """A correction's name: `{moment}.{job}.{item}`, which sorts by time and is safe in a path."""

    at: datetime  # kept to the millisecond
    job: str
    item: str

    def __str__(self) -> str:
        return f"{_digits(self.at)}.{self.job}.{self.item}"

    @classmethod
    def parse(cls, text: str) -> "CorrectionName":
        """Read a name that came from outside; raise `NotFoundError` when it is none."""
        match = _CORRECTION.fullmatch(text)
        if match is None:
            raise NotFoundError(f"no such correction: {text[:80]}")
        moment, job, item = match.groups()
        try:
            at = datetime.strptime(moment.removesuffix("Z"), _MOMENT).replace(tzinfo=UTC)
        except ValueError as error:
            raise NotFoundError(f"no such correction: {text[:80]}") from error
        return cls(at, job, item)


def counts(lessons: Iterable[Lesson]) -> Mapping[tuple[str, str, FieldKind], Accuracy]:
    """Return what lessons add to each operator's counts, by operator, work type and field kind."""
    found: defaultdict[tuple[str, str, FieldKind], Accuracy] = defaultdict(Accuracy)
    for lesson in lessons:
        for kind, accuracy in lesson.accuracy.items():
            found[lesson.operator, lesson.work_type, kind] += accuracy
    return found


def gains(lessons: Iterable[Lesson]) -> Mapping[tuple[str, str], int | None]:
    """Return the fields that verdicts earn each operator in each work type.

    None where one of the verdicts found a mistake: the standing is lost, whatever the others say.
    """
    found: dict[tuple[str, str], int | None] = {}
    for lesson in lessons:
        if lesson.verdict is None:
            continue
        who = lesson.operator, lesson.work_type
        earned = found.get(who, 0)
        if lesson.verdict.wrong or earned is None:
            found[who] = None
        else:
            found[who] = earned + gain(lesson.verdict)
    return found


def _digits(moment: datetime) -> str:
    return re.sub(r"[-:.]", "", timestamp(moment))
