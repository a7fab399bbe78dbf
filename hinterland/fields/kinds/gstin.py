"""The GSTIN, a company's tax number: 2 digits state, 10 characters PAN, entity, Z, check digit.

The functions take it in capitals, without spaces.
"""

import re

from hinterland.fields.faults import Check, Fault
from hinterland.fields.field import Field
from hinterland.fields.kinds.code import Code

_SHAPE = re.compile(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Gstin(Code):
    """A GSTIN, its check digit included."""

    def fault(self, field: Field, text: str) -> Fault | None:
        """Return whether its shape or its check digit is wrong."""
        del field
        code = self.written(text)
        if not has_shape(code):
            return Fault(Check.FORMAT, "A GSTIN has 15 characters, as in 33AAAAA0000A1Z9.")
        if not is_sound(code):
            message = "The last character of this GSTIN does not fit the rest; one is wrong."
            return Fault(Check.CHECKSUM, message)
        return None


def check_digit(first_14: str) -> str:
    """Return the last character of the GSTIN that begins with these 14: Luhn's sum, in base 36."""
    total = 0
    for position, character in enumerate(first_14):
        product = _DIGITS.index(character) * (1 + position % 2)
        total += product // 36 + product % 36
    return _DIGITS[-total % 36]


def has_shape(gstin: str) -> bool:
    """Say whether a text looks like a GSTIN, whether or not its check digit fits."""
    return _SHAPE.fullmatch(gstin) is not None


def is_sound(gstin: str) -> bool:
    """Say whether a GSTIN's check digit fits, so that hardly a character can be wrong."""
    return has_shape(gstin) and gstin[-1] == check_digit(gstin[:-1])
