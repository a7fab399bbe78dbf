"""Sheets of an Excel workbook (XLSX, XLSM), read row by row from its XML.

By hand rather than by a library: openpyxl says neither that a formula has no value nor, of a large
number, all its digits; python-calamine knows no number formats; both hold more in memory.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree as ET  # expat bounds what entities may come to

from functions.split.tables.raw_rows import RawRow, trimmed
from functions.split.tables.workbooks import number_formats
from functions.split.tables.workbooks.xml_elements import elements, tag
from hinterland.errors import RejectedError

# Texts of cells are held in memory; so much of their XML.
SHARED_BYTES = 192 * 1024 * 1024
_PARTS_BYTES = 32 * 1024 * 1024  # of every other part that is not a sheet
# Cells of a workbook; more than all Indian addresses would need, and less than hours of reading.
_MOST_CELLS = 60_000_000
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_NO_VALUE = (
    "has a formula whose value is not in the file. Open it in a spreadsheet program and save it"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name, and where its XML is."""

    name: str
    part: str
    is_hidden: bool


class Xlsx:
    """An open workbook."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Read from an archive that somebody else closes."""
        self._archive = archive
        self._cells = 0
        book = self._xml("xl/workbook.xml")
        properties = next(_named(book, "workbookPr"), None)
        flag = properties.get("date1904", "0") if properties is not None else "0"
        self._since_1904 = flag.lower() in {"1", "true"}
        targets = {each.get("Id"): each for each in self._xml("xl/_rels/workbook.xml.rels")}
        self.sheets = [
            Sheet(
                each.get("name", ""),
                posixpath.normpath(posixpath.join("/xl", targets[key].get("Target", ""))).lstrip(
                    "/"
                ),
                each.get("state", "visible") != "visible",
            )
            for each in _named(book, "sheet")
            if (key := _relation(each)) in targets
            and targets[key].get("Type", "").endswith("/worksheet")
        ]

    def rows(self, sheet: Sheet) -> Iterator[RawRow]:
        """Yield the rows of a sheet that have cells, hidden ones too."""
        number = 0
        with self._archive.open(sheet.part) as source:
            for row, _ in elements(source, "row"):
                number = int(row.get("r") or number + 1)
                yield self._row(number, row)

    def _row(self, number: int, row: ET.Element) -> RawRow:
        cells: list[str] = []
        problem = None
        for cell in row:
            if tag(cell) != "c":
                continue
            column = _column(cell.get("r")) if cell.get("r") else len(cells)
            cells.extend([""] * (column - len(cells)))
            value = self._value(cell)
            if value is None:
                problem = problem or f"in cell {cell.get('r') or column + 1} {_NO_VALUE}"
            cells[column : column + 1] = [value or ""]
        self._count(len(cells))
        return RawRow(f"row {number:,} of the sheet", trimmed(cells), problem)

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > _MOST_CELLS:
            raise RejectedError(
                "too_many_records",
                "The workbook has too many cells. Delete what is empty around the table, or save "
                "it as CSV.",
            )

    def _value(self, cell: ET.Element) -> str | None:
        """Return what a cell shows; None if it is a formula of unknown value."""
        kind = cell.get("t", "n")
        stored = next((each.text or "" for each in cell if tag(each) == "v"), "")
        match kind:
            case "s":
                return self._shared[int(stored)] if stored else ""
            case "inlineStr":
                return "".join(_text_of(each) for each in cell if tag(each) == "is")
            case "b" if stored:
                return "TRUE" if stored in {"1", "true"} else "FALSE"
            case "str" | "e":
                return _unescaped(stored)
        return self._number(cell, stored.removesuffix("T00:00:00"))

    def _number(self, cell: ET.Element, stored: str) -> str | None:
        """Return a number, or a date in ISO form, as its cell shows it."""
        if not stored:
            is_formula = any(tag(each) == "f" for each in cell)
            return None if is_formula else ""
        return (
            number_formats.shown(
                stored, self._formats[int(cell.get("s", "0"))], since_1904=self._since_1904
            )
            if self._formats
            else number_formats.plain(stored)
        )

    @cached_property
    def _shared(self) -> list[str]:
        part = "xl/sharedStrings.xml"
        names = {name.casefold(): name for name in self._archive.namelist()}
        if part.casefold() not in names:
            return []
        info = self._archive.getinfo(names[part.casefold()])
        if info.file_size > SHARED_BYTES:
            raise RejectedError(
                "too_large",
                f"The texts of this workbook come to more than {SHARED_BYTES // 1024 // 1024} MB. "
                "Save the sheet as CSV.",
            )
        with self._archive.open(info) as source:
            return [_text_of(each) for each, _ in elements(source, "si")]

    @cached_property
    def _formats(self) -> list[str]:
        """Return the number format of each style."""
        try:
            styles = self._xml("xl/styles.xml")
        except KeyError:
            return []
        own = {
            int(each.get("numFmtId", "0")): each.get("formatCode", "General")
            for each in _named(styles, "numFmt")
        }
        cells = next(_named(styles, "cellXfs"), None)
        numbers = [int(each.get("numFmtId", "0")) for each in cells] if cells is not None else []
        return [own.get(number) or number_formats.built_in(number) for number in numbers]

    def _xml(self, part: str) -> ET.Element:
        with self._archive.open(part) as source:
            body = source.read(_PARTS_BYTES + 1)
        if len(body) > _PARTS_BYTES:
            raise RejectedError("too_large", "The workbook's styles are too large to read.")
        return ET.fromstring(body)  # noqa: S314 - bounded, and expat bounds entities


def _named(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (each for each in root.iter() if tag(each) == name)


def _relation(sheet: ET.Element) -> str | None:
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)


def _text_of(element: ET.Element) -> str:
    """Return the text of a string, all its runs, without what says how to read it aloud."""
    found: list[str] = []
    for each in element:
        if tag(each) == "t":
            found.append(each.text or "")
        elif tag(each) == "r":
            found.append(_text_of(each))
    return _unescaped("".join(found))


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text)


def _column(reference: str | None) -> int:
    """Return the place of a column, from 0, by the name of a cell such as AB12."""
    found = _REFERENCE.fullmatch(reference or "")
    if not found:
        raise RejectedError("unreadable", f"The workbook has a cell without a place: {reference}.")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1
