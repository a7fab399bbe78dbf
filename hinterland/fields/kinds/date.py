"""Date: a day, its parts in the order of the field's format."""

import re
from datetime import date

from hinterland.documents.place import Place
from hinterland.fields import dates
from hinterland.fields.faults import Check, Fault
from hinterland.fields.field import Bound, Field
from hinterland.fields.kinds.kind import Kind, Settings, ordered

_TOKENS = ({"dd", "d"}, {"mm", "m", "mmm"}, {"yyyy", "yy"})
_FIRST_CENTURY, _LAST_CENTURY = 1000, 9900


class Date(Kind):
    """A day.

    `century` is the first of the hundred years that two digits stand for. Without it `min` and
    `max` say which century is meant, and without these the years are 1969 to 2068 (`dates.Years`).
    """

    settings = Kind.settings | {"format", "century", "min", "max"}

    def read(self, place: Place) -> Settings:
        """Read what the days look like and between which they lie."""
        least, most = (
            None if place[key].is_missing else place[key].day() for key in ("min", "max")
        )
        century = place["century"]
        return {
            **super().read(place),
            **ordered(place, least, most),
            "format": _format(place["format"]),
            "century": (
                None if century.is_missing else century.integer(_FIRST_CENTURY, _LAST_CENTURY)
            ),
        }

    def fault(self, field: Field, text: str) -> Fault | None:
        """Return whether it is no day that exists."""
        if self.meaning(field, text) is not None:
            return None
        return Fault(Check.FORMAT, f"This must be a date that exists, as {_form(field)}.")

    def meaning(self, field: Field, text: str) -> date | None:
        """Return the day."""
        return dates.day(text, _form(field), _years(field))

    def amount(self, field: Field, text: str) -> date | None:
        """Return the day."""
        return self.meaning(field, text)

    def shown(self, field: Field, bound: Bound) -> str:
        """Return a bound in the field's format."""
        return dates.written(bound, _form(field)) if isinstance(bound, date) else ""

    def normalised(self, field: Field, text: str) -> str:
        """Return the day as ISO 8601 has it: 2026-03-31."""
        found = self.meaning(field, text)
        return "" if found is None else found.isoformat()


def _form(field: Field) -> str:
    return field.format or dates.DATE_FORMAT


def _years(field: Field) -> dates.Years:
    least, most = (bound if isinstance(bound, date) else None for bound in (field.min, field.max))
    return dates.Years(field.century, least, most)


def _format(place: Place) -> str:
    if place.is_missing:
        return dates.DATE_FORMAT
    text = place.text()
    tokens = re.split(dates.FORMAT_SEPARATORS, text)
    complete = all(len(kind.intersection(tokens)) == 1 for kind in _TOKENS)
    if text and not (complete and len(tokens) == len(_TOKENS)):
        place.mistake(f"is {text!r}, but a date's format is like dd/mm/yyyy, yyyy-mm-dd, dd mmm yy")
    return text
