"""An auditor's way to the same numbers: straight from what people keyed, by none of our code."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

from hypothesis import given, settings
from hypothesis import strategies as st

from functions.merge.rates import rate
from hinterland.catalogue.work_type import Quality
from hinterland.work.entries import Flag
from tests.unit.merge.worlds import Keyed, Said, World, values

# What is the same by the field's comparison has the same number here.
NAMES = {"Kaveri": 1, "KAVERI.": 1, "Cauvery": 2, "": 3}
TOTALS = {"1": 1, "1.00": 1, "2": 2, "": 3}
FIELDS = ("name", "total")
PEOPLE = ("selvi", "kavi", "mani", "arul", "devi")

answers: st.SearchStrategy[Keyed] = st.one_of(
    st.builds(values, st.sampled_from([*NAMES]), st.sampled_from([*TOTALS])),
    st.builds(values, st.just("Kaveri"), st.just("1")),
    st.sampled_from([flag for flag in Flag if flag is not Flag.SET_ASIDE]),
)


@dataclass(frozen=True)
class Item:
    """Who keyed what of an item; the third is asked only where the first two differ."""

    people: Sequence[str]
    records: Sequence[tuple[Keyed, Keyed, Keyed]]
    is_checked: bool


items = st.builds(
    Item,
    st.permutations(PEOPLE).map(lambda people: people[:3]),
    st.lists(st.tuples(answers, answers, answers), min_size=1, max_size=4),
    st.booleans(),
)


def same(field: str, one: Keyed, other: Keyed) -> bool:
    if isinstance(one, Flag) or isinstance(other, Flag):
        return one is other
    numbers = NAMES if field == "name" else TOTALS
    return numbers[one[field]] == numbers[other[field]]


@dataclass
class Audit:
    """Naive counts: one delivered record after the other."""

    compared: int = 0
    agreed: int = 0
    first: int = 0
    second: int = 0
    keyed: int = 0

    def add(self, fields: Sequence[str], first: Keyed, second: Keyed | None, final: Keyed) -> None:
        if second is None:
            return
        self.compared += 1
        self.agreed += all(same(field, first, second) for field in fields)
        self.first += not all(same(field, first, final) for field in fields)
        self.second += not all(same(field, second, final) for field in fields)


def final_of(first: Keyed, second: Keyed | None, third: Keyed) -> Keyed:
    """Return what holds: the third's word for the fields in which the first two differ."""
    if second is None or all(same(field, first, second) for field in FIELDS):
        return first
    if isinstance(third, Flag) or isinstance(first, Flag) or isinstance(second, Flag):
        return third
    return {field: first[field] if same(field, first, second) else third[field] for field in FIELDS}


def audit(given: Sequence[Item]) -> tuple[dict[str, Audit], int]:
    """Return the counts by field, with those of whole records under "", and of queries."""
    found = {field: Audit() for field in (*FIELDS, "")}
    queries = 0
    for item in given:
        for first, checking, third in item.records:
            second = checking if item.is_checked else None
            final = final_of(first, second, third)
            if isinstance(final, Flag):
                queries += 1
                continue
            found[""].add(FIELDS, first, second, final)
            for field in FIELDS:
                found[field].add([field], first, second, final)
                found[field].keyed += isinstance(first, dict)
                if second is not None:
                    found[field].keyed += isinstance(second, dict)
                    found[field].keyed += not same(field, first, second)
    return found, queries


def people_of(given: Sequence[Item]) -> list[int]:
    asked = [
        {item.people[0] for item in given},
        {item.people[1] for item in given if item.is_checked},
        {
            item.people[2]
            for item in given
            if item.is_checked
            and not all(same(f, one, two) for one, two, _ in item.records for f in FIELDS)
        },
    ]
    return [*map(len, asked), len(set[str]().union(*asked))]


@settings(max_examples=150)
@given(st.lists(items, min_size=1, max_size=8), st.integers(1, 3))
def test_an_auditor_comes_to_the_same_numbers(given: Sequence[Item], items_per_part: int) -> None:
    world = World(quality=Quality(2), items_per_part=items_per_part)
    for item in given:
        by_person = zip(item.people, zip(*item.records, strict=True), strict=True)
        said = [Said(person, records) for person, records in by_person]
        rows = [["x"]] * len(item.records)
        world.add_item(rows, *(said if item.is_checked else said[:1]))
    certificate = world.certify()
    found, queries = audit(given)
    assert certificate["queries"]["records"] == queries
    assert list(certificate["people"].values()) == people_of(given)
    for field, naive in found.items():
        counts = certificate["fields"][field] if field else certificate["records"]
        assert counts["compared"] == naive.compared
        assert counts["agreed"] == naive.agreed
        assert counts["adjudicated"] == naive.compared - naive.agreed
        assert counts["first_keying"]["wrong"] == naive.first
        assert counts["second_keying"]["wrong"] == naive.second
        if field:
            assert certificate["fields"][field]["keyed"] == naive.keyed
        if naive.compared:
            assert counts["error_rate"] == f"{counts['adjudicated'] / naive.compared:.6f}"


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_at_the_bound_so_few_errors_come_with_five_percent(counts: tuple[int, int]) -> None:
    wrong, compared = counts
    written = rate(wrong, compared)["error_rate_upper_bound"]
    assert written is not None
    bound = float(written)
    assert 0 < bound <= 1
    if wrong < compared:
        assert at_most(wrong, compared, bound) <= 0.05 + 1e-9
        assert at_most(wrong, compared, bound - 2e-6) > 0.05 - 1e-9


def at_most(wrong: int, compared: int, probability: float) -> float:
    """Return the binomial distribution function, term by term."""
    return sum(
        comb(compared, k) * probability**k * (1 - probability) ** (compared - k)
        for k in range(wrong + 1)
    )
