"""Training: attempts at sets of known answers, each other records, until one is passed.

Whoever passes earns the set's skill, for as long as the office lets them have it. An attempt says
by itself what it asks and pays: what the office changes later is for later attempts.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hinterland.identifiers import digest, record_id
from hinterland.money import to_paise
from hinterland.training.grading import Grade
from hinterland.training.known_answers import KnownRecord, KnownSet, Training


@dataclass(frozen=True, slots=True)
class Attempt:
    """One operator's attempt at a set, from the drawing of its records to its grade."""

    operator: str
    set: str
    number: int  # from 1, by operator and set
    request: str  # digest of the request that began it, so that a repeat finds it
    version: int  # of the set
    document: str  # where the set's answers lie
    work_type: str
    work_type_version: int
    skill: str
    pass_share: Decimal
    pay_per_record: Decimal  # 0 where it is not paid
    records: tuple[str, ...]  # names of the known records, in the order in which they are shown
    began_at: datetime
    grade: Grade | None = None  # None until it is handed in
    handed_in_at: datetime | None = None

    @property
    def name(self) -> str:
        """Return what it is called outside. Only its operator finds it by that."""
        return digest("training", self.operator, self.set, str(self.number), length=20)

    @property
    def passed(self) -> bool:
        """Say whether it was handed in and passed."""
        return self.grade is not None and self.grade.passes(self.pass_share)

    @property
    def earned(self) -> Decimal:
        """Return what it pays, in rupees, however it was keyed."""
        return to_paise(self.pay_per_record * len(self.records))

    def shown(self, known: Iterable[KnownRecord]) -> list[tuple[str, KnownRecord]]:
        """Return its records, each with the id under which it is shown."""
        by_name = {each.name: each for each in known}
        return [(record_id(at), by_name[name]) for at, name in enumerate(self.records, 1)]


def draw(
    known: Sequence[KnownRecord], before: Iterable[Attempt], wanted: int, seed: str
) -> tuple[str, ...]:
    """Return the names of up to `wanted` records: the least seen before, else as `seed` has it."""
    seen = Counter(name for attempt in before for name in attempt.records)
    names = sorted((each.name for each in known), key=lambda name: (seen[name], digest(seed, name)))
    return tuple(sorted(names[:wanted], key=lambda name: digest(seed, "order", name)))


def pay_per_record(training: Training, number: int) -> Decimal:
    """Return what a record of attempt `number` is paid: nothing after the paid ones."""
    return training.pay_per_record if number <= training.paid_attempts else Decimal(0)


def paid_attempts_left(training: Training, attempts: Sequence[Attempt]) -> int:
    """Return how many of the attempts that are still to be handed in are paid."""
    handed_in = sum(attempt.grade is not None for attempt in attempts)
    return max(0, training.paid_attempts - handed_in)


def of_set(attempts: Iterable[Attempt], known: KnownSet) -> list[Attempt]:
    """Return the attempts at one set, in their order."""
    return [attempt for attempt in attempts if attempt.set == known.name]
