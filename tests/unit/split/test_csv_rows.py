"""Rows of a CSV: parts put together are what `csv.reader` makes of the whole file."""

import csv
import hashlib
import io
from typing import Literal, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.split.records import BadRecord, Record
from hinterland.errors import RejectedError
from tests.unit.split.drops import split_rows

SEPARATORS = (",", ";", "\t", "|")
CODES = {"wrong_kind", "no_records", "no_header", "unreadable", "unsure_encoding", "not_a_table"}
NEWLINES = ("\n", "\r\n", "\r")
# All that gives a CSV its form, and letters of every encoding that is told apart.
CELLS = st.text(alphabet="ab ,;\t|\"'\n\r\x00éüÿ\x85தமிழ்", max_size=6).map(lambda cell: f"v{cell}")
NAMES = st.lists(st.text("abc ", min_size=1, max_size=3), min_size=2, max_size=4)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    header = [f"x{name}" for name in draw(NAMES)]
    row = st.lists(CELLS, min_size=len(header), max_size=len(header))
    return [header, *draw(st.lists(row, min_size=1, max_size=40))]


def _written(table: list[list[str]], separator: str, newline: str, quoting: Literal[0, 1]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=newline, quoting=quoting).writerows(table)
    return text.getvalue()


def _split(body: bytes, in_item: int = 1) -> tuple[list[str], list[Record | BadRecord]]:
    """Plan a CSV and split every part, as the workflow does it: each part on its own."""
    drop = split_rows(body, in_item=in_item)
    assert [record.number for record in drop.records] == list(range(1, drop.planned.records + 1))
    return drop.planned.columns, drop.records


def _cells(body: bytes) -> list[list[str]]:
    columns, records = _split(body)
    good = [list(record.show.values()) for record in records if isinstance(record, Record)]
    return [columns, *cast("list[list[str]]", good)]


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make parts of three records, and pieces that end in the middle of everything."""
    monkeypatch.setattr("functions.split.tables.row_parts.RECORDS_IN_PART", 3)
    monkeypatch.setattr("functions.split.tables.normal_form._CHUNK_BYTES", 7)
    monkeypatch.setattr("functions.split.tables.survey._BLOCK_BYTES", 7)


@given(
    table=tables(),
    separator=st.sampled_from(SEPARATORS),
    newline=st.sampled_from(NEWLINES),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_parts_put_together_are_the_whole_table(
    table: list[list[str]], separator: str, newline: str, encoding: str
) -> None:
    text = _written(table, separator, newline, quoting=csv.QUOTE_ALL)
    assert _cells(text.encode(encoding)) == table


@given(body=st.binary(max_size=60) | st.text('ab,"\n\r', max_size=60).map(str.encode))
def test_any_bytes_at_all_are_split_or_rejected(body: bytes) -> None:
    rejected: list[RejectedError] = []
    try:
        _split(b"a,b\n" + body)
    except RejectedError as rejection:
        rejected.append(rejection)
    assert {rejection.code for rejection in rejected} <= CODES


@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_separator_in_quotes_is_part_of_its_cell(separator: str) -> None:
    body = f'"a,b;c|d\te"{separator}f\n1{separator}2\n'.encode()
    assert _cells(body) == [["a,b;c|d\te", "f"], ["1", "2"]]


def test_a_single_column_needs_no_separator() -> None:
    assert _cells(b"city\nKollumangudi\n\nChennai\n") == [["city"], ["Kollumangudi"], ["Chennai"]]


@pytest.mark.parametrize("end", ["", "\n", "\r\n\r\n", "\n  \n\t\n\n"])
def test_blank_lines_are_no_records(end: str) -> None:
    assert _cells(b"\n\r\na,b\n1,2\n\n3,4" + end.encode()) == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_line_ends_and_quotes_within_cells_stay() -> None:
    body = b'a,b\r\n"1\r\n2","say ""no"""\r\n12" pipe,x\r\n'
    assert _cells(body) == [["a", "b"], ["1\r\n2", 'say "no"'], ['12" pipe', "x"]]


def test_the_encoding_is_judged_by_the_whole_file() -> None:
    ascii_rows = b"1,plain\n" * 50
    assert _cells(b"a,b\n" + ascii_rows + "2,caf\u00e9 \u20ac\n".encode("cp1252"))[-1] == [
        "2",
        "caf\u00e9 \u20ac",
    ]
    assert _cells(b"a,b\n" + ascii_rows + "2,தமிழ்\n".encode())[-1] == ["2", "தமிழ்"]


def test_a_header_that_is_not_utf8_names_its_columns() -> None:
    columns, records = _split("größe,stück\n1,2\n".encode("cp1252"))
    assert columns == ["größe", "stück"]
    assert records == [Record(1, {"größe": "1", "stück": "2"})]


def test_operators_see_a_name_of_its_own_for_every_column() -> None:
    columns, records = _split(b"city,city,,city (2), city\n1,2,3,4,5\n")
    assert columns == ["city", "city", "", "city (2)", " city"]
    assert records == [
        Record(
            1, {"city": "1", "city (2)": "2", "column 3": "3", "city (2) (2)": "4", "city (3)": "5"}
        )
    ]


def test_a_row_with_too_many_cells_is_a_bad_record_that_names_its_row_and_line() -> None:
    _, records = _split(b'a,b\n"1\n1",2\n3\n4,5,6\n7,8\n')
    assert records == [
        Record(1, {"a": "1\n1", "b": "2"}),
        Record(2, {"a": "3", "b": ""}),
        BadRecord(
            3,
            "Row 3, on line 5, has 3 cells, but there are 2 columns. Put a cell that has the "
            "separator ',' in it in quotes, and leave no others.",
        ),
        Record(4, {"a": "7", "b": "8"}),
    ]


@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        (b"\n\r\n  \n", "empty", "blank lines"),
        (b",,\n7,2,9\n", "no_header", "line 2"),
        (b"a,b\n\n", "no_records", "no rows"),
        (b"a,b\n1,2,3\n4,5,6\n", "no_records", "None of the 2 rows.*each has 3 cells"),
        (b"a" * 17_000_000, "unreadable", "Line 1 is longer"),
    ],
)
def test_what_is_no_table_is_rejected_with_a_reason(body: bytes, code: str, says: str) -> None:
    with pytest.raises(RejectedError, match=says) as caught:
        _split(body)
    assert caught.value.code == code


def test_the_digest_is_of_the_whole_file() -> None:
    body = b"\xef\xbb\xbfa,b\n1,2\n\n"
    assert split_rows(body).planned.sha256 == hashlib.sha256(body).hexdigest()
