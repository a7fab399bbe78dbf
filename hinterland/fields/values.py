"""What a keyed text means by the kind of its field: a number, an amount, a day, a code.

Liberal in how it is written, so that what is printed can be keyed as it stands. The checks, and the
comparison of two keyings, go by these readings; `web/keying/checks.js` reads in the same way. What
is delivered is the text as it was keyed.
"""

import re
from datetime import date
from decimal import Decimal

DATE_FORMAT = "dd/mm/yyyy"  # of a date field that names none
_UNSIGNED = r"(?:[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?|\.[0-9]+)"
_NUMBER = re.compile(rf"-?{_UNSIGNED}")
# How paper marks an amount of money, in small letters: a sign, a code or an abbreviation.
_MARK = (
    r"(?:(?:us|s|a|c|hk|nz)?\$|[₹₨€£¥৳]|rs|re|inr|rm|myr|usd|sgd|aed|dhs?|eur|gbp|lkr|npr|bdt"
    r"|ரூ|रु|रू)\.?"
)
_AMOUNT = re.compile(rf"(-?)(?:{_MARK} *(-?))?({_UNSIGNED})(?: */[-=])?(?: *{_MARK})?")
_BETWEEN_DATE_PARTS = re.compile(r"[/. ,-]+")
_DIGIT_AND_LETTER = re.compile(r"([0-9])([a-z])|([a-z])([0-9])")
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

    ASCII digits only, no currency, and no more decimals than are written.
    """
    text = text.strip()
    return Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def amount(text: str) -> Decimal | None:
    """Return a number that may be marked as money: `Rs. 1,234/-`, `$9.20`, `57.40 RM`.

    Which money it is does not count. Nothing but a mark may stand beside the number.
    """
    found = _AMOUNT.fullmatch(text.strip().lower())
    if found is None or (found[1] and found[2]):
        return None
    value = Decimal(found[3].replace(",", ""))
    return -value if found[1] or found[2] else value


def decimals(value: Decimal) -> int:
    """Return how many decimal places a number was written with."""
    return len(format(value, "f").partition(".")[2])


def day(text: str, form: str) -> date | None:
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
    try:
        return date(_year(found["y"]), _month(found["m"]), _day(found["d"]))
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


def _date_parts(text: str) -> list[str]:
    apart = _DIGIT_AND_LETTER.sub(r"\1\3 \2\4", text.strip().lower())
    return _BETWEEN_DATE_PARTS.split(apart)


def _year(part: str) -> int:
    if len(part) == len("yyyy"):
        return _whole(part)
    if len(part) != len("yy"):
        raise ValueError(part)
    year = _whole(part)
    return year + (1900 if year >= _CENTURY_TURNS else 2000)


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
