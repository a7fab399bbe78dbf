"""The adaptive rule: nobody is trusted before they earned it, and a mistake takes it all back."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.operators.standing import Standing, Verdict, gain, learned
from hinterland.quality.sampling import FLOOR, Reason, checking_probability, decide

TARGET = Decimal("0.0005")
STANDINGS = st.builds(Standing, st.integers(0, 1_000_000))
TARGETS = st.decimals("0.0001", "0.05", places=4)
DRAWS = st.floats(0, 1, exclude_max=True)
PROVEN = Standing(100_000)


@given(TARGETS, DRAWS)
def test_without_a_record_everything_is_checked(target: Decimal, draw: float) -> None:
    check = decide(Standing(), target, draw)
    assert (check.verify, check.probability, check.reason) == (True, 1, Reason.NOT_EARNED)


@given(STANDINGS, STANDINGS, TARGETS, DRAWS)
def test_a_worse_record_is_never_checked_less(
    one: Standing, other: Standing, target: Decimal, draw: float
) -> None:
    worse, better = sorted((one, other), key=lambda standing: standing.earned)
    assert checking_probability(worse, target) >= checking_probability(better, target) >= FLOOR
    assert decide(worse, target, draw).verify >= decide(better, target, draw).verify


@given(STANDINGS, TARGETS, TARGETS)
def test_a_stricter_target_never_checks_less(
    standing: Standing, one: Decimal, other: Decimal
) -> None:
    strict, loose = sorted((one, other))
    assert checking_probability(standing, strict) >= checking_probability(standing, loose)


@given(STANDINGS, st.integers(1, 200), TARGETS, DRAWS)
def test_a_mistake_brings_full_checking_back(
    standing: Standing, wrong: int, target: Decimal, draw: float
) -> None:
    after = learned(standing, Verdict(checked=200, wrong=wrong, probability=0.2))
    assert decide(after, target, draw).reason is Reason.NOT_EARNED


@given(STANDINGS, TARGETS)
def test_a_mistake_is_found_often_enough_to_pay_for_those_that_get_through(
    standing: Standing, target: Decimal
) -> None:
    found = checking_probability(standing, target)
    charge = float(target) * standing.earned
    assert found * charge >= (1 - found) * (1 - 1e-9)


def test_a_sampled_item_stands_for_those_that_were_not() -> None:
    assert gain(Verdict(checked=20, wrong=0)) == 20
    assert gain(Verdict(checked=20, wrong=0, probability=0.05)) == 400
    assert gain(Verdict(checked=20, wrong=1, probability=0.05)) == 0


@pytest.mark.parametrize(
    ("draw", "verify", "reason"), [(0.0, True, Reason.SAMPLED), (0.999, False, Reason.SPARED)]
)
def test_who_has_earned_it_is_checked_by_sample(
    draw: float, *, verify: bool, reason: Reason
) -> None:
    check = decide(PROVEN, TARGET, draw)
    assert (check.verify, check.probability, check.reason) == (verify, FLOOR, reason)


@pytest.mark.parametrize("patience", [1_000, 5_000, 20_000])
def test_waiting_to_be_trusted_before_erring_gains_nothing(patience: int) -> None:
    # Keys rightly until `patience` fields are earned, then wrongly until found; again and again.
    rng, standing, let_through, found, items, size = Random(5), Standing(), 0, 0, 60_000, 50
    for _ in range(items):
        errs = standing.earned >= patience
        check = decide(standing, TARGET, rng.random())
        let_through += errs and not check.verify
        found += errs and check.verify
        if check.verify:
            standing = learned(standing, Verdict(size, int(errs), check.probability))
    assert found > 50
    noise = 4 * (let_through + found) ** 0.5
    assert let_through <= float(TARGET) * items * size + noise
