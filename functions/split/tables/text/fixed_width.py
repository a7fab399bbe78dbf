"""Tables whose columns stand below each other, with blanks between and no separator."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from functions.split.tables.raw_rows import RawRow
from functions.split.tables.text.lines import Line, Lines

_GAP = re.compile(r"\S+(?: \S+)*")  # a cell: words with single blanks between
_MOSTLY = 0.9
_FEWEST_LINES = 2


def starts_of(lines: Sequence[Line]) -> list[int]:
    """Return where each column begins, by the first line; none if the others do not stand so."""
    filled = [line.text.rstrip() for line in lines if line.text.strip()]
    if len(filled) < _FEWEST_LINES or any('"' in line for line in filled):
        return []
    cells = list(_GAP.finditer(filled[0]))
    starts = [cell.start() for cell in cells]
    if len(starts) < 2 or any(len(gap) < 2 for gap in _gaps(filled[0], cells)):  # noqa: PLR2004
        return []
    kept = sum(_stands(line, starts) for line in filled[1:])
    return [0, *starts[1:]] if kept >= _MOSTLY * (len(filled) - 1) else []


def rows_at(lines: Lines, starts: Sequence[int]) -> Iterator[RawRow]:
    """Yield rows cut at these characters; blanks around a cell are no part of it."""
    for line in lines():
        text = line.text.rstrip("\r\n")
        ends = [*starts[1:], max(len(text), starts[-1])]
        cells = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
        yield RawRow(f"line {line.number:,}", cells)


def starts_of_widths(widths: Sequence[int]) -> list[int]:
    """Return where columns of these widths begin."""
    return list(accumulate(widths, initial=0))[:-1]


def _gaps(line: str, cells: Sequence[re.Match[str]]) -> list[str]:
    return [line[before.end() : after.start()] for before, after in pairwise(cells)]


def _stands(line: str, starts: Sequence[int]) -> bool:
    """Say whether a blank, or nothing, comes right before each column."""
    return all(start > len(line) or line[start - 1].isspace() for start in starts[1:])
