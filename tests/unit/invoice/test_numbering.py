"""Invoice numbers: April to March, 16 characters at most, and a clear end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.invoice.numbering import (
    SeriesExhaustedError,
    financial_year,
    invoice_number,
    series,
)

prefixes = st.from_regex(r"[A-Z0-9][A-Z0-9-]{0,5}", fullmatch=True)
days = st.dates(date(2017, 7, 1), date(2098, 12, 31))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 3, 31), "2526"),
        (date(2026, 4, 1), "2627"),
        (date(2026, 12, 31), "2627"),
        (date(2027, 1, 1), "2627"),
        (date(2027, 3, 31), "2627"),
        (date(2027, 4, 1), "2728"),
        (date(2099, 4, 1), "9900"),
    ],
)
def test_the_financial_year_turns_on_the_first_of_april(day: date, year: str) -> None:
    assert financial_year(day) == year


@given(days)
def test_the_year_changes_between_two_days_only_at_the_first_of_april(day: date) -> None:
    next_day = day + timedelta(days=1)
    turns = financial_year(day) != financial_year(next_day)
    assert turns == ((next_day.month, next_day.day) == (4, 1))


@given(prefixes, days, st.integers(1, 9999))
def test_every_prefix_has_room_for_9999_numbers_of_legal_form(
    prefix: str, day: date, number: int
) -> None:
    text = invoice_number(series(prefix, day), number)
    assert len(text) <= 16
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/")
    assert int(text.rpartition("/")[2]) == number
    assert len(text.rpartition("/")[2]) >= 4


@given(st.lists(st.integers(1, 999_999), min_size=2, unique=True))
def test_different_numbers_read_differently(numbers: list[int]) -> None:
    assert len({invoice_number("HL/2627", number) for number in numbers}) == len(numbers)


@pytest.mark.parametrize(("prefix", "last"), [("HL", 999_999), ("ABCDE", 99_999), ("ABCDEF", 9999)])
def test_a_series_that_is_full_says_so(prefix: str, last: int) -> None:
    day = date(2026, 11, 21)
    assert len(invoice_number(series(prefix, day), last)) <= 16
    with pytest.raises(SeriesExhaustedError, match="invoice_prefix"):
        invoice_number(series(prefix, day), last + 1)
