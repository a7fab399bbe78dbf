"""The GSTIN, a company's tax number: 2 digits state, 10 characters PAN, entity, Z, check digit."""

import re

_SHAPE = re.compile(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def check_digit(first_14: str) -> str:
    """Return the last character of the GSTIN that begins with these 14: Luhn's sum, in base 36."""
    total = 0
    for position, character in enumerate(first_14):
        product = _DIGITS.index(character) * (1 + position % 2)
        total += product // 36 + product % 36
    return _DIGITS[-total % 36]


def mistake_in(gstin: str) -> str | None:
    """Say what is wrong with a GSTIN, as the end of a sentence; None when it is sound."""
    if not _SHAPE.fullmatch(gstin):
        return "is not a GSTIN: 15 characters, such as 33AAAAA0000A1Z9"
    if gstin[-1] != check_digit(gstin[:-1]):
        return "is not a GSTIN that exists: its check digit does not fit, so a character is wrong"
    return None
