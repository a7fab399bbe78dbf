"""Grading what was keyed by known answers, field by field, each mistake named."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from hinterland.fields.field import Field
from hinterland.quality.settlement import differing
from hinterland.work.entries import Entry, KeyedRecord

FLAG = "flag"  # stands for a field where the right answer is a flag


@dataclass(frozen=True, slots=True)
class WrongField:
    """A field keyed otherwise than known; a flag stands for the value that it took the place of."""

    record: str
    field: str
    keyed: str
    right: str


@dataclass(frozen=True, slots=True)
class Grade:
    """How many fields were checked and right."""

    checked: int
    right: int
    mistakes: tuple[WrongField, ...]

    def passes(self, share: Decimal) -> bool:
        """Say whether enough fields are right."""
        return self.right >= self.needed(share)

    def needed(self, share: Decimal) -> int:
        """Return how many fields must be right to pass."""
        return math.ceil(share * self.checked)


def grade(fields: tuple[Field, ...], entry: Entry, answers: Iterable[KeyedRecord]) -> Grade:
    """Grade an entry that has all records of `answers`.

    A flag where a value is known is wrong in all fields, and so are values where a flag is right.
    """
    checked = right = 0
    mistakes: list[WrongField] = []
    for answer in answers:
        wrong = _wrong(fields, entry.of(answer.record), answer)
        checked += len(fields)
        right += len(fields) - (len(fields) if answer.flag and wrong else len(wrong))
        mistakes += wrong
    return Grade(checked, right, tuple(mistakes))


def _wrong(fields: tuple[Field, ...], keyed: KeyedRecord, answer: KeyedRecord) -> list[WrongField]:
    if answer.flag:
        if keyed.flag is answer.flag:
            return []
        given = keyed.flag.value if keyed.flag else ""
        return [WrongField(answer.record, FLAG, given, answer.flag.value)]
    return [
        WrongField(answer.record, field.name, _given(keyed, field), _value(answer, field))
        for field in differing(fields, keyed, answer)
    ]


def _given(keyed: KeyedRecord, field: Field) -> str:
    return keyed.flag.value if keyed.flag else _value(keyed, field)


def _value(keyed: KeyedRecord, field: Field) -> str:
    return keyed.values.get(field.name, "")
