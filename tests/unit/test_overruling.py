"""In which fields the adjudicator overruled: the same, field by field, that accuracy counts."""

from hypothesis import given
from hypothesis import strategies as st

from hinterland.fields.field import Field, FieldKind, Match
from hinterland.operators.accuracy import overall
from hinterland.quality.judgement import judged, overruled
from hinterland.quality.settlement import disputes
from hinterland.work.entries import Entry, Flag, KeyedRecord

LABEL = {"en": "x"}
NAME = Field("name", FieldKind.TEXT, LABEL, match=Match.LOOSE)
TOTAL = Field("total", FieldKind.DECIMAL, LABEL)
FIELDS = (NAME, TOTAL)


def keyed(record: str, name: str, total: str, flag: Flag | None = None) -> KeyedRecord:
    return KeyedRecord(record, {"name": name, "total": total}, flag)


records = st.tuples(
    st.sampled_from(["Kaveri", "KAVERI", "Cauvery"]),
    st.sampled_from(["1", "1.0", "2"]),
    st.sampled_from([None, None, None, Flag.BLANK, Flag.ILLEGIBLE]),
)
entries = st.lists(records, min_size=3, max_size=3).map(
    lambda given: Entry(tuple(keyed(str(number), *each) for number, each in enumerate(given)))
)


@given(entries, entries, entries)
def test_what_accuracy_counts_as_overruled_is_what_was_found_wrong(
    first: Entry, second: Entry, word: Entry
) -> None:
    asked = disputes(first, second, FIELDS)
    final = Entry(tuple(each for each in word.records if each.record in asked))
    keyings = [first, second, final] if asked else [first, second]
    for wrong, kinds in zip(overruled(FIELDS, keyings), judged(FIELDS, keyings), strict=True):
        assert sum(map(len, wrong.values())) == overall(kinds).overruled
        assert all(field in asked[record] for record, found in wrong.items() for field in found)


def test_only_the_field_that_was_wrong_is_named() -> None:
    first, second = Entry((keyed("1", "Kaveri", "1"),)), Entry((keyed("1", "Cauvery", "1.00"),))
    word = Entry((KeyedRecord("1", {"name": "kaveri"}),))
    assert overruled(FIELDS, [first, second, word]) == ({}, {"1": (NAME,)})


def test_without_an_adjudicator_nothing_was_found_wrong() -> None:
    entry = Entry((keyed("1", "Kaveri", "1"),))
    assert overruled(FIELDS, [entry]) == overruled(FIELDS, [entry, entry]) == ({}, {})
