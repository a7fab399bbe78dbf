"""What each kind of field makes of values: two digits of a year, and what is delivered of them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.catalogue.reading.documents import InvalidDocumentError, parse
from hinterland.catalogue.reading.fields import field
from hinterland.documents.place import Place, Remarks
from hinterland.fields import dates
from hinterland.fields.agreement import agree, delivered
from hinterland.fields.field import Field, FieldKind
from hinterland.fields.registry import KINDS


def field_of(**settings: object) -> Field:
    return parse(field, {"name": "it", "label": {"en": "It"}, **settings})


BIRTH = {"kind": "date", "min": "1900-01-01", "max": "1999-12-31"}


@pytest.mark.parametrize("settings", [BIRTH, {"kind": "date", "century": 1900}])
def test_two_digits_of_a_year_agree_with_the_four_that_they_stand_for(
    settings: dict[str, Any],
) -> None:
    born = field_of(**settings)
    assert agree(born, "24/03/45", "24/03/1945")
    assert agree(born, "24/03/68", "24/03/1968")
    assert not agree(born, "24/03/68", "24/03/2068")


def test_without_a_rule_they_are_of_1969_to_2068() -> None:
    day = field_of(kind="date")
    assert agree(day, "24/03/68", "24/03/2068")
    assert agree(day, "24/03/69", "24/03/1969")


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)), st.integers(1000, 9900))
def test_within_the_hundred_years_that_a_field_names_two_digits_are_enough(
    day: date, century: int
) -> None:
    form = "dd/mm/yy"
    found = dates.day(dates.written(day, form), form, dates.Years(century))
    if century <= day.year < century + 100:
        assert found == day
    else:
        assert found != day


def test_a_century_is_a_year_and_is_for_dates() -> None:
    with pytest.raises(InvalidDocumentError, match="century"):
        field_of(kind="date", century="20th")
    remarks = Remarks()
    field(Place({"name": "it", "label": {"en": "It"}, "kind": "text", "century": 1900}, remarks))
    assert "no meaning" in remarks.warnings[0].message


@pytest.mark.parametrize(
    ("settings", "keyed", "written"),
    [
        ({"kind": "date"}, "24 MAR 18", "2018-03-24"),
        (BIRTH, "24/03/45", "1945-03-24"),
        ({"kind": "decimal"}, "Rs. 1,23,456.50/-", "123456.50"),
        ({"kind": "decimal"}, "-$.5", "-0.5"),
        ({"kind": "integer"}, "1,007", "1007"),
        ({"kind": "boolean"}, "YES", "true"),
        ({"kind": "boolean"}, "no", "false"),
        ({"kind": "choice", "choices": ["Cash", "Card"]}, "cash", "Cash"),
        ({"kind": "pin"}, "609 405", "609405"),
        ({"kind": "gstin"}, "27aapfu0939f1zv", "27AAPFU0939F1ZV"),
        ({"kind": "text"}, "Sun-Fish  Ltd.", "Sun-Fish  Ltd."),
    ],
)
def test_a_field_may_have_its_values_delivered_in_one_way_of_writing(
    settings: dict[str, Any], keyed: str, written: str
) -> None:
    assert delivered(field_of(**settings, deliver="normalised"), keyed) == written
    assert delivered(field_of(**settings), keyed) == keyed
    assert delivered(field_of(**settings, deliver="keyed"), keyed) == keyed


@pytest.mark.parametrize("kind", ["date", "decimal", "integer", "boolean"])
def test_what_was_confirmed_and_is_none_of_its_kind_is_delivered_as_keyed(kind: str) -> None:
    one = field_of(kind=kind, deliver="normalised")
    assert delivered(one, "about 57") == "about 57"
    assert delivered(one, "") == ""


@given(st.sampled_from(sorted(FieldKind)), st.text())
def test_what_is_delivered_agrees_with_what_was_keyed(kind: FieldKind, text: str) -> None:
    choices = {"choices": ["Cash", "Card"]} if kind is FieldKind.CHOICE else {}
    one = field_of(kind=kind.value, deliver="normalised", **choices)
    if kind is not FieldKind.DATE:  # an ISO date need not be a date of the field's format
        assert agree(one, delivered(one, text), text)


def test_there_is_no_kind_without_all_that_is_its_own() -> None:
    assert set(KINDS) == set(FieldKind)
