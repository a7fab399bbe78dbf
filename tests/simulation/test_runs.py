"""A few runs of the simulation; `make simulate` makes more of them."""

import pytest

from simulation.run import run

SHOWN, SEEDS = 7, range(1, 21)  # in `make test`, and in `make prove`


@pytest.mark.parametrize(
    "seed",
    [pytest.param(seed, marks=[] if seed == SHOWN else pytest.mark.prove) for seed in SEEDS],
)
def test_no_invariant_breaks_in_a_run(seed: int) -> None:
    assert run(seed).violations == ()


@pytest.mark.prove
def test_the_same_seed_comes_out_the_same() -> None:
    first, second = run(13), run(13)
    assert (first.steps, first.faults, first.calls) == (second.steps, second.faults, second.calls)
