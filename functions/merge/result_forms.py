"""The rows of a result in other forms than CSV, each written with bounded memory."""

import codecs
import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import IO, TYPE_CHECKING

from functions.merge.csv_text import csv_bytes
from hinterland.catalogue.table import Delivering
from hinterland.jobs.column_names import shown_names

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"  # content types
JSONL = "application/x-ndjson"

_CHUNK_BYTES = 1 << 20
# What a cell and a sheet of Excel hold.
_CELL_CHARACTERS = 32_767
_SHEET_COLUMNS = 16_384
_CUT = " … (all of it is in result.csv)"
_TOO_WIDE = "This table has more columns than a sheet can hold. All of it is in result.csv."
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_PLAIN = frozenset("0123456789.,")


def rows_in(chunk: bytes) -> Iterator[list[str]]:
    """Yield the rows of a piece of CSV."""
    csv.field_size_limit(2**31 - 1)
    yield from csv.reader(io.StringIO(chunk.decode(), newline=""))


def formula_safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe before what could be.

    A negative number stays one.
    """
    if not cell.lstrip(" ").startswith(_FORMULA):
        return cell
    if cell.startswith("-") and len(cell) > 1 and _PLAIN.issuperset(cell[1:]):
        return cell
    return f"'{cell}"


def in_csv(deliver: Delivering, columns: Sequence[str], chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a whole table as CSV, its heading first; `chunks` are its rows in CSV."""
    heading = csv_bytes(
        [[formula_safe(each) for each in columns] if deliver.formula_safe else columns]
    )
    yield codecs.BOM_UTF8 + heading if deliver.bom else heading
    for chunk in chunks:
        yield (
            csv_bytes([formula_safe(cell) for cell in row] for row in rows_in(chunk))
            if deliver.formula_safe
            else chunk
        )


def jsonl(columns: Sequence[str], chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield one JSON object for each row of CSV; columns of one name are numbered apart."""
    names = shown_names(columns)
    for chunk in chunks:
        lines = (
            json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n"
            for row in rows_in(chunk)
        )
        yield "".join(lines).encode()


def xlsx(columns: Sequence[str], chunks: Iterable[bytes], created: datetime) -> Iterator[bytes]:
    """Yield a workbook of one sheet, in which every cell is text, as it is in the CSV."""
    with tempfile.TemporaryFile() as file:
        _write_sheet(file, columns, chunks, created)
        file.seek(0)
        while chunk := file.read(_CHUNK_BYTES):
            yield chunk


def _write_sheet(
    file: IO[bytes], columns: Sequence[str], chunks: Iterable[bytes], created: datetime
) -> None:
    # Most runs of Merge are of parts and write no sheet: they shall not wait for it to load.
    from xlsxwriter import Workbook  # noqa: PLC0415 - see above

    as_text = dict.fromkeys(("strings_to_formulas", "strings_to_numbers", "strings_to_urls"), False)
    book = Workbook(file, {"constant_memory": True, **as_text})
    # The time of writing would make every repeat another file.
    book.set_properties({"created": created.replace(tzinfo=None)})
    sheet = book.add_worksheet("result")
    if len(columns) > _SHEET_COLUMNS:
        sheet.write_string(0, 0, _TOO_WIDE)
    else:
        _write_row(sheet, 0, columns)
        rows = (row for chunk in chunks for row in rows_in(chunk))
        for number, row in enumerate(rows, start=1):
            _write_row(sheet, number, row)
    book.close()


def _write_row(sheet: "Worksheet", number: int, row: Sequence[str]) -> None:
    for column, cell in enumerate(row):
        whole = len(cell) <= _CELL_CHARACTERS
        sheet.write_string(
            number, column, cell if whole else cell[: _CELL_CHARACTERS - len(_CUT)] + _CUT
        )
