"""Tables of a web page, which many programs save as `.xls`."""

import re
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser

from functions.split.tables.raw_rows import RawRow
from functions.split.tables.sheets import AnySheet
from functions.split.tables.survey import Survey
from functions.split.tables.text.encodings import encoding_of
from hinterland.errors import RejectedError

MOST_BYTES = 32 * 1024 * 1024
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDEST_SPAN = 1000


def html_tables(body: bytes, found: Survey, stated: str | None) -> list[AnySheet]:
    """Return the tables of a page that hold cells and no other table; raise `RejectedError`."""
    reader = _Reader()
    reader.feed(body.decode(_encoding(found, stated), "surrogateescape").removeprefix("\ufeff"))
    reader.close()
    reader.finish()
    tables = [rows for rows in reader.tables if rows]
    if not tables:
        raise RejectedError(
            "not_a_table",
            "This is a web page (HTML) without a table in it. Send the rows as CSV or XLSX.",
        )
    return [
        AnySheet(f"table {number}", is_hidden=False, rows=partial(_rows, rows))
        for number, rows in enumerate(tables, start=1)
    ]


def _rows(rows: list[list[str]]) -> Iterator[RawRow]:
    for number, cells in enumerate(rows, start=1):
        yield RawRow(f"row {number:,} of the table", cells)


def _encoding(found: Survey, stated: str | None) -> str:
    if stated is None and (named := _CHARSET.search(found.head[:4096])):
        try:
            b"".decode(named[1].decode())
            return named[1].decode()
        except LookupError:
            pass
    return encoding_of(found, stated).name


class _Reader(HTMLParser):
    """Collects the cells of tables; of tables within tables, the inner ones."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            for outer in self._open:
                outer.is_layout = True
            self._open.append(_Open())
        elif self._open:
            self._open[-1].begin(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._open:
            self._close()
        elif self._open and tag in {"td", "th"}:
            self._open[-1].end_cell()
        elif self._open and tag in {"br", "p", "div"}:
            self._open[-1].add(" ")

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].add(data)

    def finish(self) -> None:
        """Close what the page left open."""
        while self._open:
            self._close()

    def _close(self) -> None:
        table = self._open.pop()
        table.end_cell()
        if not table.is_layout:
            self.tables.append([row for row in table.rows if row])


class _Open:
    """A table that is being read."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.is_layout = False
        self._cell: list[str] | None = None
        self._span = 1

    def begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            self.end_cell()
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.end_cell()
            if not self.rows:
                self.rows.append([])
            self._cell = []
            span = attributes.get("colspan") or "1"
            self._span = min(int(span), _WIDEST_SPAN) if span.isdecimal() else 1
        elif tag == "br":
            self.add(" ")

    def add(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text)

    def end_cell(self) -> None:
        if self._cell is not None:
            text = _SPACE.sub(" ", "".join(self._cell)).strip(" \xa0")
            self.rows[-1] += [text, *[""] * (self._span - 1)]
        self._cell = None
