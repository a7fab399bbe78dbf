"""What every kind of field says of itself. Each has a module; `registry` lists them.

A kind is asked about texts that are clean (`characters.clean`) and not empty.
"""

from collections.abc import Hashable
from datetime import date
from decimal import Decimal
from typing import TypedDict

from hinterland.documents.place import Place
from hinterland.documents.texts import texts
from hinterland.fields.faults import Fault
from hinterland.fields.field import Bound, Field, Match
from hinterland.fields.patterns import PatternError, require_safe
from hinterland.texts import Texts


class Settings(TypedDict, total=False):
    """Attributes of a `Field` that mean something for some kinds only."""

    match: Match
    format: str | None
    century: int | None
    places: int | None
    choices: tuple[str, ...]
    pattern: str | None
    pattern_hint: Texts | None
    min: Bound | None
    max: Bound | None


class Kind:
    """A kind of field: as it stands, of texts that may be anything and fit a pattern if one is set.

    `settings` names what the office may set for a field of this kind, beyond what every field has.
    """

    settings: frozenset[str] = frozenset({"pattern", "pattern_hint"})

    def read(self, place: Place) -> Settings:
        """Read the settings of a field from the office's document."""
        pattern = read_pattern(place["pattern"])
        return {"pattern": pattern, "pattern_hint": read_hint(place, pattern)}

    def fault(self, field: Field, text: str) -> Fault | None:
        """Return what is wrong with how a value is written; None if nothing is."""
        del field, text
        return None

    def meaning(self, field: Field, text: str) -> Hashable | None:
        """Return what two values have in common when they are the same; None if it is no value.

        Then, and where a kind has no say, texts are compared as they stand.
        """
        del field, text
        return None

    def amount(self, field: Field, text: str) -> Bound | None:
        """Return what `min` and `max` are held against; None if that has no meaning."""
        del field, text
        return None

    def shown(self, field: Field, bound: Bound) -> str:
        """Return a bound as a message tells it."""
        del field
        return str(bound)

    def written(self, text: str) -> str:
        """Return what the pattern is held against."""
        return text

    def normalised(self, field: Field, text: str) -> str:
        """Return the one way of writing a value, for delivery; "" for a text that is none."""
        del field
        return text


def read_pattern(place: Place) -> str | None:
    """Read a pattern that is safe to hold values against."""
    if place.is_missing:
        return None
    text = place.text()
    try:
        require_safe(text)
    except PatternError as error:
        place.mistake(str(error))
        return None
    return text


def read_hint(place: Place, pattern: str | None) -> Texts | None:
    """Read the pattern in words, which has no meaning without one."""
    hint = place["pattern_hint"]
    if hint.is_missing:
        return None
    if place["pattern"].is_missing:
        hint.warn("has no meaning without a pattern and is ignored")
    return texts(hint) if pattern else None


def ordered(place: Place, least: Bound | None, most: Bound | None) -> Settings:
    """Return `min` and `max` as they were read, with a mistake if they are the wrong way round."""
    if least is not None and most is not None and measure(least) > measure(most):
        place["max"].mistake("is less than `min`")
    return {"min": least, "max": most}


def measure(value: Bound) -> Decimal:
    """Return a number for a number or a day, so that either kind can be compared with its own."""
    return Decimal(value.toordinal()) if isinstance(value, date) else value
