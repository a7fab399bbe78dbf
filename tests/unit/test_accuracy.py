"""What checking says of an operator's keying: agreed, upheld, overruled, and gold."""

import pytest

from hinterland.fields.field import Field, FieldKind
from hinterland.operators.accuracy import Accuracy, overall
from hinterland.quality.judgement import judged, judged_by_gold
from hinterland.work.entries import Entry, Flag, KeyedRecord

LABEL = {"en": "x"}
NAME = Field("name", FieldKind.TEXT, LABEL)
CITY = Field("city", FieldKind.TEXT, LABEL)
TOTAL = Field("total", FieldKind.DECIMAL, LABEL)
FIELDS = (NAME, CITY, TOTAL)


def keyed(name: str, city: str, total: str, flag: Flag | None = None) -> Entry:
    values = {"name": name, "city": city, "total": total}
    return Entry((KeyedRecord("1", values, flag),))


FLAGGED = keyed("", "", "", Flag.ILLEGIBLE)


def test_two_that_agree_are_both_right() -> None:
    first, second = judged(FIELDS, [keyed("a", "b", "1.0"), keyed("a", "b", "1")])
    assert first == second
    assert first == {FieldKind.TEXT: Accuracy(agreed=2), FieldKind.DECIMAL: Accuracy(agreed=1)}


def test_the_adjudicator_says_who_was_wrong() -> None:
    word = Entry((KeyedRecord("1", {"total": "7", "city": "c"}),))
    first, second = judged(FIELDS, [keyed("a", "b", "7"), keyed("a", "c", "8"), word])
    assert first[FieldKind.TEXT] == Accuracy(agreed=1, overruled=1)
    assert first[FieldKind.DECIMAL] == Accuracy(upheld=1)
    assert second[FieldKind.TEXT] == Accuracy(agreed=1, upheld=1)
    assert second[FieldKind.DECIMAL] == Accuracy(overruled=1)


def test_both_may_be_wrong() -> None:
    word = Entry((KeyedRecord("1", {"total": "9"}),))
    first, second = judged(FIELDS, [keyed("a", "b", "7"), keyed("a", "b", "8"), word])
    assert overall(first).wrong == overall(second).wrong == 1


def test_who_flags_what_can_be_read_is_wrong() -> None:
    first, second = judged(FIELDS, [keyed("a", "b", "7"), FLAGGED, keyed("a", "b", "7")])
    assert overall(first) == Accuracy(upheld=3)
    assert overall(second) == Accuracy(overruled=3)


@pytest.mark.parametrize("entries", [[FLAGGED, FLAGGED], [keyed("a", "b", "7"), FLAGGED, FLAGGED]])
def test_a_record_that_stays_flagged_says_nothing(entries: list[Entry]) -> None:
    assert judged(FIELDS, entries) == ({}, {})


def test_keyed_once_nothing_is_known() -> None:
    assert judged(FIELDS, [keyed("a", "b", "7")]) == ({}, {})


def test_gold_judges_by_the_kind_of_field() -> None:
    found = judged_by_gold(FIELDS, keyed("a", "x", "1.00"), keyed("a", "b", "1"))
    assert found[FieldKind.TEXT] == Accuracy(gold_right=1, gold_wrong=1)
    assert found[FieldKind.DECIMAL] == Accuracy(gold_right=1)


def test_counts_add_up_and_carry_a_bound() -> None:
    counts = Accuracy(agreed=5_000, upheld=2) + Accuracy(overruled=1, gold_right=997)
    assert (counts.checked, counts.wrong) == (6_000, 1)
    assert counts.error_rate == pytest.approx(1 / 6_000)
    assert 1 / 6_000 < counts.upper_bound() < 0.001
    assert counts.interval()[0] > 0


def test_unchecked_nothing_is_claimed() -> None:
    assert Accuracy().error_rate is None
    assert Accuracy().upper_bound() == 1
