"""A few runs of the simulation; `make simulate` makes more of them."""

import pytest

from simulation.run import run


@pytest.mark.parametrize("seed", [1, 4, 7, 12, 13])
def test_no_invariant_breaks_in_a_run(seed: int) -> None:
    assert run(seed).violations == ()


def test_the_same_seed_comes_out_the_same() -> None:
    first, second = run(13), run(13)
    assert (first.steps, first.faults, first.calls) == (second.steps, second.faults, second.calls)
