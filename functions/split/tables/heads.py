"""Where a table begins, and which row names its columns: judged on its first rows."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from functions.split.tables.raw_rows import RawRow, RawRows
from hinterland.catalogue.table import TableForm
from hinterland.errors import RejectedError

SAMPLE_ROWS = 400
# Titles above a table are a few lines; further down it is something else.
_TITLES_WITHIN = 100
_NUMBER = re.compile(r"[-+(]?\s*(?:Rs\.?|INR|[₹$€£])?\s*\d[\d,. ]*%?\)?")
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d{1,2}:\d\d.*)?|\d{1,2}[- ][A-Za-z]{3}[- ]\d{2,4}"
)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}|https?://\S+")
_YEAR = re.compile(r"(19|20)\d\d(-\d\d)?")
_ALIKE = 0.8
_SERIES = 3
_NAME_CHARACTERS = 60
_REMEDY = (
    "If the first line is a record, ask the office to state `table: {header: false}` in the work "
    "type; if it does name the columns, `table: {header: true}`. Or add a line with names."
)


@dataclass(frozen=True, slots=True)
class Head:
    """How a table begins."""

    columns: list[str]
    begin: int  # rows that come before its first record
    titles: int = 0  # of these, such as are above the header and not blank
    blank: int = 0
    header: list[str] | None = None  # as it would be repeated; None if there is none
    where: str | None = None  # the header


def head_of(rows: RawRows, form: TableForm) -> Head:
    """Find the header; raise `RejectedError` when there is none, or not the one asked for."""
    sample = list(islice(rows(), SAMPLE_ROWS + (form.skip or 0)))
    filled = [i for i, row in enumerate(sample) if not row.is_blank and i >= (form.skip or 0)]
    if not filled:
        raise RejectedError("empty", "The file has nothing in it but blank lines.")
    if form.header is False:
        return _without(sample, filled, form)
    if form.columns:
        return _at(sample, _with_names(sample, filled, form))
    index = filled[0] if form.skip is not None else _below_titles(sample, filled)
    if form.header is None:
        _require_names(sample[index], [sample[i] for i in filled if i > index])
    return _at(sample, index)


def _at(sample: Sequence[RawRow], index: int) -> Head:
    row = sample[index]
    if row.problem:
        raise RejectedError("no_header", f"The header, on {row.where}, {row.problem}.")
    blank = sum(each.is_blank for each in sample[:index])
    cells = list(row.cells)
    return Head(cells, index + 1, index - blank, blank, _stripped(cells), row.where)


def _without(sample: Sequence[RawRow], filled: Sequence[int], form: TableForm) -> Head:
    width = _usual_width([sample[i] for i in filled])
    names = [column.name for column in form.columns] or [f"column {n + 1}" for n in range(width)]
    if width != len(names):
        raise RejectedError(
            "wrong_columns",
            f"The rows have {width} cells each, but the work type names {len(names)} columns: "
            f"{', '.join(names)}. Send a file with these columns, in this order.",
        )
    begin = form.skip or 0
    blank = sum(row.is_blank for row in sample[:begin])
    return Head(names, begin, begin - blank, blank)


def _with_names(sample: Sequence[RawRow], filled: Sequence[int], form: TableForm) -> int:
    """Return the row that names all columns which the work type asks for."""
    wanted = {column.name.casefold(): column.name for column in form.columns}
    first = [i for i in filled[:_TITLES_WITHIN] if not sample[i].problem]
    found = {i: set(_folded(sample[i].cells)) for i in first}
    for index in first:
        if wanted.keys() <= found[index]:
            return index
    best = max(first, key=lambda i: len(wanted.keys() & found[i]), default=filled[0])
    missing = [name for key, name in wanted.items() if key not in found.get(best, set())]
    raise RejectedError(
        "wrong_columns",
        f"There is no column {', '.join(missing)} in this file; on {sample[best].where} it has: "
        f"{', '.join(cell.strip()[:_NAME_CHARACTERS] for cell in sample[best].cells[:50])}. "
        f"Send a table that has all of these columns: {', '.join(wanted.values())}.",
        tuple(f"Missing: {name}" for name in missing),
    )


def _below_titles(sample: Sequence[RawRow], filled: Sequence[int]) -> int:
    """Return the first row that is as wide as the table, if it names columns."""
    width = _usual_width([sample[i] for i in filled])
    needed = max(2, (width + 1) // 2)
    if width < 2:  # noqa: PLR2004 - a list of single cells
        return filled[0]
    for place, index in enumerate(filled[:_TITLES_WITHIN]):
        row = sample[index]
        if _is_remark(row, width):
            continue
        cells = _filled(row)
        below = [sample[i] for i in filled[place + 1 :]]
        if cells < width and (named := _whole_header(below[:_TITLES_WITHIN], width)):
            return filled[place + 1 + named - 1]
        if cells >= needed:
            return index if _may_name_columns(row) else filled[0]
    return filled[0]


def _is_remark(row: RawRow, width: int) -> bool:
    """Say whether a program wrote this line about the table."""
    return len(row.cells) < width and row.cells[0].startswith(("# ", "//", "--"))


def _whole_header(rows: Sequence[RawRow], width: int) -> int:
    """Count the rows up to one that plainly names all columns: below it, others are numbers.

    There is none if a row before it is as wide; the count is 0 then.
    """
    for count, row in enumerate(rows, start=1):
        if _filled(row) < width:
            continue
        if not _may_name_columns(row):
            return 0
        below = rows[count:]
        kinds = {_kind(cell.strip()) for each in below[:1] for cell in each.cells} - {None}
        is_plain = any(_is_like(kind, i, below) for i in range(width) for kind in kinds if kind)
        return count if below and is_plain else 0
    return 0


def _filled(row: RawRow) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _usual_width(rows: Sequence[RawRow]) -> int:
    widths = Counter(len(row.cells) for row in rows)
    return max(widths, key=lambda width: (widths[width], width))


def _may_name_columns(row: RawRow) -> bool:
    cells = [cell.strip() for cell in row.cells if cell.strip()]
    return not any(_kind(cell) or len(cell) > _NAME_CHARACTERS for cell in cells)


def _require_names(row: RawRow, below: Sequence[RawRow]) -> None:
    """Raise `RejectedError` when a header looks like a record: record 1 must not be lost."""
    if row.problem:
        return
    names = [cell.strip() for cell in row.cells]
    again = [each for each in below if _stripped(each.cells) != _stripped(row.cells)]
    typed = {i: kind for i, name in enumerate(names) if (kind := _kind(name))}
    if _is_series([names[i] for i in typed]):
        typed = {}
    telling = [i for i, kind in typed.items() if _is_like(kind, i, again)]
    recurring = [
        i for i, name in enumerate(names) if name and len(name) > 1 and _recurs(name, i, again)
    ]
    if telling or len(recurring) > 1:
        shown = ", ".join(name[:_NAME_CHARACTERS] for name in names[:10])
        raise RejectedError(
            "no_header",
            f"The table has no line that names its columns: what stands on {row.where} ({shown}) "
            f"looks like a record. {_REMEDY}",
        )


def _kind(cell: str) -> str | None:
    if not cell or _YEAR.fullmatch(cell):
        return None
    if _NUMBER.fullmatch(cell):
        return "number"
    if _DATE.fullmatch(cell):
        return "date"
    return "address" if _ADDRESS.fullmatch(cell) else None


def _is_like(kind: str, column: int, rows: Sequence[RawRow]) -> bool:
    cells = [row.cells[column].strip() for row in rows if column < len(row.cells)]
    cells = [cell for cell in cells if cell]
    alike = sum(
        (_kind(cell) or "number" if _YEAR.fullmatch(cell) else _kind(cell)) == kind
        for cell in cells
    )
    return alike >= _ALIKE * len(cells)


def _is_series(names: Sequence[str]) -> bool:
    """Say whether these are numbers one after another, as the days of a month are."""
    if len(names) < _SERIES or not all(name.isdecimal() for name in names):
        return False
    numbers = [int(name) for name in names]
    return all(after - before == 1 for before, after in pairwise(numbers))


def _recurs(name: str, column: int, rows: Sequence[RawRow]) -> bool:
    return any(column < len(row.cells) and row.cells[column].strip() == name for row in rows)


def _stripped(cells: Sequence[str]) -> list[str]:
    stripped = [cell.strip() for cell in cells]
    while stripped and not stripped[-1]:
        stripped.pop()
    return stripped


def _folded(cells: Sequence[str]) -> list[str]:
    return [cell.strip().casefold() for cell in cells]
