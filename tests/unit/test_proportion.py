"""Clopper and Pearson's bounds, against published values and against their definition."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.proportion import at_most, interval, lower_bound, upper_bound

SAMPLES = st.integers(1, 100_000).flatmap(
    lambda sample: st.tuples(st.integers(0, sample), st.just(sample))
)


@pytest.mark.parametrize(
    ("errors", "sample", "low", "high"),
    [
        (0, 10, 0.0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (5, 100, 0.0164, 0.1128),
        (10, 10, 0.6915, 1.0),
    ],
)
def test_the_interval_is_the_published_one(
    errors: int, sample: int, low: float, high: float
) -> None:
    assert interval(errors, sample) == pytest.approx((low, high), abs=5e-5)


def test_without_an_error_the_bound_has_a_closed_form() -> None:
    for sample in (1, 59, 6_000, 30_000, 10_000_000):
        assert upper_bound(0, sample) == pytest.approx(1 - 0.05 ** (1 / sample), rel=1e-9)


def test_without_a_sample_nothing_is_known() -> None:
    assert interval(0, 0) == (0.0, 1.0)


def test_the_binomial_tail_is_the_sum_of_its_terms() -> None:
    for rate in (0.001, 0.2, 0.5, 0.97):
        terms = [comb(40, k) * rate**k * (1 - rate) ** (40 - k) for k in range(41)]
        for errors in range(41):
            assert at_most(errors, 40, rate) == pytest.approx(sum(terms[: errors + 1]), rel=1e-9)


@given(SAMPLES, st.sampled_from([0.5, 0.9, 0.95, 0.999]))
def test_at_the_bound_so_few_errors_are_just_as_unlikely_as_was_allowed(
    counts: tuple[int, int], confidence: float
) -> None:
    errors, sample = counts
    bound = upper_bound(errors, sample, confidence)
    assert errors / sample <= bound <= 1
    if errors < sample:
        assert at_most(errors, sample, bound) == pytest.approx(1 - confidence, rel=1e-6)


@given(SAMPLES)
def test_bounds_hold_the_rate_between_them_and_more_confidence_widens_them(
    counts: tuple[int, int],
) -> None:
    errors, sample = counts
    assert lower_bound(errors, sample) <= errors / sample <= upper_bound(errors, sample)
    narrow, wide = interval(errors, sample, 0.8), interval(errors, sample, 0.99)
    assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]


@given(SAMPLES)
def test_one_more_error_raises_the_bound_and_one_more_right_lowers_it(
    counts: tuple[int, int],
) -> None:
    errors, sample = counts
    bound = upper_bound(errors, sample)
    assert upper_bound(errors + 1, sample + 1) >= bound
    assert upper_bound(errors, sample + 1) <= bound


@pytest.mark.parametrize(("errors", "sample"), [(-1, 5), (6, 5), (0, -1)])
def test_counts_that_cannot_be_are_refused(errors: int, sample: int) -> None:
    with pytest.raises(ValueError, match="errors in a sample"):
        upper_bound(errors, sample)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95])
def test_a_confidence_that_cannot_be_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence"):
        upper_bound(1, 10, confidence)
