"""The result in other forms: the same cells, whatever reads them."""

import csv
import io
import json

import openpyxl
import pytest

from functions.merge.result_forms import formula_safe
from hinterland import s3_keys
from hinterland.catalogue.table import Delivering, ResultForm
from tests.unit.merge.worlds import NOON, Said, World, values

CELLS = ["000123", "=SUM(A1)", "-5.00", "+91 44 2345", "@x", "கடை", "two\nlines", 'a "b", c']


def merged(deliver: Delivering) -> World:
    world = World(columns=("id", "id", "name"), deliver=deliver)
    for number, cell in enumerate(CELLS):
        world.add_item([[cell, str(number), ""]], Said("selvi", [values(cell, "1.50")]))
    world.merge()
    return world


def rows_of(csv_text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_text, newline="")))


def test_a_workbook_has_every_cell_of_the_csv_as_text() -> None:
    world = merged(Delivering((ResultForm.CSV, ResultForm.XLSX)))
    book = openpyxl.load_workbook(io.BytesIO(world.delivered(s3_keys.RESULT_XLSX)))
    [sheet] = book.worksheets
    cells = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert cells == rows_of(world.text(s3_keys.RESULT))
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["A3"].value == "=SUM(A1)"
    assert sheet["A3"].data_type == "s"


def test_a_workbook_is_the_same_when_it_is_written_again() -> None:
    world = merged(Delivering((ResultForm.XLSX,)))
    before = world.delivered(s3_keys.RESULT_XLSX)
    world.merge(NOON.replace(hour=14))
    assert world.delivered(s3_keys.RESULT_XLSX) == before


def test_a_cell_longer_than_excel_holds_is_cut_and_says_so() -> None:
    world = World(deliver=Delivering((ResultForm.XLSX,)))
    world.add_item([["x" * 40_000]], Said("selvi", [values("A", "1")]))
    world.merge()
    book = openpyxl.load_workbook(io.BytesIO(world.delivered(s3_keys.RESULT_XLSX)))
    cell = str(book.worksheets[0]["A2"].value)
    assert len(cell) == 32_767
    assert cell.endswith("(all of it is in result.csv)")


def test_json_lines_have_one_object_for_each_row() -> None:
    world = merged(Delivering((ResultForm.CSV, ResultForm.JSONL)))
    lines = [json.loads(line) for line in world.text(s3_keys.RESULT_JSONL).splitlines()]
    names = ["id", "id (2)", "name", "name (keyed)", "total"]
    assert list(lines[0]) == names
    assert [list(line.values()) for line in lines] == rows_of(world.text(s3_keys.RESULT))[1:]


def test_cells_come_back_byte_for_byte_unless_asked_otherwise() -> None:
    world = merged(Delivering())
    assert [row[0] for row in rows_of(world.text(s3_keys.RESULT))[1:]] == CELLS
    assert s3_keys.RESULT_XLSX not in {key.rpartition("/")[2] for key in world.deliveries.bodies}


def test_asked_for_no_cell_begins_as_a_formula_and_excel_finds_its_mark() -> None:
    world = merged(Delivering(bom=True, formula_safe=True))
    for file in (s3_keys.RESULT, s3_keys.QUERIES):
        assert world.delivered(file).startswith(b"\xef\xbb\xbf")
    rows = rows_of(world.delivered(s3_keys.RESULT).decode("utf-8-sig"))
    assert [row[0] for row in rows[1:5]] == ["000123", "'=SUM(A1)", "-5.00", "'+91 44 2345"]


@pytest.mark.parametrize(
    ("cell", "safe"),
    [("=1", "'=1"), ("@SUM(1)", "'@SUM(1)"), ("-1+2", "'-1+2"), ("-1,200.50", "-1,200.50"),
     ("\t=1", "'\t=1"), ("a=1", "a=1"), ("", ""), ("-", "'-"), (" =1", "' =1")],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_disarmed(cell: str, safe: str) -> None:
    assert formula_safe(cell) == safe


def test_what_was_skipped_is_named_beside_the_counts() -> None:
    world = World()
    world.skipped = [{"rows": 3, "why": "blank"}]
    world.add_item([["7"]], Said("selvi", [values("A", "1")]))
    world.merge()
    reconciliation = world.document(s3_keys.RECONCILIATION)
    assert reconciliation["skipped"] == [{"rows": 3, "why": "blank"}]
    assert reconciliation["records_in"] == 1
