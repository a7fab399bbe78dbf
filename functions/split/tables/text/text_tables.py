"""Text of any encoding and dialect as a table."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import BinaryIO

from functions.split.tables.heads import head_of
from functions.split.tables.raw_rows import RawRow
from functions.split.tables.survey import Survey
from functions.split.tables.table import Table
from functions.split.tables.text.encodings import Encoding, encoding_of
from functions.split.tables.text.fixed_width import rows_at, starts_of, starts_of_widths
from functions.split.tables.text.lines import Line, Lines, lines_of
from functions.split.tables.text.quoting import Reader
from functions.split.tables.text.separators import cuts_evenly, separator_of
from functions.split.tables.text.text_kinds import require_table
from hinterland.catalogue.table import TableForm
from hinterland.errors import RejectedError

_SAMPLE_LINES = 500
_SAMPLE_CHARACTERS = 512 * 1024
# Excel's own: a line that names the separator.
_DIALECT = re.compile(r'"?sep=(.)"?[;,\t ]*\r?\n?', re.IGNORECASE)
_ADVICE = ". Put a cell that has the separator {separator!r} in it in quotes, and leave no others"


def text_table(file: BinaryIO, found: Survey, form: TableForm, name: str | None = None) -> Table:
    """Return the table in a text file; raise `RejectedError` when it is none, or is in doubt."""
    encoding = encoding_of(found, form.encoding)
    lines: Lines = partial(lines_of, file, encoding)
    sample = _sample(lines)
    dialect = _DIALECT.fullmatch(sample[0].text) if sample else None
    if dialect:
        form = replace(form, separator=form.separator or dialect[1])
        lines = partial(_from_second, lines)
        sample = sample[1:]
    if form.widths:
        return _fixed(lines, starts_of_widths(form.widths), form, name)
    quote = '"' if form.quote is None else form.quote
    judged = sample[form.skip or 0 :]
    separator = form.separator or separator_of(judged, quote)
    if not form.is_stated:
        _require_no_quotes_around(judged, separator, quote)
        is_even = cuts_evenly(judged, separator, quote)
        require_table([line.text for line in judged], separator, is_even=is_even)
    if form.separator is None and (starts := starts_of(judged)) and _is_fixed(judged, separator):
        return _by_header(lines, starts, form, name)
    judged_so = _one_cell_each(lines, separator, quote, form)
    return _separated(lines, judged_so, quote, form, encoding, name)


def _separated(
    lines: Lines,
    separator: str | None,
    quote: str,
    form: TableForm,
    encoding: Encoding,
    name: str | None,
) -> Table:
    head = head_of(lambda: iter(Reader(lines(), separator, quote)), form)

    def rows() -> Iterator[RawRow]:
        reader = Reader(lines(), separator, quote)
        reader.columns = len(head.columns)
        return iter(reader)

    bad = {"\ufffd": "bytes that are no text in UTF-16 or UTF-32"}
    return Table(
        name,
        head,
        rows,
        _ADVICE.format(separator=separator),
        bad if encoding.errors == "replace" else {},
    )


def _require_no_quotes_around(lines: list[Line], separator: str | None, quote: str) -> None:
    """Raise `RejectedError` when each line as a whole is in quotes, as if it were one cell."""
    filled = [line.text.strip() for line in lines if line.text.strip()]
    if not quote or not all(len(text) > 1 and text[0] == text[-1] == quote for text in filled):
        return
    inner = [Line(n, text[1:-1].replace(quote * 2, quote)) for n, text in enumerate(filled)]
    found = separator_of(inner, quote)
    if separator is not None or found is None or not cuts_evenly(inner, found, quote):
        return
    if _names_columns(inner[0].text.split(found)):
        raise RejectedError(
            "not_a_table",
            f"Each line as a whole is in quotes ({quote}), so that it is one cell. Take the quotes "
            "around the lines away; those around single cells may stay.",
        )


def _one_cell_each(lines: Lines, separator: str | None, quote: str, form: TableForm) -> str | None:
    """Take a line as one cell if what looks like a separator is but part of the text.

    So it is in a list of addresses: its one header has no comma, and no row names columns.
    """
    if separator != "," or form.is_stated:
        return separator
    rows = [row for row in islice(Reader(lines(), separator, quote), 40) if not row.is_blank]
    if not rows or len(rows[0].cells) > 1:
        return separator
    named = [row for row in rows[1:] if len(row.cells) > 1 and _names_columns(row.cells)]
    return separator if named else None


def _names_columns(cells: list[str]) -> bool:
    """Say whether cells may be names: none empty or begun with a blank, no digits, all distinct."""
    return all(
        cell and not cell[0].isspace() and not any(map(str.isdigit, cell)) for cell in cells
    ) and len(set(cells)) == len(cells)


def _is_fixed(sample: list[Line], separator: str | None) -> bool:
    filled = [line.text for line in sample if line.text.strip()]
    return separator is None or 2 * sum(separator in text for text in filled) < len(filled)


def _by_header(lines: Lines, starts: list[int], form: TableForm, name: str | None) -> Table:
    if not form.columns:
        raise RejectedError(
            "not_a_table",
            "This is a table of fixed width: its columns are set apart by blanks alone, and where "
            "each ends is a guess. Save it as CSV or XLSX; or ask the office to state the columns "
            "in the work type: `table: {columns: [{name: …, width: …}, …]}`.",
        )
    return _fixed(lines, starts, form, name)


def _fixed(lines: Lines, starts: list[int], form: TableForm, name: str | None) -> Table:
    rows = partial(rows_at, lines, starts)
    return Table(name, head_of(rows, form), rows)


def _sample(lines: Lines) -> list[Line]:
    taken: list[Line] = []
    left = _SAMPLE_CHARACTERS
    for line in islice(lines(), _SAMPLE_LINES):
        taken.append(line)
        left -= len(line.text)
        if left < 0:
            break
    return taken


def _from_second(lines: Lines) -> Iterator[Line]:
    return islice(lines(), 1, None)
