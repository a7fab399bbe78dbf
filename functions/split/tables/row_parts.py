"""Rows of a CSV: where its parts are, and the records of one part."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, TypedDict, cast

from functions.split.cutting import Marks, Sizes, Source
from functions.split.planned import Planned
from functions.split.records import BadRecord, Record
from functions.split.tables.column_names import shown_names
from functions.split.tables.csv_lines import within
from functions.split.tables.csv_records import Place, Row, rows
from functions.split.tables.csv_survey import HEAD_BYTES, Survey, opening_of
from hinterland.errors import RejectedError
from hinterland.jobs.documents import PartDocument

RECORDS_IN_PART = 3000


class _Range(TypedDict):
    """The `source` of a part of rows: a range of bytes, and how to read it."""

    start: int
    end: int
    line: int  # number of its first line
    separator: str
    encoding: str


def plan_rows(file: BinaryIO, records_per_item: int) -> Planned:
    """Look through a CSV once; raise `RejectedError` when it is no table with rows.

    Separators, quotes and line ends are ASCII in every encoding that is told apart here, so the
    records are counted in Latin-1, which always decodes, before the encoding is known.
    """
    opening = opening_of(file.read(HEAD_BYTES))
    file.seek(0)
    survey = Survey(file.read)
    survey.read(opening.begin)
    found = rows(survey.read, opening.separator, "latin-1", Place(opening.begin, 1))
    header = _header(found)
    marks: Marks[Place] = Marks(Sizes.of(records_per_item, RECORDS_IN_PART))
    for row in found:
        marks.count(row.place)
    if not marks.records:
        raise RejectedError("no_records", "The file has a header line, but no rows after it.")
    encoding = survey.encoding
    return Planned(
        columns=[name.encode("latin-1").decode(encoding) for name in header],
        records=marks.records,
        parts=marks.parts(partial(_source, file.tell(), opening.separator, encoding)),
        sha256=survey.sha256,
    )


def records_of_rows(
    file: BinaryIO, part: PartDocument, columns: list[str]
) -> Iterator[Record | BadRecord]:
    """Yield a part's records; a row with too few or too many cells is a bad one."""
    source = cast("_Range", part["source"])
    file.seek(source["start"])
    read = within(file.read, source["end"] - source["start"])
    start = Place(source["start"], source["line"])
    names = shown_names(columns)
    found = rows(read, source["separator"], source["encoding"], start)
    for number, row in enumerate(found, start=part["first_record"]):
        yield _record(number, row, names)


def _header(found: Iterator[Row]) -> list[str]:
    header = next(found, None)
    if header is None:
        raise RejectedError("empty", "The file has nothing in it but blank lines.")
    if not any(cell.strip() for cell in header.cells):
        raise RejectedError(
            "no_header", "The first line must name the columns, but all its cells are empty."
        )
    return header.cells


def _source(size: int, separator: str, encoding: str, start: Place, end: Place | None) -> Source:
    source = _Range(
        start=start.offset,
        end=end.offset if end else size,
        line=start.line,
        separator=separator,
        encoding=encoding,
    )
    return cast("Source", source)


def _record(number: int, row: Row, names: list[str]) -> Record | BadRecord:
    if len(row.cells) != len(names):
        return BadRecord(
            number,
            f"Row {number:,}, on line {row.place.line:,}, has {len(row.cells)} cell(s); "
            f"the header has {len(names)}.",
        )
    return Record(number, dict(zip(names, row.cells, strict=True)))
