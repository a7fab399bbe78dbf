"""The sheets of a workbook that are tables: the one that is named, or each that has one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from functions.split.tables.heads import SAMPLE_ROWS, head_of
from functions.split.tables.raw_rows import RawRow
from functions.split.tables.table import Table
from hinterland.catalogue.table import TableForm
from hinterland.errors import RejectedError
from hinterland.jobs.documents import SkippedRows

_ADVICE = ". Name every column that has cells"


@dataclass(frozen=True, slots=True)
class AnySheet:
    """A sheet of any kind of workbook."""

    name: str
    is_hidden: bool
    rows: Callable[[], Iterator[RawRow]]


def tables_of(sheets: Sequence[AnySheet], form: TableForm) -> tuple[list[Table], list[SkippedRows]]:
    """Return the tables, and the rows of sheets that are none; raise `RejectedError`."""
    wanted = _wanted(sheets, form)
    shown = [sheet for sheet in wanted if form.sheet or len(wanted) == 1 or _is_table(sheet)]
    skipped = [
        SkippedRows(rows=rows, why=f"on sheet {sheet.name}, which has no table")
        for sheet in wanted
        if sheet not in shown and (rows := sum(not row.is_blank for row in sheet.rows()))
    ]
    if not shown:
        raise RejectedError("empty", "No sheet of the workbook has a table in it.")
    return [_table(sheet, form, alone=len(shown) == 1) for sheet in shown], skipped


def _wanted(sheets: Sequence[AnySheet], form: TableForm) -> list[AnySheet]:
    if form.sheet is not None:
        named = [each for each in sheets if each.name.casefold() == form.sheet.casefold()]
        if not named:
            raise RejectedError(
                "wrong_sheet",
                f"There is no sheet {form.sheet!r} in this workbook, but "
                f"{', '.join(repr(each.name) for each in sheets)}. Name the sheet so.",
            )
        return named
    return [sheet for sheet in sheets if not sheet.is_hidden] or list(sheets)


def _is_table(sheet: AnySheet) -> bool:
    """Say whether a sheet has two rows of two cells at least: else it is but notes."""
    filled = [
        sum(map(bool, map(str.strip, row.cells))) for row in islice(sheet.rows(), SAMPLE_ROWS)
    ]
    return sum(cells > 1 for cells in filled) > 1


def _table(sheet: AnySheet, form: TableForm, *, alone: bool) -> Table:
    try:
        head = head_of(sheet.rows, form)
    except RejectedError as refusal:
        if alone:
            raise
        raise RejectedError(
            refusal.code, f"On sheet {sheet.name}: {refusal.reason}", refusal.details
        ) from refusal
    return Table(None if alone else sheet.name, head, sheet.rows, _ADVICE)
