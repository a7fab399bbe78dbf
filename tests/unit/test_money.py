"""Money: exact, rounded half up, written for machines and for people in India."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.money import grouped, rupees, to_paise

amounts = st.decimals(min_value=0, max_value=10**9, places=5)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.005", "0.01"), ("0.004999", "0.00"), ("1.115", "1.12"), ("2.5", "2.50")],
)
def test_half_a_paisa_rounds_up(amount: str, rounded: str) -> None:
    assert str(to_paise(Decimal(amount))) == rounded


@given(amounts)
def test_rounding_never_moves_an_amount_by_more_than_half_a_paisa(amount: Decimal) -> None:
    difference = Fraction(to_paise(amount)) - Fraction(amount)
    assert Fraction(-1, 200) < difference <= Fraction(1, 200)


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_what_is_written_is_the_same_amount_with_at_least_two_places(amount: Decimal) -> None:
    text = rupees(amount)
    assert Decimal(text) == amount
    assert len(text.partition(".")[2]) in {2, 3, 4}


@pytest.mark.parametrize(
    ("plain", "shown"),
    [
        ("0.00", "0.00"),
        ("999.50", "999.50"),
        ("1000.00", "1,000.00"),
        ("99999.00", "99,999.00"),
        ("100000.00", "1,00,000.00"),
        ("12345678.90", "1,23,45,678.90"),
        ("1234560", "12,34,560"),
    ],
)
def test_people_in_india_read_lakh_and_crore(plain: str, shown: str) -> None:
    assert grouped(plain) == shown


@given(amounts)
def test_grouping_changes_no_digit(amount: Decimal) -> None:
    plain = rupees(amount)
    groups = grouped(plain).partition(".")[0].split(",")
    assert grouped(plain).replace(",", "") == plain
    assert all(len(group) == 2 for group in groups[1:-1])
    assert 1 <= len(groups[0]) <= 3
