"""Whether two keyed values are the same, by the kind of their field."""

from hinterland.fields import comparison, values
from hinterland.fields.field import Field, FieldKind, Match


def agree(field: Field, one: str, other: str) -> bool:
    """Say whether two operators keyed the same for a field."""
    return _comparable(field, one) == _comparable(field, other)


def _comparable(field: Field, text: str) -> object:
    """Return what counts of a keyed text; a value that does not parse is compared as a text."""
    text = comparison.exact(text)
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
            return comparison.loose(text)
        case FieldKind.CHOICE:
            return text.casefold()
        case FieldKind.BOOLEAN:
            return values.truth(text)
        case _:
            return None
