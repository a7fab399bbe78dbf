"""Whether a keyed value can be right, by its field: one check after another, the first fault told.

The operator's page makes the same checks (`web/keying/checks.js`; `tests/field-checks.json` holds
both to them). A value is never quoted in a message: it may be personal.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hinterland.fields import gstin, identity_codes, values
from hinterland.fields.characters import LONGEST, clean, is_writable
from hinterland.fields.field import Bound, Field, FieldKind
from hinterland.fields.patterns import fits
from hinterland.fields.values import measure


class Check(StrEnum):
    """What a value may fail. The names are part of the operator API."""

    REQUIRED = "required"
    CHARACTERS = "characters"  # holds what no file can hold: see `characters.is_writable`
    LENGTH = "length"  # longer than `characters.LONGEST`
    FORMAT = "format"  # not written as its kind is: a date, a number, a code
    CHECKSUM = "checksum"  # its check digit does not fit
    CHOICE = "choice"  # none of the values to choose from
    RANGE = "range"
    PATTERN = "pattern"


# What a person may confirm to be printed so. Nothing printed is empty, or a choice of ours.
CONFIRMABLE = frozenset({Check.FORMAT, Check.CHECKSUM, Check.RANGE, Check.PATTERN})


@dataclass(frozen=True, slots=True)
class Fault:
    """The check that a value failed, and a sentence for the person who keyed it."""

    check: Check
    message: str


def fault(field: Field, text: str) -> Fault | None:
    """Return what is wrong with a keyed value; None when it passes every check of its field."""
    text = clean(text)
    if not text:
        message = "This field must be filled in."
        return Fault(Check.REQUIRED, message) if field.required else None
    return (
        _text_fault(text)
        or _kind_fault(field, text)
        or _range_fault(field, text)
        or _pattern_fault(field, text)
    )


def _text_fault(text: str) -> Fault | None:
    if not is_writable(text):
        message = "This holds a character that cannot be written down; key it again."
        return Fault(Check.CHARACTERS, message)
    if len(text) > LONGEST:
        return Fault(Check.LENGTH, f"This may have at most {LONGEST:,} characters.")
    return None


def _kind_fault(field: Field, text: str) -> Fault | None:
    match field.kind:
        case FieldKind.DATE if _day(field, text) is None:
            return Fault(Check.FORMAT, f"This must be a date that exists, as {_form(field)}.")
        case FieldKind.INTEGER | FieldKind.DECIMAL:
            return _number_fault(field, text)
        case FieldKind.CHOICE if text.lower() not in {each.lower() for each in field.choices}:
            return Fault(Check.CHOICE, f"This must be one of: {', '.join(field.choices)}.")
        case FieldKind.BOOLEAN if values.truth(text) is None:
            return Fault(Check.CHOICE, "This must be true or false.")
        case kind if kind.is_code:
            return _code_fault(kind, values.code(text))
        case _:
            return None


def _number_fault(field: Field, text: str) -> Fault | None:
    if field.kind is FieldKind.INTEGER:
        is_whole = "." not in text and values.number(text) is not None
        return None if is_whole else Fault(Check.FORMAT, "This must be a whole number.")
    value = values.amount(text)
    if value is None:
        return Fault(Check.FORMAT, "This must be a number, such as 1,234.50 or Rs. 1,234/-.")
    if field.places is not None and values.decimals(value) > field.places:
        return Fault(Check.FORMAT, f"This may have at most {field.places} decimal places.")
    return None


def _code_fault(kind: FieldKind, code: str) -> Fault | None:
    match kind:
        case FieldKind.GSTIN if not gstin.has_shape(code):
            return Fault(Check.FORMAT, "A GSTIN has 15 characters, as in 33AAAAA0000A1Z9.")
        case FieldKind.GSTIN if not gstin.is_sound(code):
            message = "The last character of this GSTIN does not fit the rest; one is wrong."
            return Fault(Check.CHECKSUM, message)
        case FieldKind.PAN if not identity_codes.is_pan(code):
            message = "A PAN has five letters, four digits and a letter, as in AAAPA1234A."
            return Fault(Check.FORMAT, message)
        case FieldKind.IFSC if not identity_codes.is_ifsc(code):
            message = "An IFSC has four letters, a zero and six more, as in SBIN0001234."
            return Fault(Check.FORMAT, message)
        case FieldKind.PIN if not identity_codes.is_pin(code):
            return Fault(Check.FORMAT, "A PIN code has six digits and does not begin with 0.")
        case _:
            return None


def _range_fault(field: Field, text: str) -> Fault | None:
    value = _day(field, text) if field.kind is FieldKind.DATE else values.amount(text)
    if value is None:
        return None
    is_below = field.min is not None and measure(value) < measure(field.min)
    is_above = field.max is not None and measure(value) > measure(field.max)
    if not is_below and not is_above:
        return None
    return Fault(Check.RANGE, f"This must be {_bounds(field)}.")


def _pattern_fault(field: Field, text: str) -> Fault | None:
    value = values.code(text) if field.kind.is_code else text
    if field.pattern is None or fits(field.pattern, value):
        return None
    hint = (field.pattern_hint or {}).get("en")
    return Fault(Check.PATTERN, hint or "This is not written as it should be.")


def _bounds(field: Field) -> str:
    least, most = (_shown(field, bound) for bound in (field.min, field.max))
    if least and most:
        return f"from {least} to {most}"
    return f"at least {least}" if least else f"at most {most}"


def _shown(field: Field, bound: Bound | None) -> str:
    if isinstance(bound, date):
        return values.written(bound, _form(field))
    return "" if bound is None else format(bound, "f")


def _day(field: Field, text: str) -> date | None:
    return values.day(text, _form(field))


def _form(field: Field) -> str:
    return field.format or values.DATE_FORMAT
