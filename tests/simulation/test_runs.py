"""A few runs of the simulation; `make simulate` makes more of them."""

import pytest

from simulation.run import run


@pytest.mark.parametrize("seed", [9, 10, 15, 18, 24])
def test_no_invariant_breaks_in_a_run(seed: int) -> None:
    assert run(seed).violations == ()


def test_the_same_seed_comes_out_the_same() -> None:
    first, second = run(9), run(9)
    assert (first.steps, first.faults, first.calls) == (second.steps, second.faults, second.calls)
