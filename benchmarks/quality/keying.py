"""The answers: what simulated operators key for the same fields, so that all methods see the same.

A field's true value is a digit. A mistake that others make alike gives the next digit; where one
operator is misled so, all who are misled as easily are too. Other mistakes give any other digit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.quality.people import Operator

DIGITS = 10
FIELDS = 4  # of a record
RECORDS_PER_ITEM = 5
FIELDS_PER_ITEM = FIELDS * RECORDS_PER_ITEM
_AT_WORST = 0.5  # no tiredness makes more than every other field wrong


@dataclass(frozen=True, slots=True)
class Keying:
    """One operator's blind answers to an item."""

    operator: int
    values: list[int]


@dataclass(frozen=True, slots=True)
class Item:
    """A work item: the truth, three keyings, and what an adjudicator would say of each field."""

    truth: list[int]
    first: Keying
    second: Keying
    third: Keying
    adjudicator: Keying


def keyed_items(operators: list[Operator], records: int, rng: Random) -> Iterator[Item]:
    """Yield the items of an office in which each operator is the first to key `records`."""
    desk = _Desk(operators, rng)
    rounds = records // RECORDS_PER_ITEM
    for turn in range(rounds):
        desk.declined = turn >= rounds / 2
        for first in rng.sample(range(len(operators)), len(operators)):
            yield desk.item(first)


class _Desk:
    """The operators at work, with what changes: who is tired, and whether the decline has come."""

    def __init__(self, operators: list[Operator], rng: Random) -> None:
        self._operators = operators
        self._rng = rng
        self._tired = [0] * len(operators)  # items for which it will last
        self.declined = False
        by_rate = sorted(range(len(operators)), key=lambda one: operators[one].rate)
        self._adjudicators = by_rate[: max(4, len(by_rate) // 2)]  # a skill: the better half

    def item(self, first: int) -> Item:
        others = [one for one in range(len(self._operators)) if one != first]
        second, third = self._rng.sample(others, 2)
        free = [one for one in self._adjudicators if one not in (first, second, third)]
        truth = [self._rng.randrange(DIGITS) for _ in range(FIELDS_PER_ITEM)]
        luck = [self._rng.random() for _ in truth]
        self._tire(first)
        keyings = (
            Keying(one, self._values(one, truth, luck))
            for one in (first, second, third, self._rng.choice(free))
        )
        return Item(truth, *keyings)

    def _tire(self, operator: int) -> None:
        burst = self._operators[operator].burst
        if self._tired[operator]:
            self._tired[operator] -= 1
        elif burst and self._rng.random() < burst.chance:
            self._tired[operator] = burst.items

    def _rate(self, operator: int) -> float:
        who = self._operators[operator]
        rate = who.rate * (who.decline if self.declined else 1)
        if who.burst and self._tired[operator]:
            rate *= who.burst.factor
        return min(rate, max(_AT_WORST, who.rate))

    def _values(self, operator: int, truth: list[int], luck: list[float]) -> list[int]:
        rate, alike = self._rate(operator), self._operators[operator].alike
        misled, own, draw = alike * rate, (1 - alike) * rate, self._rng.random
        return [
            (right + 1) % DIGITS
            if chance < misled
            else self._slip(right)
            if draw() < own
            else right
            for right, chance in zip(truth, luck, strict=True)
        ]

    def _slip(self, right: int) -> int:
        return (right + self._rng.randrange(1, DIGITS)) % DIGITS
