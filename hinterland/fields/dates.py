"""Days, as paper writes them: parts in the order of a format, with two digits of a year or four.

Liberal in how they are written, so that what is printed can be keyed as it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

DATE_FORMAT = "dd/mm/yyyy"  # of a date field that names none
FORMAT_SEPARATORS = r"[/. ,-]+"
_BETWEEN_DATE_PARTS = re.compile(FORMAT_SEPARATORS)
_DIGIT_AND_LETTER = re.compile(r"([0-9])([a-z])|([a-z])([0-9])")
_DATE_TOKEN = re.compile(r"y+|m+|d+")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORTEST_MONTH = 3
# What a year of two digits means where nothing says more, as POSIX has it: 1969 to 2068.
_FIRST_YEAR = 1969
_CENTURY = 100


@dataclass(frozen=True, slots=True)
class Years:
    """Which years two digits may stand for.

    `first` is the first of the hundred years that they mean. Without it these are 1969 to 2068,
    and a day that is then after `most` is taken a century earlier; one before `least`, where there
    is a `most` too, a century later: if that brings it between them.
    """

    first: int | None = None
    least: date | None = None
    most: date | None = None

    def candidates(self, two_digits: int) -> Iterator[int]:
        """Yield the years that two digits may stand for, the likeliest first."""
        first = _FIRST_YEAR if self.first is None else self.first
        likeliest = first + (two_digits - first) % _CENTURY
        yield likeliest
        if self.first is None and self.most:
            yield likeliest - _CENTURY
            if self.least:
                yield likeliest + _CENTURY

    def hold(self, day: date) -> bool:
        """Say whether a day is between `least` and `most`."""
        return (self.least or date.min) <= day <= (self.most or date.max)


def day(text: str, form: str, years: Years = Years()) -> date | None:
    """Return the day that `text` names, its parts in the order of `form`; None if it names none.

    `form` is a format such as `dd/mm/yyyy`. A day or a month may have one digit or two, a month
    may be named, and between the parts stand slashes, hyphens, points, commas, spaces, or nothing
    where a digit meets a letter (`24MAR2018`). A year has four digits, or two unless it comes
    first: `01-02-26` may be anything where `yyyy-mm-dd` is wanted.
    """
    tokens = _BETWEEN_DATE_PARTS.split(form)
    parts = _date_parts(text)
    if len(parts) != len(tokens):
        return None
    if tokens[0] == "yyyy" and len(parts[0]) != len("yyyy"):
        return None
    found = {token[0]: part for part, token in zip(parts, tokens, strict=True)}
    days = list(_days(found, years))
    return next(filter(years.hold, days), days[0] if days else None)


def _days(found: dict[str, str], years: Years) -> Iterator[date]:
    for year in _years(found.get("y", ""), years):
        try:
            yield date(year, _month(found["m"]), _day(found["d"]))
        except (KeyError, ValueError):
            continue


def _years(part: str, years: Years) -> Iterator[int]:
    if not (part.isascii() and part.isdigit()):
        return
    if len(part) == len("yyyy"):
        yield int(part)
    elif len(part) == len("yy"):
        yield from years.candidates(int(part))


def written(value: date, form: str) -> str:
    """Write a day in a format."""
    parts = {
        "yyyy": f"{value.year:04d}",
        "yy": f"{value.year % 100:02d}",
        "mmm": _MONTHS[value.month - 1][:_SHORTEST_MONTH].title(),
        "mm": f"{value.month:02d}",
        "m": str(value.month),
        "dd": f"{value.day:02d}",
        "d": str(value.day),
    }
    return _DATE_TOKEN.sub(lambda token: parts[token[0]], form)


def _date_parts(text: str) -> list[str]:
    apart = _DIGIT_AND_LETTER.sub(r"\1\3 \2\4", text.strip().lower())
    return _BETWEEN_DATE_PARTS.split(apart)


def _month(part: str) -> int:
    if len(part) < _SHORTEST_MONTH:
        return _whole(part)
    return next((at for at, name in enumerate(_MONTHS, 1) if name.startswith(part)), 0)


def _day(part: str) -> int:
    return _whole(part) if len(part) <= len("dd") else 0


def _whole(part: str) -> int:
    """Return a number written in ASCII digits; raise `ValueError` for any other text."""
    if not (part.isascii() and part.isdigit()):
        raise ValueError(part)
    return int(part)
