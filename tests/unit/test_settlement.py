"""From entries to answers: agreement by field kind, disputes, and whose word holds."""

import pytest

from hinterland.fields.agreement import agree
from hinterland.fields.field import Field, FieldKind, Match
from hinterland.quality.settlement import asked_at, disputes, next_stage, settle
from hinterland.stage import Stage
from hinterland.work.entries import Entry, Flag, KeyedRecord

LABEL = {"en": "x"}
NAME = Field("name", FieldKind.TEXT, LABEL, Match.LOOSE)
TOTAL = Field("total", FieldKind.DECIMAL, LABEL)
FIELDS = (NAME, TOTAL)


def entry(*records: KeyedRecord) -> Entry:
    return Entry(records)


def keyed(record: str, name: str = "", total: str = "", flag: Flag | None = None) -> KeyedRecord:
    return KeyedRecord(record, {"name": name, "total": total}, flag)


@pytest.mark.parametrize(
    ("field", "one", "other", "same"),
    [
        (Field("t", FieldKind.TEXT, LABEL), "A  B", "A B", True),
        (Field("t", FieldKind.TEXT, LABEL), "A B", "a b", False),
        (NAME, "Sun-Fish Ltd.", "sunfish ltd", True),
        (NAME, "Sunfish", "Sunfsih", False),
        (TOTAL, "1,234.50", "1234.5", True),
        (TOTAL, "0", "0.00", True),
        (TOTAL, "0", "", False),
        (TOTAL, "RM 5", "5.00", True),
        (TOTAL, "Rs. 1,234/-", "₹ 1234.00", True),
        (TOTAL, "$9.20", "$9.02", False),
        (TOTAL, "RM 5 x", "5", False),
        (Field("n", FieldKind.INTEGER, LABEL), "007", "7", True),
        (Field("d", FieldKind.DATE, LABEL, format="dd/mm/yyyy"), "1/2/2026", "01/02/2026", True),
        (Field("d", FieldKind.DATE, LABEL, format="dd/mm/yyyy"), "1/2/2026", "2/1/2026", False),
        (Field("d", FieldKind.DATE, LABEL, format="dd/mm/yyyy"), "31/2/2026", "31/02/2026", False),
        (Field("d", FieldKind.DATE, LABEL, format="dd/mm/yyyy"), "24 MAR 2018", "24-03-18", True),
        (Field("d", FieldKind.DATE, LABEL, format="dd/mm/yyyy"), "24-01-16", "24/01/1916", False),
        (Field("d", FieldKind.DATE, LABEL, format="dd mmm yy"), "01 Feb 26", "1 feb 26", True),
        (Field("c", FieldKind.CHOICE, LABEL), "Yes", "yes", True),
    ],
)
def test_agreement_goes_by_the_kind_of_field(
    field: Field, one: str, other: str, *, same: bool
) -> None:
    assert agree(field, one, other) is same
    assert agree(field, other, one) is same


def test_keyed_once_the_first_entry_holds() -> None:
    entries = [entry(keyed("1", "A", "5"), keyed("2", flag=Flag.ILLEGIBLE))]
    assert next_stage(Stage.KEY, FIELDS, entries, verify=False) is Stage.DONE
    answers = settle(FIELDS, entries)
    assert [answer.values.get("name") for answer in answers] == ["A", None]
    assert [answer.flag for answer in answers] == [None, Flag.ILLEGIBLE]
    assert not any(answer.compared for answer in answers)


def test_two_blind_entries_that_agree_need_no_third() -> None:
    entries = [entry(keyed("1", "Sunfish", "5")), entry(keyed("1", "SUNFISH", "5.00"))]
    assert next_stage(Stage.KEY, FIELDS, entries[:1], verify=True) is Stage.VERIFY
    assert next_stage(Stage.VERIFY, FIELDS, entries, verify=True) is Stage.DONE
    assert settle(FIELDS, entries)[0].values == {"name": "Sunfish", "total": "5"}


def test_the_fields_that_differ_and_those_alone_are_asked_of_a_third() -> None:
    entries = [
        entry(keyed("1", "Sunfish", "5"), keyed("2", "B", "7")),
        entry(keyed("1", "Sunfish", "6"), keyed("2", "B", "7")),
    ]
    assert next_stage(Stage.VERIFY, FIELDS, entries, verify=True) is Stage.ADJUDICATE
    assert asked_at(Stage.ADJUDICATE, ("1", "2"), FIELDS, entries) == {"1": (TOTAL,)}
    word = entry(KeyedRecord("1", {"total": "6"}))
    answers = settle(FIELDS, [*entries, word])
    assert answers[0].values == {"name": "Sunfish", "total": "6"}
    assert answers[0].disputed == {"total"}
    assert answers[1].disputed == frozenset()


def test_a_flag_against_values_puts_the_whole_record_in_dispute() -> None:
    entries = [entry(keyed("1", flag=Flag.ILLEGIBLE)), entry(keyed("1", "A", "5"))]
    assert disputes(entries[0], entries[1], FIELDS) == {"1": FIELDS}
    readable = settle(FIELDS, [*entries, entry(keyed("1", "A", "5"))])[0]
    assert (readable.flag, readable.values) == (None, {"name": "A", "total": "5"})
    illegible = settle(FIELDS, [*entries, entry(keyed("1", flag=Flag.ILLEGIBLE))])[0]
    assert (illegible.flag, illegible.values) == (Flag.ILLEGIBLE, {})


def test_the_same_flag_twice_is_agreement() -> None:
    both = entry(keyed("1", flag=Flag.BLANK))
    assert disputes(both, both, FIELDS) == {}
