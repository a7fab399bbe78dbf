"""Rupees: `Decimal` throughout, rounded half up to paise where an amount comes to stand."""

from decimal import ROUND_HALF_UP, Decimal

_PAISA = Decimal("0.01")


def to_paise(amount: Decimal) -> Decimal:
    """Round an amount of rupees half up, as tax offices and tills do, to two places."""
    return amount.quantize(_PAISA, rounding=ROUND_HALF_UP)


def rupees(amount: Decimal) -> str:
    """Write an amount for machines: `2817.00`. Two places, more only if they are there."""
    exact = format(amount.normalize(), "f")
    places = len(exact.partition(".")[2])
    return f"{amount:.{max(2, places)}f}"


def grouped(amount: str) -> str:
    """Write `rupees` for people in India, in thousands, lakh and crore: `12,34,567.50`."""
    whole, point, paise = amount.partition(".")
    head, tail = whole[:-3], whole[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return ",".join([*reversed(pairs), tail]) + point + paise
