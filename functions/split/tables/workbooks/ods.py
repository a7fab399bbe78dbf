"""Sheets of an OpenDocument spreadsheet, row by row: each cell by the text that it shows.

By hand rather than by python-calamine, which gives the stored value: no percent, no leading zeros.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from functions.split.tables.raw_rows import RawRow, trimmed
from functions.split.tables.workbooks.xml_elements import attribute, elements, tag
from hinterland.errors import RejectedError

CONTENT = "content.xml"
# Of all sheets. A file of a few bytes may repeat a cell or a row as often as it likes.
_MOST_CELLS = 60_000_000
_VALUES = ("string-value", "date-value", "time-value", "boolean-value", "value")


@dataclass(frozen=True, slots=True)
class OdsSheet:
    """A sheet by its name and its place in the document, from 0."""

    name: str
    index: int
    is_hidden: bool


class Ods:
    """An open spreadsheet."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Read from an archive that somebody else closes."""
        self._archive = archive
        self._cells = 0
        self.sheets = list(self._sheets())

    def rows(self, sheet: OdsSheet) -> Iterator[RawRow]:
        """Yield the rows of a sheet that show something, hidden ones too."""
        number = 0
        for index, row in self._elements("table-row"):
            if index != sheet.index:
                continue
            repeated = _repeated(row, "number-rows-repeated")
            cells = self._row(row)
            for one in range(repeated if cells else 0):
                self._count(len(cells))
                yield RawRow(f"row {number + one + 1:,} of the sheet", list(cells))
            number += repeated

    def _sheets(self) -> Iterator[OdsSheet]:
        hidden: set[str] = set()
        for index, element in self._elements("style", "table"):
            if tag(element) == "style":
                displays = (attribute(each, "display") for each in element)
                if "false" in displays:
                    hidden.add(attribute(element, "name"))
            else:
                style = attribute(element, "style-name")
                yield OdsSheet(attribute(element, "name"), index, style in hidden)

    def _row(self, row: ET.Element) -> list[str]:
        cells: list[str] = []
        blank = 0  # cells that count only if something comes after them
        for cell in row:
            if tag(cell) not in {"table-cell", "covered-table-cell"}:
                continue
            repeated = _repeated(cell, "number-columns-repeated")
            shown = _shown(cell)
            if not shown:
                blank += repeated
                continue
            self._count(blank + repeated)
            cells += [*[""] * blank, *[shown] * repeated]
            blank = 0
        return trimmed(cells)

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > _MOST_CELLS:
            raise RejectedError(
                "too_many_records",
                "The workbook has too many cells. Delete what is repeated around the table, or "
                "save it as CSV.",
            )

    def _elements(self, *names: str) -> Iterator[tuple[int, ET.Element]]:
        """Yield the elements of these names as they are closed, each with its sheet's index."""
        sheets = 0
        with self._archive.open(CONTENT) as source:
            for element, path in elements(source, "style", "table", "table-row"):
                if any(tag(each) == "table" for each in path[:-1]) and tag(element) == "table":
                    continue  # a table in a cell of another
                if tag(element) in names:
                    yield sheets, element
                sheets += tag(element) == "table"


def _shown(cell: ET.Element) -> str:
    """Return the text of a cell; of one that has none, its value, as some programs write it."""
    lines = [_text(each) for each in cell if tag(each) == "p"]
    if lines:
        return "\n".join(lines)
    return next((value for name in _VALUES if (value := attribute(cell, name))), "")


def _text(element: ET.Element) -> str:
    found = [element.text or ""]
    for each in element:
        match tag(each):
            case "s":
                found.append(" " * _repeated(each, "c"))
            case "tab":
                found.append("\t")
            case "line-break":
                found.append("\n")
            case "annotation":
                pass
            case _:
                found.append(_text(each))
        found.append(each.tail or "")
    return "".join(found)


def _repeated(element: ET.Element, name: str) -> int:
    times = attribute(element, name)
    return min(int(times), _MOST_CELLS) if times.isdecimal() else 1
