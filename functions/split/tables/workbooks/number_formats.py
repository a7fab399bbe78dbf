"""A number as a spreadsheet shows it: by the format of its cell.

Formats that show less than there is (fractions, scientific, the widths of columns) are left out:
such a number is written in full.
"""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache

# What Excel's numbered formats stand for. Short dates follow the reader's country there: ISO here.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm",
    37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
}  # fmt: skip
_CJK_DATES = frozenset([*range(27, 37), *range(50, 59)])
_TOKEN = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM/PM|A/P|y+|m+|d+|h+|s+|\.0+(?=[^0#]|$)|.', re.IGNORECASE
)
_NUMBER_TOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|.')
_PLAIN = re.compile(r"-?(0|[1-9]\d*)")
_PLACES = frozenset("0#?")
_LONGEST_DATE = 2_958_466  # days up to the end of the year 9999
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_ELAPSED = {"[h]": _HOUR, "[hh]": _HOUR, "[m]": _MINUTE, "[mm]": _MINUTE}


def built_in(number: int) -> str:
    """Return the format of a number, "General" if it shows a value as it is."""
    return "yyyy-mm-dd" if number in _CJK_DATES else BUILT_IN.get(number, "General")


@cache
def is_date(code: str) -> bool:
    """Say whether a format shows dates or times."""
    section = code.split(";", maxsplit=1)[0]
    tokens = (piece.lower() for piece in _TOKEN.findall(section))
    letters = [piece for piece in tokens if piece[0] in "ymdhs" or piece in {"[h]", "[hh]", "[mm]"}]
    return bool(letters) and not section.lower().startswith("general")


def plain(stored: str) -> str:
    """Return a stored number with all its digits and without an exponent."""
    if _PLAIN.fullmatch(stored):
        return stored
    try:
        number = Decimal(repr(float(stored)))
    except (InvalidOperation, ValueError):
        return stored
    if not number.is_finite():
        return stored
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def shown(stored: str, code: str, *, since_1904: bool = False) -> str:
    """Return a stored number as its cell shows it."""
    if code == "General":
        return plain(stored)
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    if not number.is_finite():
        return stored
    if is_date(code):
        return _date(number, code.split(";", maxsplit=1)[0], since_1904=since_1904) or plain(stored)
    return _number(number, code) or plain(stored)


def _number(number: Decimal, code: str) -> str | None:
    """Return a number in a format; None if the format does not show it in full."""
    sections = code.split(";")
    section, is_own = _section(number, sections)
    tokens = [_literal(piece) or piece for piece in _NUMBER_TOKEN.findall(section)]
    places = [i for i, piece in enumerate(tokens) if piece in _PLACES]
    if not places or any(piece in {"E", "e", "/"} for piece in tokens if len(piece) == 1):
        return None
    before, after = "".join(map(_text, tokens[: places[0]])), tokens[places[-1] + 1 :]
    body = tokens[places[0] : places[-1] + 1]
    if after[:1] == [","]:
        return None  # in thousands: less than there is
    digits = _digits(abs(number) * 100 ** section.count("%"), body)
    sign = "-" if number < 0 and not is_own and digits.strip("0.,") else ""
    return sign + before + digits + "".join(map(_text, after))


def _section(number: Decimal, sections: list[str]) -> tuple[str, bool]:
    """Return the section of a format that a number takes, and whether it is for negative ones."""
    if number < 0 and len(sections) > 1 and sections[1]:
        return sections[1], True
    if not number and len(sections) > 2 and sections[2]:  # noqa: PLR2004 - the third is of zeros
        return sections[2], False
    return sections[0], False


def _digits(number: Decimal, body: list[str]) -> str:
    point = body.index(".") if "." in body else len(body)
    decimals = sum(piece in _PLACES for piece in body[point:])
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    least = sum(piece == "0" for piece in body[:point])
    whole = whole.lstrip("0").rjust(least, "0")
    inner = body[:point]
    if "," in inner:
        whole = _grouped(whole)
    elif any(piece not in _PLACES for piece in inner):
        whole = _filled(whole, inner)
    optional = sum(piece == "#" for piece in body[point:])
    if optional:
        kept = len(fraction.rstrip("0"))
        fraction = fraction[: max(kept, decimals - optional)]
    return f"{whole}.{fraction}" if fraction else whole or "0" * (not least)


def _grouped(whole: str) -> str:
    return f"{int(whole):,}".rjust(len(whole), "0") if whole else whole


def _filled(whole: str, tokens: list[str]) -> str:
    """Put digits between signs, from the right, as in 000-00-0000."""
    left = list(whole)
    filled = [
        (left.pop() if left else "") if piece in _PLACES else _text(piece)
        for piece in reversed(tokens)
    ]
    return "".join(left) + "".join(reversed(filled))


def _literal(piece: str) -> str:
    if piece.startswith('"'):
        return f"\\{piece[1:-1]}"
    if piece.startswith("[$"):
        return f"\\{piece[2:-1].partition('-')[0]}"
    return ""


def _text(piece: str) -> str:
    """Return what a part of a format that is no digit shows."""
    if piece.startswith("\\"):
        return piece[1:]
    return "" if (piece[0] in "[_*" and len(piece) > 1) or piece in _PLACES else piece


def _date(number: Decimal, section: str, *, since_1904: bool) -> str | None:
    if not 0 <= number < _LONGEST_DATE:
        return None
    days = int(number) + (1462 if since_1904 else 0)
    seconds = (number % 1 * 86_400).quantize(Decimal("0.001"), ROUND_HALF_UP)
    # Excel has a 29 February 1900; from March of that year on, day 1 is 31 December 1899.
    start = datetime(1899, 12, 31 if days < 60 else 30)  # noqa: DTZ001, PLR2004 - has no zone
    moment = start + timedelta(days=days, milliseconds=int(seconds * 1000))
    tokens = _TOKEN.findall(section)
    lower = [piece.lower() for piece in tokens]
    half = any(piece in {"am/pm", "a/p"} for piece in lower)
    elapsed = timedelta(days=int(number), milliseconds=int(seconds * 1000))
    return "".join(
        _dated(tokens, lower, index, moment, elapsed, half=half) for index in range(len(tokens))
    )


def _dated(
    tokens: list[str],
    lower: list[str],
    index: int,
    moment: datetime,
    elapsed: timedelta,
    *,
    half: bool,
) -> str:
    """Return what one piece of a format shows of a moment; with `half`, hours go up to 12."""
    piece = lower[index]
    if piece in _ELAPSED:
        return str(elapsed // _ELAPSED[piece])
    if piece[0] == "m" and _is_minute(lower, index):
        return _padded(moment.minute, piece)
    if piece[0] in "hs":
        hour = (moment.hour % 12 or 12) if half else moment.hour
        return _padded(hour if piece[0] == "h" else moment.second, piece)
    if re.fullmatch(r"\.0+", piece):
        return f".{moment.microsecond:06d}"[: len(piece)]
    if piece[0] in "ymda":
        return _day(piece, moment)
    return _text(_literal(tokens[index]) or tokens[index])


def _padded(number: int, piece: str) -> str:
    return f"{number:0{min(len(piece), 2)}d}"


def _is_minute(lower: list[str], index: int) -> bool:
    """Say whether an m is of minutes: after hours or before seconds, whatever is between."""
    timed = [piece for piece in lower[:index] if piece[0] in "ymdhs" or piece.startswith("[h")]
    following = [piece for piece in lower[index + 1 :] if piece[0] in "ymdhs"]
    return bool(timed and timed[-1].strip("[]")[0] == "h") or following[:1] in (["s"], ["ss"])


def _day(piece: str, moment: datetime) -> str:
    known = {
        "yy": "%y", "y": "%y", "mmmm": "%B", "mmm": "%b", "mm": "%m", "dddd": "%A", "ddd": "%a",
        "dd": "%d",
    }  # fmt: skip
    if piece in {"m", "d"}:
        return str(moment.month if piece == "m" else moment.day)
    if piece in {"am/pm", "a/p"}:
        return moment.strftime("%p")
    if piece == "mmmmm":
        return moment.strftime("%B")[0]
    return moment.strftime(known[piece]) if piece in known else f"{moment.year:04d}"
