"""Numbers and amounts of money, as paper writes them.

Liberal in how they are written, so that what is printed can be keyed as it stands.
"""

import re
from decimal import Decimal

_UNSIGNED = r"(?:[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?|\.[0-9]+)"
_NUMBER = re.compile(rf"-?{_UNSIGNED}")
# How paper marks an amount of money, in small letters: a sign, or a code or abbreviation, which may
# end in a point. (₹.50 is fifty paise, Rs.50 fifty rupees.)
_MARK = (
    r"(?:(?:us|s|a|c|hk|nz)?\$|[₹₨€£¥৳]"
    r"|(?:rs|re|inr|rm|myr|usd|sgd|aed|dhs?|eur|gbp|lkr|npr|bdt|ரூ|रु|रू)\.?)"
)
_AMOUNT = re.compile(rf"(-?)(?:{_MARK} *(-?))?({_UNSIGNED})(?: */[-=])?(?: *{_MARK})?")


def number(text: str) -> Decimal | None:
    """Return a number; commas may group its digits in any way (`1,23,456.50`). None if it is none.

    ASCII digits only, no currency, and no more decimals than are written.
    """
    text = text.strip()
    return Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def amount(text: str) -> Decimal | None:
    """Return a number that may be marked as money: `Rs. 1,234/-`, `$9.20`, `57.40 RM`.

    Which money it is does not count. Nothing but a mark may stand beside the number.
    """
    found = _AMOUNT.fullmatch(text.strip().lower())
    if found is None or (found[1] and found[2]):
        return None
    value = Decimal(found[3].replace(",", ""))
    return -value if found[1] or found[2] else value


def decimals(value: Decimal) -> int:
    """Return how many decimal places a number was written with."""
    return len(format(value, "f").partition(".")[2])


def plain(value: Decimal) -> str:
    """Write a number with a point, without commas, and with the decimals that it has."""
    return format(value, "f")
