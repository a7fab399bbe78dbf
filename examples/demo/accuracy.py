"""How many delivered values differ from the truth, character by character."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from examples.demo.answers import AnswerBook, in_form
from hinterland.api.work_types import Field


@dataclass(frozen=True, slots=True)
class Difference:
    """A delivered value that is not what is written on the record."""

    record: str
    field: str
    delivered: str
    truth: str


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What comparing a deliverable with the truth came to; counts are of values."""

    compared: int
    differences: tuple[Difference, ...]

    @property
    def percent(self) -> float:
        """Return the share of values that are right."""
        return 100 * (1 - len(self.differences) / self.compared) if self.compared else 0.0

    def __str__(self) -> str:
        right = self.compared - len(self.differences)
        return f"{right} of {self.compared} ({self.percent:.2f} %)"


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a delivered CSV; none, if it is not there."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def compare(
    rows: Iterable[Mapping[str, str]], answers: AnswerBook, fields: Sequence[Field]
) -> Accuracy:
    """Compare every keyed value of a result with the truth in the form that was asked for."""
    compared = 0
    differences: list[Difference] = []
    for row in rows:
        name = answers.name_of(row)
        truth = answers.truth[name] or {}  # keyed though illegible: every value is wrong
        for field in fields:
            compared += 1
            right = in_form(truth.get(field["name"], ""), field)
            if row[field["name"]] != right:
                delivered = row[field["name"]]
                differences.append(Difference(name, field["name"], delivered, right))
    return Accuracy(compared, tuple(differences))
