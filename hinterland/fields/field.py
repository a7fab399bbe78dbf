"""A field: one thing to key for every record, and what it asks of a value."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from hinterland.texts import Texts

type Bound = Decimal | date
"""The least or most that a field's value may be: of a number, or of a date."""


class FieldKind(StrEnum):
    """How a field's values are keyed, checked and compared: `registry.KINDS` has what each says."""

    TEXT = "text"
    DATE = "date"
    DECIMAL = "decimal"
    INTEGER = "integer"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    GSTIN = "gstin"
    PAN = "pan"
    IFSC = "ifsc"
    PIN = "pin"


class Match(StrEnum):
    """When two keyed texts count as the same."""

    EXACT = "exact"
    LOOSE = "loose"  # but for case, spacing, and punctuation between words: see `comparison`


class Deliver(StrEnum):
    """How a field's values stand in the deliverable."""

    KEYED = "keyed"
    NORMALISED = "normalised"  # written in one way: ISO dates, plain numbers, true and false


@dataclass(frozen=True, slots=True)
class Zone:
    """Where on a page a field stands, as fractions (0 to 1) of the page's width and height."""

    left: Decimal
    top: Decimal
    width: Decimal
    height: Decimal


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to key for every record; `checks` says what it asks of a value."""

    name: str
    kind: FieldKind
    label: Texts
    match: Match = Match.EXACT
    required: bool = False
    deliver: Deliver = Deliver.KEYED
    format: str | None = None  # of a date, such as dd/mm/yyyy
    century: int | None = None  # of a date: the first of the years that two digits stand for
    places: int | None = None  # of a decimal, at most
    choices: tuple[str, ...] = ()
    pattern: str | None = None  # what the whole value must fit; see `patterns`
    pattern_hint: Texts | None = None  # the pattern in words
    min: Bound | None = None  # of a number or a date; the value itself is allowed
    max: Bound | None = None
    zone: Zone | None = None  # of page images; None when it differs from page to page
