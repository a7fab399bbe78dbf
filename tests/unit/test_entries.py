"""Reading uploads: what is right comes through, what is wrong is said in place."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.fields.field import Field, FieldKind
from hinterland.work.entries import EntryRefusedError, Flag, Mistake
from hinterland.work.entry_reading import read_accepted_entry, read_entry

LEASE = "20261121-abc.000001.key.take"
COMPANY = Field("company", FieldKind.TEXT, {"en": "Company"}, required=True)
TOTAL = Field("total", FieldKind.DECIMAL, {"en": "Total"})
DATE = Field("date", FieldKind.DATE, {"en": "Date"}, required=True)
PAID = Field("paid", FieldKind.CHOICE, {"en": "Paid"}, choices=("cash", "card"))
ASKED = {"000001": (COMPANY, TOTAL), "000002": (COMPANY, TOTAL)}
ONE = {"000001": (TOTAL, DATE, PAID)}


def upload(*records: dict[str, Any], lease: str = LEASE) -> bytes:
    return json.dumps({"lease": lease, "records": records}).encode()


def record(name: str, flag: str | None = None, **values: object) -> dict[str, Any]:
    return {"record": name, "values": values, "flag": flag, "ms": 1200}


def mistakes_in(body: bytes) -> tuple[Mistake, ...]:
    with pytest.raises(EntryRefusedError) as error:
        read_entry(body, LEASE, ASKED)
    return error.value.mistakes


def test_an_entry_is_read_in_the_order_of_the_work_item() -> None:
    body = upload(record("000002", company="B"), record("000001", company="A", total="1.50"))
    entry = read_entry(body, LEASE, ASKED)
    assert [keyed.record for keyed in entry.records] == ["000001", "000002"]
    assert entry.of("000001").values == {"company": "A", "total": "1.50"}
    assert entry.of("000002").values == {"company": "B", "total": ""}


def test_values_are_normalised_and_stripped() -> None:
    body = upload(record("000001", company="  Cafe\u0301 "), record("000002", company="B"))
    assert read_entry(body, LEASE, ASKED).of("000001").values["company"] == "Café"


def test_a_flagged_record_needs_no_values() -> None:
    body = upload(record("000001", flag="illegible"), record("000002", company="B"))
    assert read_entry(body, LEASE, ASKED).of("000001").flag is Flag.ILLEGIBLE


def test_a_required_field_left_empty_is_named() -> None:
    found = mistakes_in(upload(record("000001", company=" "), record("000002", company="B")))
    assert [(each.record, each.field) for each in found] == [("000001", "company")]


def test_records_missing_unknown_or_twice_are_named() -> None:
    found = mistakes_in(
        upload(record("000001", company="A"), record("000001", company="A"), record("7"))
    )
    assert {each.record for each in found} == {"", "7", "000002"}


def test_unknown_flags_and_types_are_named() -> None:
    found = mistakes_in(upload(record("000001", "torn", company=5), record("000002", company="B")))
    assert {(each.record, each.field) for each in found} >= {("000001", ""), ("000001", "company")}


def test_a_value_that_is_not_asked_for_does_not_count() -> None:
    body = upload(record("000001", company="A", colour="red"), record("000002", company="B"))
    assert "colour" not in read_entry(body, LEASE, ASKED).of("000001").values


def one(as_printed: object = None, flag: str | None = None, **values: str) -> bytes:
    return upload({**record("000001", flag, **values), "as_printed": as_printed})


def test_each_failed_check_is_told_by_record_field_and_code() -> None:
    with pytest.raises(EntryRefusedError) as error:
        read_entry(one(total="12,3x", paid="gold"), LEASE, ONE)
    assert error.value.code == "checks_failed"
    found = {(each.record, each.field, each.code) for each in error.value.mistakes}
    assert found == {
        ("000001", "total", "format"),
        ("000001", "date", "required"),
        ("000001", "paid", "choice"),
    }


@pytest.mark.parametrize("date", ["31/02/2018", "2018-13-45", "abc", "12/25/2018"])
def test_what_is_no_date_is_refused_unless_it_is_confirmed(date: str) -> None:
    with pytest.raises(EntryRefusedError) as error:
        read_entry(one(date=date), LEASE, ONE)
    (mistake,) = error.value.mistakes
    assert (mistake.field, mistake.code) == ("date", "format")
    assert mistake.message == "This must be a date that exists, as dd/mm/yyyy."
    assert read_entry(one(["date"], date=date), LEASE, ONE).of("000001").as_printed == {"date"}


def test_dates_and_amounts_pass_as_paper_prints_them_and_stay_so() -> None:
    keyed = read_entry(one(total="RM 57.40", date="24 MAR 2018"), LEASE, ONE).of("000001")
    assert keyed.values.items() >= {"total": "RM 57.40", "date": "24 MAR 2018"}.items()
    assert keyed.as_printed == frozenset()


def test_what_is_printed_so_passes_as_it_is_and_is_recorded() -> None:
    body = one(["date", "total"], total="about 57", date="31/02/2026")
    keyed = read_entry(body, LEASE, ONE).of("000001")
    assert keyed.values["date"] == "31/02/2026"
    assert keyed.as_printed == {"date", "total"}


def test_only_what_needed_it_is_recorded_as_printed() -> None:
    body = one(["date", "total"], total="57.40", date="31/02/2026")
    assert read_entry(body, LEASE, ONE).of("000001").as_printed == {"date"}


def test_nothing_and_a_choice_of_ours_cannot_be_printed() -> None:
    with pytest.raises(EntryRefusedError) as error:
        read_entry(one(["date", "paid"], paid="gold"), LEASE, ONE)
    found = {(each.field, each.code) for each in error.value.mistakes}
    assert found == {("date", "required"), ("paid", "choice")}


@pytest.mark.parametrize("as_printed", [["colour"], "date", {"date": True}, 5, [5]])
def test_as_printed_names_fields_that_are_asked_for(as_printed: object) -> None:
    with pytest.raises(EntryRefusedError):
        read_entry(one(as_printed, date="1/2/2026"), LEASE, ONE)


def test_a_flagged_record_is_not_checked() -> None:
    keyed = read_entry(one(flag="blank", date="31/02/2026"), LEASE, ONE).of("000001")
    assert (keyed.flag, keyed.as_printed) == (Flag.BLANK, frozenset())


def test_an_accepted_entry_stands_though_checks_became_stricter() -> None:
    body = one(["total"], total="about 57", date="31/02/2026", paid="gold")
    keyed = read_accepted_entry(body, LEASE, ONE).of("000001")
    assert (keyed.values["paid"], keyed.values["date"]) == ("gold", "31/02/2026")
    assert keyed.as_printed == {"total"}


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b'{"lease": "' + LEASE.encode() + b'"}'])
def test_what_is_no_entry_at_all_is_refused(body: bytes) -> None:
    with pytest.raises(EntryRefusedError) as error:
        read_entry(body, LEASE, ASKED)
    assert error.value.code == "bad_entry"


def test_an_upload_for_another_lease_is_refused() -> None:
    with pytest.raises(EntryRefusedError, match="another lease"):
        read_entry(upload(lease="another"), LEASE, ASKED)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(_JSON)
def test_no_json_at_all_makes_the_reader_fail_otherwise(records: object) -> None:
    body = json.dumps({"lease": LEASE, "records": records}).encode()
    try:
        read_entry(body, LEASE, ASKED)
    except EntryRefusedError:
        return


@given(_JSON, _JSON, _JSON)
def test_nor_does_anything_in_a_record(values: object, as_printed: object, flag: object) -> None:
    given = {"record": "000001", "values": values, "as_printed": as_printed, "flag": flag}
    try:
        read_entry(upload(given), LEASE, ONE)
    except EntryRefusedError:
        return


_NAMES = st.sampled_from(["total", "date", "paid"])


@given(st.dictionaries(_NAMES, st.text()), st.lists(_NAMES))
def test_nor_does_any_value(values: dict[str, str], as_printed: list[str]) -> None:
    try:
        read_entry(one(as_printed, **values), LEASE, ONE)
    except EntryRefusedError:
        return
