"""What use cases ask of training and gold."""

from typing import Protocol

from hinterland.pay.pay_line import PayLine
from hinterland.training.attempts import Attempt
from hinterland.training.gold import ShownGold
from hinterland.training.known_answers import KnownRecord, KnownSet


class KnownAnswers(Protocol):
    """The sets of known answers, as they were last applied."""

    def sets(self) -> list[KnownSet]:
        """Return every set in force, by name."""

    def records(self, document: str) -> tuple[KnownRecord, ...]:
        """Return the records and answers of a set, in force or not, by `KnownSet.document`."""


class Trainings(Protocol):
    """Operators' training attempts, and the skills that they earned by them."""

    def attempts(self, operator: str, name: str | None = None) -> list[Attempt]:
        """Return an operator's attempts at one set, or at all, by set and number."""

    def begin(self, attempt: Attempt) -> None:
        """Store a new attempt; raise `ConflictError` if there is one of that number."""

    def hand_in(self, attempt: Attempt, pay: PayLine | None) -> None:
        """Store a graded attempt, its pay and the skill if it passed, all or nothing.

        Raise `ConflictError` if it was handed in before.
        """

    def skills(self, operator: str) -> frozenset[str]:
        """Return the skills that an operator earned."""


class Gold(Protocol):
    """Which known records an operator was shown as gold."""

    def shown_to(self, operator: str) -> list[ShownGold]:
        """Return what an operator was shown, whenever it was."""

    def note(self, shown: ShownGold) -> None:
        """Note that a known record is shown; raise `ConflictError` if it was before."""
