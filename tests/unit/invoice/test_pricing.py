"""Pricing: what is billed, at which rate, with which taxes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.invoice.pricing import NotPricedError, contract_for, line, taxes
from hinterland.catalogue.client import Tax
from tests.unit.invoice.worlds import CONTRACT, World

WORLD = World()
CLIENT, RECEIPTS, JOB = WORLD.book.recipient, WORLD.book.recipe, WORLD.rows.job
TAX = CONTRACT.tax


def test_queried_and_rejected_records_are_not_billed() -> None:
    billed = line(JOB, RECEIPTS, CONTRACT)
    assert (billed.quantity, billed.rate, billed.amount) == (7, Decimal("4.50"), Decimal("31.50"))
    assert billed.sac == "998599"
    assert "Receipts" in billed.description


def test_a_line_is_rounded_once_to_paise() -> None:
    contract = replace(CONTRACT, rates={"receipts": Decimal("0.3335")})
    assert line(JOB, RECEIPTS, contract).amount == Decimal("2.33")  # 7 x 0.3335 = 2.3345


def test_in_the_same_state_the_tax_is_half_central_half_state() -> None:
    central, state = taxes(Decimal("31.50"), TAX, "33", "33")
    assert (central.kind, central.percent, central.amount) == ("CGST", Decimal(9), Decimal("2.84"))
    assert (state.kind, state.percent, state.amount) == ("SGST", Decimal(9), Decimal("2.84"))


def test_across_a_state_border_the_tax_is_integrated() -> None:
    [tax] = taxes(Decimal("31.50"), TAX, "33", "27")
    assert (tax.kind, tax.percent, tax.amount) == ("IGST", Decimal(18), Decimal("5.67"))


@given(
    st.decimals(0, 10**8, places=2),
    st.decimals(0, 28, places=2),
    st.sampled_from(["27", "33"]),
)
def test_each_tax_is_its_percentage_to_the_nearest_paisa(
    taxable: Decimal, percent: Decimal, place: str
) -> None:
    charged = taxes(taxable, Tax("998599", percent), "33", place)
    assert sum(tax.percent for tax in charged) == percent
    for tax in charged:
        exact = Fraction(taxable) * Fraction(tax.percent) / 100
        assert Fraction(-1, 200) < Fraction(tax.amount) - exact <= Fraction(1, 200)


def test_the_latest_contract_that_has_begun_sets_the_rate() -> None:
    later = replace(CONTRACT, start=date(2027, 4, 1), rates={"receipts": Decimal(5)})
    client = replace(CLIENT, contracts=(later, CONTRACT))
    assert contract_for(client, "receipts", date(2027, 3, 31)) is CONTRACT
    assert contract_for(client, "receipts", date(2027, 4, 1)) is later


@pytest.mark.parametrize(
    ("work_type", "day"),
    [("addresses", date(2026, 11, 21)), ("receipts", date(2026, 3, 31))],
)
def test_work_without_a_price_is_an_error_that_says_what_to_do(work_type: str, day: date) -> None:
    with pytest.raises(NotPricedError, match=r"meridian has no rate for .* apply the catalogue"):
        contract_for(CLIENT, work_type, day)
