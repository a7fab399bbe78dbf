"""What a keyed text means by the kind of its field: a number, a day, a code.

Liberal in how it is written, so that what is printed can be keyed as it stands. The checks, and the
comparison of two keyings, go by these readings; `web/checks.js` reads in the same way.
"""

import re
from datetime import date
from decimal import Decimal

DATE_FORMAT = "dd/mm/yyyy"  # of a date field that names none
_NUMBER = re.compile(r"-?(?:[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?|\.[0-9]+)")
_BETWEEN_DATE_PARTS = re.compile(r"[/. ,-]+")
_DATE_TOKEN = re.compile(r"y+|m+|d+")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORTEST_MONTH = 3
# Two-digit years as POSIX reads them: 69 to 99 belong to the last century.
_CENTURY_TURNS = 69
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


def number(text: str) -> Decimal | None:
    """Return a number; commas may group its digits in any way (`1,23,456.50`). None if it is none.

    ASCII digits only, no currency sign, and no more decimals than are written.
    """
    text = text.strip()
    return Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def day(text: str, form: str) -> date | None:
    """Return the day that `text` names in a format such as `dd/mm/yyyy`; None if it names none.

    The order of the parts and the digits of the year are the format's. A day or a month may have
    one digit or two, and between the parts stand slashes, hyphens, points, commas or spaces.
    """
    tokens = _BETWEEN_DATE_PARTS.split(form)
    parts = _BETWEEN_DATE_PARTS.split(text.strip())
    if len(parts) != len(tokens):
        return None
    found = {token[0]: _date_part(part, token) for part, token in zip(parts, tokens, strict=True)}
    try:
        return date(found["y"], found["m"], found["d"])
    except (KeyError, ValueError):
        return None


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


def measure(value: Decimal | date) -> Decimal:
    """Return a number for a number or a day, so that either kind can be compared with its own."""
    return Decimal(value.toordinal()) if isinstance(value, date) else value


def code(text: str) -> str:
    """Return a code (GSTIN, PAN, IFSC, PIN) in capitals, without spaces."""
    return "".join(text.split()).upper()


def truth(text: str) -> bool | None:
    """Return what true, false, yes or no say; None for any other text."""
    return _TRUTH.get(text.strip().lower())


def _date_part(part: str, form: str) -> int:
    """Return a day, month or year; 0, which is none of them, when the part does not fit."""
    if form == "mmm":
        return _month(part.lower())
    digits = r"[0-9]{1,2}" if form[0] in "dm" else rf"[0-9]{{{len(form)}}}"
    if not re.fullmatch(digits, part):
        return 0
    if form == "yy":
        return int(part) + (1900 if int(part) >= _CENTURY_TURNS else 2000)
    return int(part)


def _month(part: str) -> int:
    if len(part) < _SHORTEST_MONTH:
        return 0
    return next((at for at, name in enumerate(_MONTHS, 1) if name.startswith(part)), 0)
