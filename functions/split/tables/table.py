"""A table: its columns, and its records one after another, each as wide as the columns are many."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from functions.split.tables.heads import Head
from functions.split.tables.raw_rows import RawRow, RawRows
from hinterland.jobs.documents import SkippedRows

_NOT_TEXT = re.compile("[\ud800-\udfff]")
_NAME_CHARACTERS = 40
_TITLE = "above the table"
_BLANK = "blank"
_RULE = "a ruled line"
_AGAIN = "the header once more"


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a table; with a problem, why it cannot be worked on."""

    where: str
    cells: list[str]
    problem: str | None = None


@dataclass(slots=True)
class Skipped:
    """Rows that are no records, by why."""

    counts: Counter[str] = field(default_factory=Counter)

    def document(self) -> list[SkippedRows]:
        """Return them as the reconciliation lists them."""
        return [SkippedRows(rows=rows, why=why) for why, rows in self.counts.items() if rows]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be read from its beginning as often as is needed."""

    name: str | None  # of the sheet or file, where there are several
    head: Head
    rows: RawRows
    advice: str = ""  # for who sent rows of too many cells
    substitutes: Mapping[str, str] = field(default_factory=dict)  # what stands for bad bytes: why

    @property
    def columns(self) -> list[str]:
        """Return the columns as the client names them."""
        return self.head.columns

    def records(self, skipped: Skipped) -> Iterator[Row]:
        """Yield the records; what is none is counted in `skipped`."""
        skipped.counts[_TITLE] += self.head.titles
        skipped.counts[_BLANK] += self.head.blank
        for index, raw in enumerate(self.rows()):
            if index < self.head.begin:
                continue
            if raw.is_blank:
                skipped.counts[_BLANK] += 1
            elif index == self.head.begin and _is_rule(raw):
                skipped.counts[_RULE] += 1
            elif self._is_header(raw):
                skipped.counts[_AGAIN] += 1
            else:
                yield self._row(raw)

    def _is_header(self, raw: RawRow) -> bool:
        header = self.head.header
        if header is None or raw.cells[0].strip() != header[0] or len(raw.cells) < len(header):
            return False
        cells = [cell.strip() for cell in raw.cells]
        return cells[: len(header)] == header and not any(cells[len(header) :])

    def _row(self, raw: RawRow) -> Row:
        wanted = len(self.columns)
        problem = raw.problem or self._not_text(raw.cells)
        if problem is None and any(cell.strip() for cell in raw.cells[wanted:]):
            problem = f"has {len(raw.cells)} cells, but there are {wanted} columns{self.advice}"
        cells = raw.cells[:wanted] + [""] * (wanted - len(raw.cells))
        return Row(raw.where, cells, problem)

    def _not_text(self, cells: list[str]) -> str | None:
        for number, cell in enumerate(cells, start=1):
            if cell.isascii():
                continue
            if found := _NOT_TEXT.search(cell):
                return f"in cell {number} ({self._name(number)}) {_half_or_byte(found[0])}"
            for sign, why in self.substitutes.items():
                if sign in cell:
                    return f"in cell {number} ({self._name(number)}) has {why}"
        return None

    def _name(self, number: int) -> str:
        columns = self.columns
        name = columns[number - 1].strip() if number <= len(columns) else ""
        return name[:_NAME_CHARACTERS] or f"column {number}"


def _is_rule(raw: RawRow) -> bool:
    """Say whether a row below the header only parts it from the rest, as Markdown does."""
    cells = [cell.strip() for cell in raw.cells if cell.strip()]
    return bool(cells) and all(len(cell) > 1 and not cell.strip("-:=+") for cell in cells)


def _half_or_byte(found: str) -> str:
    code = ord(found)
    if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004 - where "surrogateescape" puts bytes
        return (
            f"has the byte {code - 0xDC00:02X}, which is no text in the encoding of this file. "
            "Correct the cell and save the file as UTF-8"
        )
    return "has half a character. Correct the cell"
