"""Counts of what was checked of an operator's keying, and found wrong, by kind of field."""

from collections.abc import Mapping
from dataclasses import dataclass

from hinterland.fields.field import FieldKind
from hinterland.proportion import interval, upper_bound


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Counts of checked fields. Counts of different times or kinds add up."""

    agreed: int = 0  # a second person keyed the same, blind
    upheld: int = 0  # in dispute, and the adjudicator keyed the same
    overruled: int = 0  # in dispute, and the adjudicator keyed otherwise
    gold_right: int = 0
    gold_wrong: int = 0

    @property
    def wrong(self) -> int:
        """Return how many fields were found wrong."""
        return self.overruled + self.gold_wrong

    @property
    def checked(self) -> int:
        """Return how many fields were checked in any way."""
        return self.agreed + self.upheld + self.gold_right + self.wrong

    @property
    def error_rate(self) -> float | None:
        """Return the share found wrong of what was checked; None when nothing was."""
        return self.wrong / self.checked if self.checked else None

    def upper_bound(self, confidence: float = 0.95) -> float:
        """Return what the true error rate does not exceed, with `confidence`; 1 if unchecked."""
        return upper_bound(self.wrong, self.checked, confidence)

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """Return the bounds between which the true error rate lies, with `confidence`."""
        return interval(self.wrong, self.checked, confidence)

    def __add__(self, other: "Accuracy") -> "Accuracy":
        return Accuracy(
            self.agreed + other.agreed,
            self.upheld + other.upheld,
            self.overruled + other.overruled,
            self.gold_right + other.gold_right,
            self.gold_wrong + other.gold_wrong,
        )


type ByKind = Mapping[FieldKind, Accuracy]


def overall(kinds: ByKind) -> Accuracy:
    """Return the counts of all kinds together."""
    return sum(kinds.values(), Accuracy())
