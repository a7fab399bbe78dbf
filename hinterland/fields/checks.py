"""Whether a keyed value can be right, by its field: one check after another, the first fault told.

The operator's page makes the same checks (`web/keying/checks.js`; `tests/field-checks.json` holds
both to them).
"""

from hinterland.fields.characters import LONGEST, clean, is_writable
from hinterland.fields.faults import Check, Fault
from hinterland.fields.field import Field
from hinterland.fields.kinds.kind import Kind, measure
from hinterland.fields.patterns import fits
from hinterland.fields.registry import KINDS


def fault(field: Field, text: str) -> Fault | None:
    """Return what is wrong with a keyed value; None when it passes every check of its field."""
    text = clean(text)
    if not text:
        message = "This field must be filled in."
        return Fault(Check.REQUIRED, message) if field.required else None
    kind = KINDS[field.kind]
    return (
        _text_fault(text)
        or kind.fault(field, text)
        or _range_fault(kind, field, text)
        or _pattern_fault(kind, field, text)
    )


def _text_fault(text: str) -> Fault | None:
    if not is_writable(text):
        message = "This holds a character that cannot be written down; key it again."
        return Fault(Check.CHARACTERS, message)
    if len(text) > LONGEST:
        return Fault(Check.LENGTH, f"This may have at most {LONGEST:,} characters.")
    return None


def _range_fault(kind: Kind, field: Field, text: str) -> Fault | None:
    value = kind.amount(field, text)
    if value is None:
        return None
    is_below = field.min is not None and measure(value) < measure(field.min)
    is_above = field.max is not None and measure(value) > measure(field.max)
    if not is_below and not is_above:
        return None
    return Fault(Check.RANGE, f"This must be {_bounds(kind, field)}.")


def _pattern_fault(kind: Kind, field: Field, text: str) -> Fault | None:
    if field.pattern is None or fits(field.pattern, kind.written(text)):
        return None
    hint = (field.pattern_hint or {}).get("en")
    return Fault(Check.PATTERN, hint or "This is not written as it should be.")


def _bounds(kind: Kind, field: Field) -> str:
    least, most = (
        "" if bound is None else kind.shown(field, bound) for bound in (field.min, field.max)
    )
    if least and most:
        return f"from {least} to {most}"
    return f"at least {least}" if least else f"at most {most}"
