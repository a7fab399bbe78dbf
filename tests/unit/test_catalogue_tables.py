"""What a work type states of its tables and results, as the office writes it."""

from typing import Any

import pytest

from hinterland.catalogue.reading.table import delivering, table_form, warn_of_same_names
from hinterland.catalogue.table import Column, Delivering, ResultForm, TableForm
from hinterland.documents.place import Place, Remarks


def read_table(document: object) -> tuple[TableForm, list[str]]:
    remarks = Remarks()
    form = table_form(Place(document, remarks, ("table",)))
    return form, [mistake.message for mistake in remarks.mistakes]


def read_deliver(document: object) -> tuple[Delivering, list[str]]:
    remarks = Remarks()
    found = delivering(Place(document, remarks, ("deliver",)))
    return found, [mistake.message for mistake in remarks.mistakes]


@pytest.mark.parametrize(
    ("document", "form"),
    [
        (None, TableForm()),
        ({}, TableForm()),
        ({"header": False, "skip": 2, "quote": ""}, TableForm(header=False, skip=2, quote="")),
        ({"separator": "tab"}, TableForm(separator="\t")),
        ({"separator": ";", "encoding": "CP1252"}, TableForm(separator=";", encoding="cp1252")),
        ({"columns": ["id", "name"]}, TableForm(columns=(Column("id"), Column("name")))),
        ({"columns": [{"name": "id", "width": 5}]}, TableForm(columns=(Column("id", 5),))),
        ({"sheet": "June"}, TableForm(sheet="June")),
    ],
)
def test_a_table_is_as_it_is_stated(document: object, form: TableForm) -> None:
    assert read_table(document) == (form, [])


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({"separator": ";;"}, "one character"),
        ({"encoding": "klingon"}, "no encoding that we know"),
        ({"encoding": "rot13"}, "no encoding that we know"),
        ({"encoding": "base64"}, "no encoding that we know"),
        ({"header": "maybe"}, "true or false"),
        ({"columns": []}, "at least one column"),
        ({"columns": ["a", "a"]}, "twice"),
        ({"columns": [{"name": "a", "width": 1}, "b"]}, "width of every column"),
        ({"skip": -1}, "must be from 0"),
    ],
)
def test_a_mistake_in_a_table_is_named(document: dict[str, Any], says: str) -> None:
    _, mistakes = read_table(document)
    assert any(says in mistake for mistake in mistakes)


def test_a_field_with_the_name_of_a_column_is_told() -> None:
    remarks = Remarks()
    form = TableForm(columns=(Column("id"), Column("city")))
    warn_of_same_names(Place({}, remarks, ("table",)), form, ["city", "pin"])
    assert [warning.message for warning in remarks.warnings] == [
        "table names a column 'city', and so is a field: it is delivered as 'city (keyed)'"
    ]


def test_results_are_delivered_as_csv_and_in_the_forms_that_are_asked_for() -> None:
    every = (ResultForm.CSV, ResultForm.XLSX, ResultForm.JSONL)
    assert read_deliver(None) == (Delivering(), [])
    assert read_deliver({"formats": ["jsonl", "xlsx"], "bom": True}) == (
        Delivering(every, bom=True),
        [],
    )
    assert read_deliver(["csv", "jsonl"]) == (Delivering((every[0], every[2])), [])
    assert "csv, xlsx, jsonl" in read_deliver({"formats": ["pdf"]})[1][0]
