"""The mistakes that scripted operators make."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from examples.demo.mistakes import Mistakes, leave_out, mistype, swap_digits

NEVER = Mistakes(seed=1, rate=0)
ALWAYS = Mistakes(seed=1, rate=1)
PLACE = ("receipts", "key", "001", "total")


def test_without_mistakes_everything_is_keyed_as_it_is() -> None:
    assert NEVER.key("MURUGAN STORES", "text", PLACE) == "MURUGAN STORES"


def test_the_same_place_gets_the_same_mistake_in_every_run() -> None:
    assert ALWAYS.key("MURUGAN", "text", PLACE) == Mistakes(1, 1).key("MURUGAN", "text", PLACE)


def test_a_second_keying_makes_mistakes_of_its_own() -> None:
    half = Mistakes(seed=1, rate=0.5)
    first = [half.key("12", "decimal", ("receipts", "key", str(n), "total")) for n in range(50)]
    second = [half.key("12", "decimal", ("receipts", "verify", str(n), "total")) for n in range(50)]
    assert first != second


def test_about_as_many_mistakes_as_asked_for() -> None:
    some = Mistakes(seed=1, rate=0.1)
    keyed = [some.key("12", "integer", (str(n),)) for n in range(1000)]
    assert 70 <= keyed.count("21") <= 130


def test_a_choice_is_never_mistyped() -> None:
    assert ALWAYS.key("Tamil Nadu", "choice", PLACE) == "Tamil Nadu"


@given(st.text(alphabet="0123456789.", max_size=12), st.integers())
def test_swapped_digits_are_the_same_digits_with_the_point_in_its_place(
    value: str, seed: int
) -> None:
    swapped = swap_digits(value, Random(seed))
    assert sorted(swapped) == sorted(value)
    assert [at for at, sign in enumerate(swapped) if sign == "."] == [
        at for at, sign in enumerate(value) if sign == "."
    ]


@given(st.text(min_size=1), st.integers())
def test_a_slip_never_empties_a_value(value: str, seed: int) -> None:
    assert leave_out(value, Random(seed))
    assert len(mistype(value, Random(seed))) == len(value)
