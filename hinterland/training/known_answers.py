"""Known answers: records whose right keying the office knows.

A *training* set is keyed to earn a skill. A *gold* set is mixed unmarked into work, to see how well
it is keyed. The answers lie in the work bucket, where only Assign and Account read
them; the catalogue says of a set what may be known of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hinterland.texts import Texts
from hinterland.work.entries import Flag, KeyedRecord


class Use(StrEnum):
    """What a set is for."""

    GOLD = "gold"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class Training:
    """What a training set asks and gives."""

    skill: str
    title: Texts
    pass_share: Decimal  # of the fields that must be right, 0 to 1
    pay_per_record: Decimal
    paid_attempts: int  # the first so many; further ones are free of pay, and without end
    records_per_attempt: int


@dataclass(frozen=True, slots=True)
class KnownSet:
    """A set as the catalogue knows it; `training` is None for gold."""

    name: str
    version: int
    work_type: str
    records: int
    document: str  # the key of its answers in the work bucket; another for other answers
    salt: str  # makes what is drawn from it unforeseeable
    training: Training | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """The page image of a known record."""

    file: str  # as the office named it
    key: str  # in the work bucket
    content_type: str


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """One record and its right answer. `name` stands for what is shown, whatever the version."""

    name: str
    show: Mapping[str, str | int]
    picture: Picture | None
    values: Mapping[str, str]
    flag: Flag | None = None  # set where it is right to flag the record
    why: Mapping[str, Texts] = field(default_factory=dict)  # by field, for who keyed it wrong

    def answer(self, record: str) -> KeyedRecord:
        """Return the right keying, under the id that the record was shown with."""
        return KeyedRecord(record, self.values, self.flag)


def to_document(records: Iterable[KnownRecord]) -> list[dict[str, object]]:
    """Return the JSON document of a set's answers."""
    return [
        {
            "name": each.name,
            "show": dict(each.show),
            "picture": None if each.picture is None else _picture_document(each.picture),
            "values": dict(each.values),
            "flag": each.flag.value if each.flag else None,
            "why": {name: dict(texts) for name, texts in each.why.items()},
        }
        for each in records
    ]


def from_document(document: Iterable[Mapping[str, Any]]) -> tuple[KnownRecord, ...]:
    """Read what `to_document` wrote."""
    return tuple(
        KnownRecord(
            name=each["name"],
            show=each["show"],
            picture=None if each["picture"] is None else Picture(**each["picture"]),
            values=each["values"],
            flag=None if each["flag"] is None else Flag(each["flag"]),
            why=each["why"],
        )
        for each in document
    )


def _picture_document(picture: Picture) -> dict[str, str]:
    return {"file": picture.file, "key": picture.key, "content_type": picture.content_type}
