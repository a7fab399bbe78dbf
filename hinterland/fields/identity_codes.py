"""Codes that Indian paper is full of: PAN, IFSC, PIN. The GSTIN has a module of its own.

All take the code in capitals, without spaces.
"""

import re

# The fourth letter of a PAN says who holds it: an association, a body of individuals, a company, a
# firm, the government, a Hindu undivided family, a judicial person, a local authority, a person,
# a trust. Its last letter is a check whose rule is not published.
_PAN = re.compile(r"[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{4}[A-Z]")
_IFSC = re.compile(r"[A-Z]{4}0[0-9A-Z]{6}")
_PIN = re.compile(r"[1-9][0-9]{5}")


def is_pan(code: str) -> bool:
    """Say whether a code can be a Permanent Account Number of the income tax department."""
    return _PAN.fullmatch(code) is not None


def is_ifsc(code: str) -> bool:
    """Say whether a code can be a bank branch's: four letters, 0, six letters or digits."""
    return _IFSC.fullmatch(code) is not None


def is_pin(code: str) -> bool:
    """Say whether a code can be a postal one: six digits, of which the first is not 0."""
    return _PIN.fullmatch(code) is not None
