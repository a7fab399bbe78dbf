"""Whether two keyed values are the same, and what is delivered of one: by the kind of field."""

from hinterland.fields import comparison
from hinterland.fields.characters import clean
from hinterland.fields.field import Deliver, Field
from hinterland.fields.registry import KINDS


def agree(field: Field, one: str, other: str) -> bool:
    """Say whether two operators keyed the same for a field."""
    return _comparable(field, one) == _comparable(field, other)


def delivered(field: Field, text: str) -> str:
    """Return a value as its field wants it delivered: as keyed, or in one way of writing.

    A value that is none of its kind, and was confirmed to be printed so, stays as it was keyed.
    """
    if field.deliver is Deliver.KEYED:
        return text
    return KINDS[field.kind].normalised(field, clean(text)) or text


def _comparable(field: Field, text: str) -> object:
    """Return what counts of a keyed text; a value that does not parse is compared as a text."""
    text = comparison.exact(text)
    meaning = KINDS[field.kind].meaning(field, text)
    return text if meaning is None else meaning
