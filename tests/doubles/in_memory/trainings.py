"""Training attempts, and the skills that were earned by them."""

from dataclasses import dataclass, field

from hinterland.errors import ConflictError
from hinterland.pay.pay_line import PayLine
from hinterland.training.attempts import Attempt
from tests.doubles.in_memory.pay import PayLines
from tests.doubles.in_memory.turns import ALONE

type _Key = tuple[str, str, int]  # operator, set, number


@dataclass
class AttemptRows:
    """The port `Trainings`."""

    pay: PayLines = field(default_factory=PayLines)
    rows: dict[_Key, Attempt] = field(default_factory=dict)
    earned: set[tuple[str, str]] = field(default_factory=set)  # operator, skill

    def attempts(self, operator: str, name: str | None = None) -> list[Attempt]:
        keys = sorted(key for key in self.rows if key[0] == operator and name in {None, key[1]})
        return [self.rows[key] for key in keys]

    def begin(self, attempt: Attempt) -> None:
        with ALONE:
            if _key(attempt) in self.rows:
                raise ConflictError(f"there is attempt {attempt.number} at {attempt.set}")
            self.rows[_key(attempt)] = attempt

    def hand_in(self, attempt: Attempt, pay: PayLine | None) -> None:
        with ALONE:
            stored = self.rows.get(_key(attempt))
            if stored is None or stored.grade is not None:
                raise ConflictError(f"attempt {attempt.number} at {attempt.set} is not open")
            self.rows[_key(attempt)] = attempt
            if pay is not None:
                self.pay.store(pay)
            if attempt.passed:
                self.earned.add((attempt.operator, attempt.skill))

    def skills(self, operator: str) -> frozenset[str]:
        return frozenset(skill for who, skill in self.earned if who == operator)


def _key(attempt: Attempt) -> _Key:
    return attempt.operator, attempt.set, attempt.number
