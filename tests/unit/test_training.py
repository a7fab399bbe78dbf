"""Training: which records an attempt shows, and how what was keyed is graded."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.fields.field import Field, FieldKind, Match
from hinterland.training.attempts import Attempt, draw, paid_attempts_left, pay_per_record
from hinterland.training.grading import Grade, WrongField, grade
from hinterland.training.known_answers import KnownRecord, Training, from_document, to_document
from hinterland.work.entries import Entry, Flag, KeyedRecord

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIELDS = (
    Field("name", FieldKind.TEXT, {"en": "Name"}, match=Match.LOOSE),
    Field("total", FieldKind.DECIMAL, {"en": "Total"}),
)
RIGHT = KeyedRecord("000001", {"name": "Kaveri Medicals", "total": "490.00"})
ALL_RIGHT = Grade(2, 2, ())


def known(count: int) -> list[KnownRecord]:
    return [KnownRecord(f"k{number}", {"id": number}, None, {}) for number in range(count)]


def attempt(number: int, records: tuple[str, ...], grade: Grade | None = ALL_RIGHT) -> Attempt:
    return Attempt(
        "valli", "names", number, f"r{number}", 1, "known/names.x.json", "shops", 1, "shops",
        Decimal("0.95"), Decimal("0.60"), records, NOON, grade,
    )  # fmt: skip


def keyed(name: str, total: str, flag: Flag | None = None) -> Entry:
    return Entry((KeyedRecord("000001", {"name": name, "total": total}, flag),))


@given(
    count=st.integers(1, 40), wanted=st.integers(1, 12), attempts=st.integers(1, 6), seed=st.text()
)
def test_what_was_seen_least_is_drawn_first(
    count: int, wanted: int, attempts: int, seed: str
) -> None:
    records, before = known(count), list[Attempt]()
    for number in range(1, attempts + 1):
        drawn = draw(records, before, wanted, f"{seed}{number}")
        assert len(set(drawn)) == len(drawn) == min(wanted, count)
        before.append(attempt(number, drawn))
    times = [sum(each.name in made.records for made in before) for each in records]
    assert max(times) - min(times) <= 1


def test_the_same_seed_draws_the_same_and_another_something_else() -> None:
    records = known(30)
    assert draw(records, [], 10, "a") == draw(records, [], 10, "a")
    assert draw(records, [], 10, "a") != draw(records, [], 10, "b")


def test_fields_are_judged_as_two_keyings_are_compared() -> None:
    assert grade(FIELDS, keyed("KAVERI  MEDICALS.", "490"), [RIGHT]) == ALL_RIGHT


def test_each_wrong_field_is_named() -> None:
    graded = grade(FIELDS, keyed("Kaveri Medical", "490.00"), [RIGHT])
    wrong = WrongField("000001", "name", "Kaveri Medical", "Kaveri Medicals")
    assert graded == Grade(2, 1, (wrong,))


def test_a_flag_where_a_value_is_known_is_wrong_in_all_fields() -> None:
    graded = grade(FIELDS, keyed("Kaveri Medicals", "490.00", Flag.ILLEGIBLE), [RIGHT])
    assert (graded.checked, graded.right) == (2, 0)
    assert [(each.field, each.keyed) for each in graded.mistakes] == [
        ("name", "illegible"),
        ("total", "illegible"),
    ]


@pytest.mark.parametrize(
    ("flag", "right", "told"),
    [(Flag.ILLEGIBLE, 2, None), (Flag.BLANK, 0, "blank"), (None, 0, "")],
)
def test_where_a_flag_is_right_only_that_flag_is(
    flag: Flag | None, right: int, told: str | None
) -> None:
    answer = KeyedRecord("000001", {}, Flag.ILLEGIBLE)
    graded = grade(FIELDS, keyed("Kaveri", "490", flag), [answer])
    assert (graded.checked, graded.right) == (2, right)
    expected = [] if told is None else [WrongField("000001", "flag", told, "illegible")]
    assert list(graded.mistakes) == expected


@pytest.mark.parametrize(
    ("right", "share", "passes"), [(19, "0.95", True), (18, "0.95", False), (20, "1", True)]
)
def test_passing_takes_the_share_that_the_set_asks_for(
    right: int, share: str, *, passes: bool
) -> None:
    assert Grade(20, right, ()).passes(Decimal(share)) is passes


def test_the_first_attempts_are_paid_and_later_ones_are_not() -> None:
    training = Training("shops", {"en": "Shops"}, Decimal("0.9"), Decimal("0.60"), 2, 5)
    assert [pay_per_record(training, number) for number in (1, 2, 3)] == [
        Decimal("0.60"), Decimal("0.60"), 0,
    ]  # fmt: skip
    begun = [attempt(1, ("k1",)), attempt(2, ("k2",), grade=None)]
    assert paid_attempts_left(training, begun) == 1
    assert attempt(1, ("k1", "k2", "k3")).earned == Decimal("1.80")


def test_an_attempts_name_is_its_own() -> None:
    assert len({attempt(number, ()).name for number in range(9)}) == 9


def test_answers_are_read_as_they_were_written() -> None:
    record = KnownRecord(
        "k1", {"id": "7"}, None, {"name": "x"}, why={"name": {"en": "Because."}}
    )  # fmt: skip
    torn = KnownRecord("k2", {"id": "8"}, None, {}, Flag.ILLEGIBLE)
    assert from_document(to_document([record, torn])) == (record, torn)
