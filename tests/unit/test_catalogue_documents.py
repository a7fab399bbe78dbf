"""Catalogue documents: sound ones become entities, of others every mistake is told by place."""

import copy
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.catalogue.centre import Staff
from hinterland.catalogue.reading import documents
from hinterland.catalogue.work_type import CheckRule, Quality
from hinterland.documents.place import Path, Place, Remarks
from hinterland.fields.field import FieldKind, Match, Zone

OFFICE: dict[str, Any] = {
    "name": "Hinterland Ltd",
    "gstin": "33AABCH4821K1ZR",
    "state": "33",
    "address": ["12 Main Road", "Chennai"],
    "invoice_prefix": "HL",
}
CLIENT: dict[str, Any] = {
    "client": "meridian",
    "name": "Meridian Insurance Ltd",
    "gstin": "27AAPFU0939F1ZV",
    "state": "27",
    "address": ["4 Hill Road, Mumbai"],
    "contract": {
        "from": "2026-04-01",
        "currency": "INR",
        "rates": {"receipts": "4.50"},
        "tax": {"sac": "998599", "percent": "18"},
    },
}
WORK_TYPE: dict[str, Any] = {
    "work_type": "receipts",
    "title": {"en": "Receipts"},
    "input": "images",
    "records_per_item": 5,
    "fields": [
        {"name": "company", "kind": "text", "match": "loose", "label": {"en": "Company"}},
        {"name": "date", "kind": "date", "format": "dd/mm/yyyy", "label": {"en": "Date"}},
        {"name": "total", "kind": "decimal", "places": 2, "label": {"en": "Total"}},
        {"name": "paid", "kind": "choice", "choices": ["cash", "card"], "label": {"en": "Paid"}},
    ],
    "instructions": {"en": "Key what is printed."},
    "quality": {"keyings": 2, "separate_centres": True},
    "lease_minutes": 30,
    "skills": ["english"],
    "pay_per_record": "1.10",
}
TEXT: dict[str, Any] = WORK_TYPE["fields"][0]
AMOUNT: dict[str, Any] = WORK_TYPE["fields"][2]
CENTRE: dict[str, Any] = {
    "centre": "kollumangudi",
    "name": "Kollumangudi",
    "state": "33",
    "operators": [
        {"operator": "selvi", "name": "Selvi R", "language": "ta", "skills": ["english"]},
        {"operator": "anitha", "name": "Anitha S", "language": "en"},
    ],
}
READERS: dict[str, tuple[Callable[[Place], object], dict[str, Any]]] = {
    "office": (documents.office, OFFICE),
    "client": (documents.client, CLIENT),
    "work_type": (documents.work_type, WORK_TYPE),
    "centre": (documents.centre, CENTRE),
}
ABSENT = object()


def changed(document: dict[str, Any], path: Path, value: object) -> dict[str, Any]:
    """Return a document with one place set to a value, or taken out."""
    document = copy.deepcopy(document)
    inner: Any = document
    for step in path[:-1]:
        inner = inner[step]
    if value is ABSENT:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return document


def remarks(kind: str, path: Path, value: object) -> Remarks:
    """Read a sound document with one change."""
    read, document = READERS[kind]
    found = Remarks()
    read(Place(changed(document, path, value), found))
    return found


def test_a_client_is_read_with_exact_money() -> None:
    client = documents.parse(documents.client, CLIENT)
    [contract] = client.contracts
    assert contract.start == date(2026, 4, 1)
    assert contract.rates == {"receipts": Decimal("4.50")}
    assert (contract.tax.sac, contract.tax.percent) == ("998599", Decimal(18))


def test_a_client_may_have_several_contracts() -> None:
    later = changed(CLIENT["contract"], ("from",), "2027-04-01")
    client = documents.parse(
        documents.client, changed(CLIENT, ("contract",), [CLIENT["contract"], later])
    )
    assert [contract.start.year for contract in client.contracts] == [2026, 2027]


def test_a_work_type_is_read_with_all_that_the_page_needs() -> None:
    work_type = documents.parse(documents.work_type, WORK_TYPE)
    company, day, total, paid = work_type.fields
    assert (company.match, company.required) == (Match.LOOSE, False)
    assert (day.kind, day.format) == (FieldKind.DATE, "dd/mm/yyyy")
    assert total.places == 2
    assert paid.choices == ("cash", "card")
    assert work_type.quality == Quality(keyings=2, separate_centres=True)
    assert work_type.skills == {"english"}


def test_checks_are_read_with_the_field() -> None:
    text = {**TEXT, "pattern": r"\d{6}", "pattern_hint": {"en": "Six digits.", "ta": "ஆறு."}}
    read = documents.parse(documents.work_type, changed(WORK_TYPE, ("fields", 0), text)).fields[0]
    assert (read.pattern, read.pattern_hint) == (r"\d{6}", {"en": "Six digits.", "ta": "ஆறு."})
    amount = {**AMOUNT, "min": "-0.50", "max": 1000}
    read = documents.parse(documents.work_type, changed(WORK_TYPE, ("fields", 2), amount)).fields[2]
    assert (str(read.min), str(read.max)) == ("-0.50", "1000")
    day = {"name": "d", "kind": "date", "label": {"en": "D"}, "min": "2020-04-01"}
    read = documents.parse(documents.work_type, changed(WORK_TYPE, ("fields", 1), day)).fields[1]
    assert (read.min, read.max) == (date(2020, 4, 1), None)


def test_adaptive_checking_is_read_with_its_target() -> None:
    quality = {"check": "adaptive", "target_field_error": "0.0005", "gold": "0.02"}
    read = documents.parse(documents.work_type, changed(WORK_TYPE, ("quality",), quality)).quality
    assert (read.check, read.target_field_error) == (CheckRule.ADAPTIVE, Decimal("0.0005"))
    assert read.gold == Decimal("0.02")


def test_a_zone_is_read_as_fractions_of_the_page() -> None:
    placed = {**TEXT, "zone": ["0.1", 0.2, 0.5, 1.0]}
    found = remarks("work_type", ("fields", 0), placed)
    assert [each.path for each in found.mistakes] == [("fields", 0, "zone")]
    placed["zone"] = ["0.1", 0, 0.5, "0.25"]
    read = documents.parse(documents.work_type, changed(WORK_TYPE, ("fields", 0), placed)).fields[0]
    assert read.zone == Zone(Decimal("0.1"), Decimal(0), Decimal("0.5"), Decimal("0.25"))


def test_heads_and_staff_are_people_who_key_nothing() -> None:
    heads = [{"head": "meena", "name": "Meena V", "language": "ta"}]
    centre = documents.parse(documents.centre, changed(CENTRE, ("heads",), heads))
    assert centre.heads == (Staff("meena", "Meena V", "ta", "kollumangudi"),)
    staff = [{"user": "lakshmi", "name": "Lakshmi N", "language": "en"}]
    office = documents.parse(documents.office, changed(OFFICE, ("staff",), staff))
    assert office.staff == (Staff("lakshmi", "Lakshmi N", "en"),)


def test_an_operator_reads_english_and_the_language_of_their_page_unless_said_otherwise() -> None:
    operators = [
        {"operator": "selvi", "name": "Selvi R", "language": "ta"},
        {"operator": "anitha", "name": "Anitha S", "language": "ta", "reads": ["ta", "te"]},
    ]
    selvi, anitha = documents.parse(
        documents.centre, changed(CENTRE, ("operators",), operators)
    ).operators
    assert selvi.can_read(frozenset({"en"}))
    assert not selvi.can_read(frozenset({"te"}))
    assert not anitha.can_read(frozenset({"en", "hi"}))
    assert anitha.can_read(frozenset())


def test_what_a_work_type_leaves_out_has_a_plain_meaning() -> None:
    bare = {
        key: value
        for key, value in WORK_TYPE.items()
        if key not in {"instructions", "quality", "skills"}
    }
    work_type = documents.parse(documents.work_type, bare)
    assert work_type.quality == Quality(keyings=1, separate_centres=False)
    assert work_type.skills == frozenset()


def test_operators_know_their_centre() -> None:
    selvi, anitha = documents.parse(documents.centre, CENTRE).operators
    assert (selvi.centre, selvi.language) == ("kollumangudi", "ta")
    assert selvi.skills == {"english"}
    assert anitha.skills == frozenset()


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("office", ("gstin",), "33AABCH4821K1Z"),  # too short
        ("office", ("gstin",), ABSENT),
        ("office", ("staff",), [{"user": "a b", "name": "A", "language": "en"}]),
        ("centre", ("heads",), [{"head": "meena", "name": "Meena"}]),
        ("centre", ("state",), "00"),
        ("work_type", ("quality",), {"check": "sometimes"}),
        ("work_type", ("quality",), {"check": "adaptive"}),
        ("work_type", ("quality",), {"check": "adaptive", "target_field_error": 0}),
        ("work_type", ("quality",), {"gold": "1.5"}),
        ("work_type", ("languages",), ["Tamil"]),
        ("work_type", ("fields", 0, "zone"), [0.1, 0.1, 0.5]),
        ("work_type", ("fields", 0, "zone"), [0.1, 0.1, 0, 0.5]),
        ("office", ("address",), []),
        ("office", ("address",), "12 Main Road"),
        ("office", ("address", 1), "  "),
        ("office", ("invoice_prefix",), "HINTERL"),
        ("office", ("invoice_prefix",), "H_L"),
        ("client", ("client",), "Meridian Ltd"),
        ("client", ("client",), "a#b"),
        ("client", ("client",), "a/b"),
        ("client", ("name",), None),
        ("client", ("contract",), []),
        ("client", ("contract", "from"), "1 April 2026"),
        ("client", ("contract", "currency"), "USD"),
        ("client", ("contract", "rates", "receipts"), 4.5),
        ("client", ("contract", "rates", "receipts"), "-1"),
        ("client", ("contract", "rates", "receipts"), "1.00001"),
        ("client", ("contract", "rates", "receipts"), "1e3"),
        ("client", ("contract", "tax", "sac"), "998"),
        ("client", ("contract", "tax", "sac"), "9985990"),
        ("client", ("contract", "tax", "percent"), "101"),
        ("client", ("contract", "tax", "percent"), ABSENT),
        ("work_type", ("input",), "video"),
        ("work_type", ("title",), {"ta": "ரசீதுகள்"}),
        ("work_type", ("records_per_item",), 0),
        ("work_type", ("records_per_item",), 201),
        ("work_type", ("records_per_item",), True),
        ("work_type", ("quality", "keyings"), 3),
        ("work_type", ("lease_minutes",), 1441),
        ("work_type", ("pay_per_record",), "1.10555"),
        ("work_type", ("due",), "soon"),
        ("work_type", ("fields",), []),
        ("work_type", ("fields", 1, "name"), "company"),  # twice
        ("work_type", ("fields", 0, "name"), "the company"),
        ("work_type", ("fields", 0, "name"), "file"),  # a column of the deliverable
        ("work_type", ("fields", 0, "kind"), "string"),
        ("work_type", ("fields", 0, "label"), {"Tamil": "நிறுவனம்", "en": "Company"}),
        ("work_type", ("fields", 1, "format"), "dd/mm"),
        ("work_type", ("fields", 1, "format"), "dd/mm/yyyy hh"),
        ("work_type", ("fields", 0, "pattern"), "(a+)+"),
        ("work_type", ("fields", 0, "pattern"), "[a"),
        ("work_type", ("fields", 0, "pattern"), ["a"]),
        ("work_type", ("fields", 0), {**TEXT, "pattern": "a", "pattern_hint": {"ta": "அ"}}),
        ("work_type", ("fields", 1, "min"), "1 April"),
        ("work_type", ("fields", 2, "min"), 0.5),
        ("work_type", ("fields", 2, "max"), "much"),
        ("work_type", ("fields", 2), {**AMOUNT, "min": "10", "max": "9"}),
        ("work_type", ("fields", 3, "choices"), ABSENT),
        ("work_type", ("fields", 3, "choices"), ["cash"]),
        ("work_type", ("fields", 3, "choices", 1), "cash"),
        ("centre", ("operators",), ABSENT),
        ("centre", ("operators", 0, "language"), "tamil!"),
        ("centre", ("operators", 1, "skills"), ["very good"]),
    ],
)
def test_a_mistake_is_told_with_its_place(kind: str, path: Path, value: object) -> None:
    mistakes = remarks(kind, path, value).mistakes
    assert mistakes, "nothing was said"
    for mistake in mistakes:
        assert mistake.path[: len(path)] == path or path[: len(mistake.path)] == mistake.path
        assert mistake.message


def test_a_gstin_of_another_state_is_a_mistake() -> None:
    [mistake] = remarks("client", ("state",), "33").mistakes
    assert mistake.path == ("gstin",)
    assert "state" in mistake.message


@pytest.mark.parametrize(
    "form", ["dd/mm/yyyy", "yyyy-mm-dd", "dd-mmm-yyyy", "d.m.yy", "dd mmm yyyy", "mm/dd/yyyy"]
)
def test_dates_may_be_written_in_every_usual_way(form: str) -> None:
    assert remarks("work_type", ("fields", 1, "format"), form).mistakes == []


def test_all_mistakes_are_told_at_once() -> None:
    found = Remarks()
    documents.client(Place({"client": "A B", "contract": {"rates": {"x": -1}}}, found))
    places = {mistake.path for mistake in found.mistakes}
    assert {("client",), ("name",), ("gstin",), ("state",), ("address",)} <= places
    assert {("contract", "rates", "x"), ("contract", "from")} <= places


def test_an_unknown_key_is_a_warning_only() -> None:
    found = remarks("office", ("website",), "https://example.org")
    assert found.mistakes == []
    [warning] = found.warnings
    assert warning.path == ("website",)
    assert "ignored" in warning.message


def test_a_setting_that_means_nothing_for_the_kind_is_a_warning() -> None:
    found = remarks("work_type", ("fields", 0, "places"), 2)
    assert found.mistakes == []
    assert [warning.path for warning in found.warnings] == [("fields", 0, "places")]


@pytest.mark.parametrize(
    ("at", "key", "value"), [(0, "min", 1), (3, "pattern", "a"), (0, "pattern_hint", {"en": "A"})]
)
def test_a_check_that_means_nothing_for_a_field_is_a_warning(
    at: int, key: str, value: object
) -> None:
    found = remarks("work_type", ("fields", at, key), value)
    assert found.mistakes == []
    assert [warning.path for warning in found.warnings] == [("fields", at, key)]


@given(st.decimals(0, 10**6, places=4))
def test_a_rate_keeps_every_digit(rate: Decimal) -> None:
    text = format(rate, "f")
    document = changed(CLIENT, ("contract", "rates", "receipts"), text)
    [contract] = documents.parse(documents.client, document).contracts
    assert str(contract.rates["receipts"]) == text


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
places_in = st.sampled_from(
    [
        (kind, path)
        for kind, (_, document) in READERS.items()
        for path in [
            *((key,) for key in document),
            *((key, 0) for key, value in document.items() if isinstance(value, list)),
            *(
                (key, k)
                for key, value in document.items()
                if isinstance(value, dict)
                for k in value
            ),
        ]
    ]
)


@given(places_in, anything)
def test_no_document_whatever_stops_the_reading(place: tuple[str, Path], value: object) -> None:
    remarks(*place, value)


@given(st.sampled_from(list(READERS)), anything)
def test_no_root_whatever_stops_the_reading(kind: str, document: object) -> None:
    found = Remarks()
    READERS[kind][0](Place(document, found))
    assert found.mistakes
