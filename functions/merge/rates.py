"""A rate found in a sample, and how high the true one may be, as the certificate writes them."""

from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal
from typing import TypedDict

from hinterland.proportion import upper_bound

CONFIDENCE = "0.95"
_PLACES = Decimal("0.000001")


class RateDocument(TypedDict):
    """Shares of 1 as decimals with six places; null where nothing was compared."""

    error_rate: str | None
    error_rate_upper_bound: str | None  # rounded up, so that it stays a bound


def rate(wrong: int, compared: int) -> RateDocument:
    """Return the share that is wrong, with its one-sided 95 % Clopper-Pearson upper bound."""
    if compared == 0:
        return {"error_rate": None, "error_rate_upper_bound": None}
    # To twelve places first: the last bits of a float would round 0.95 up to 0.950001.
    bound = Decimal(f"{upper_bound(wrong, compared, float(CONFIDENCE)):.12f}")
    return {
        "error_rate": share(wrong, compared),
        "error_rate_upper_bound": str(bound.quantize(_PLACES, ROUND_CEILING)),
    }


def share(part: int, whole: int) -> str:
    """Return part / whole (> 0) with six places."""
    return str((Decimal(part) / whole).quantize(_PLACES, ROUND_HALF_EVEN))
