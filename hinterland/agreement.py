"""Whether two keyed values are the same, by the kind of their field."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from hinterland.catalogue import Field, FieldKind, Match

_NOT_A_WORD = re.compile(r"[\W_]+")
_GROUPING = re.compile(r"[,\s]")
# Longest first, so that `yyyy` is not read as two times `yy`.
_DATE_TOKENS = {"yyyy": "%Y", "yy": "%y", "mmm": "%b", "mm": "%m", "dd": "%d"}


def agree(field: Field, one: str, other: str) -> bool:
    """Say whether two operators keyed the same for a field."""
    return _comparable(field, one) == _comparable(field, other)


def _comparable(field: Field, text: str) -> object:
    """Return what counts of a keyed text; a value that does not parse is compared as a text."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    match field.kind:
        case FieldKind.DATE:
            return _date(text, field.format or "dd/mm/yyyy")
        case FieldKind.DECIMAL | FieldKind.INTEGER:
            return _number(text)
        case FieldKind.TEXT if field.match is Match.LOOSE:
            return _NOT_A_WORD.sub("", text.casefold())
        case FieldKind.CHOICE | FieldKind.BOOLEAN:
            return text.casefold()
        case _:
            return text


def _number(text: str) -> Decimal | str:
    try:
        number = Decimal(_GROUPING.sub("", text))
    except InvalidOperation:
        return text
    return number if number.is_finite() else text


def _date(text: str, form: str) -> date | str:
    for token, directive in _DATE_TOKENS.items():
        form = form.replace(token, directive)
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 - a date has no zone
    except ValueError:
        return text
