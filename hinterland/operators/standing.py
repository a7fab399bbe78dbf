"""An operator's standing in a work type: the fields earned since a mistake was last found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """What an operator has earned in a work type. Everybody begins with nothing."""

    earned: int = 0  # fields


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking an item said of its first keying, or gold of anybody's."""

    checked: int  # fields
    wrong: int  # of them
    probability: float = 1.0  # with which the item was chosen; a gold record always is


def learned(standing: Standing, verdict: Verdict) -> Standing:
    """Return the standing after a verdict.

    Verdicts may come in any order: one without a mistake adds to `earned`, one with sets it to 0.
    """
    if verdict.wrong:
        return Standing()
    return Standing(standing.earned + gain(verdict))


def gain(verdict: Verdict) -> int:
    """Return the fields that a verdict without a mistake earns, and one with a mistake does not."""
    return 0 if verdict.wrong else round(verdict.checked / verdict.probability)
