"""Whether two keyed values are the same, by the kind of their field."""

import re
import unicodedata

from hinterland.fields import values
from hinterland.fields.field import Field, FieldKind, Match

_NOT_A_WORD = re.compile(r"[\W_]+")


def agree(field: Field, one: str, other: str) -> bool:
    """Say whether two operators keyed the same for a field."""
    return _comparable(field, one) == _comparable(field, other)


def _comparable(field: Field, text: str) -> object:
    """Return what counts of a keyed text; a value that does not parse is compared as a text."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if field.kind.is_code:
        return values.code(text)
    meaning = _meaning(field, text)
    return text if meaning is None else meaning


def _meaning(field: Field, text: str) -> object | None:
    match field.kind:
        case FieldKind.DATE:
            return values.day(text, field.format or values.DATE_FORMAT)
        case FieldKind.DECIMAL | FieldKind.INTEGER:
            return values.amount(text)
        case FieldKind.TEXT if field.match is Match.LOOSE:
            return _NOT_A_WORD.sub("", text.casefold())
        case FieldKind.CHOICE:
            return text.casefold()
        case FieldKind.BOOLEAN:
            return values.truth(text)
        case _:
            return None
