"""The rule on simulated operators, small: it keeps its target, and spares who deserves it."""

from decimal import Decimal
from random import Random

import pytest

from benchmarks.quality.keying import Item, keyed_items
from benchmarks.quality.methods import Adaptive, Result, double, single
from benchmarks.quality.people import Operator
from hinterland.proportion import lower_bound

TARGET = Decimal("0.002")  # wide enough to be earned in a small simulation
RECORDS = 2_500  # by each of four operators


def office(rate: float) -> list[Item]:
    return list(keyed_items([Operator(rate, alike=0.1)] * 5, RECORDS, Random(17)))


def adaptive(items: list[Item]) -> Result:
    return Adaptive(TARGET, Random(18), lag=10).run(items)


@pytest.mark.parametrize("rate", [0.0005, 0.002, 0.004, 0.01])
def test_whatever_the_operators_rate_the_target_is_kept(rate: float) -> None:
    result = adaptive(office(rate))
    assert lower_bound(result.wrong, result.fields) <= float(TARGET)


def test_good_operators_need_few_second_keyings() -> None:
    result = adaptive(office(float(TARGET) / 5))
    assert 1.05 < result.keyings <= 1.3


def test_poor_operators_are_checked_nearly_always() -> None:
    items = office(float(TARGET) * 10)
    result = adaptive(items)
    assert result.keyings > 1.9
    assert result.error < single(items).error / 5
    assert result.error >= double(items).error
