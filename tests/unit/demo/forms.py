"""Fields of a form, as the API describes them."""

from hinterland.api.work_types import Field
from hinterland.fields.field import FieldKind, Match


def form_field(
    name: str, kind: FieldKind = FieldKind.TEXT, *, written: str | None = None, places: int = 0
) -> Field:
    """Return a field that asks for nothing else; `written` is how a date is."""
    return {
        "name": name,
        "kind": kind,
        "label": {"en": name},
        "match": Match.EXACT,
        "required": False,
        "format": written,
        "century": None,
        "places": places or None,
        "choices": [],
        "pattern": None,
        "pattern_hint": None,
        "min": None,
        "max": None,
        "zone": None,
    }
