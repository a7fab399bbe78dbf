"""Reading uploads: what is right comes through, what is wrong is said in place."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.catalogue import Field, FieldKind
from hinterland.entries import EntryRefusedError, Flag, Mistake, read_entry

LEASE = "20261121-abc.000001.key.take"
COMPANY = Field("company", FieldKind.TEXT, {"en": "Company"}, required=True)
TOTAL = Field("total", FieldKind.DECIMAL, {"en": "Total"})
ASKED = {"000001": (COMPANY, TOTAL), "000002": (COMPANY, TOTAL)}


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


def test_unknown_fields_flags_and_types_are_named() -> None:
    found = mistakes_in(
        upload(record("000001", "torn", company=5), record("000002", company="B", colour="red"))
    )
    assert {(each.record, each.field) for each in found} >= {
        ("000001", ""),
        ("000001", "company"),
        ("000002", "colour"),
    }


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
