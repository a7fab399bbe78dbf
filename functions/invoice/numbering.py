"""Invoice numbers: `HL/2627/0001`, consecutive within the financial year, 16 characters at most."""

from datetime import date

from hinterland.errors import HinterlandError

_MOST_CHARACTERS = 16
_LEAST_DIGITS = 4
_MOST_DIGITS = 6
_APRIL = 4


class SeriesExhaustedError(HinterlandError):
    """A financial year's series has no number left that fits the legal length."""

    code = "series_exhausted"


def financial_year(day: date) -> str:
    """Return the Indian financial year of a day, April to March: `2627` for 2026-27."""
    begun = day.year if day.month >= _APRIL else day.year - 1
    return f"{begun % 100:02d}{(begun + 1) % 100:02d}"


def series(prefix: str, day: date) -> str:
    """Name the series that an invoice of this day is counted in: `HL/2627`."""
    return f"{prefix}/{financial_year(day)}"


def invoice_number(series: str, number: int) -> str:
    """Write the number of an invoice; raise `SeriesExhaustedError` when it would be too long."""
    digits = min(_MOST_DIGITS, _MOST_CHARACTERS - len(series) - 1)
    if number >= 10**digits:
        raise SeriesExhaustedError(
            f"series {series} has used all of its numbers up to {10**digits - 1}; "
            "give office.yaml another invoice_prefix and apply the catalogue"
        )
    return f"{series}/{number:0{_LEAST_DIGITS}d}"
