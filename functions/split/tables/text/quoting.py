"""Lines into cells: quotes as RFC 4180 has them, and as people forget to close them."""

from collections import deque
from collections.abc import Iterable, Iterator

from functions.split.tables.raw_rows import RawRow
from functions.split.tables.text.lines import Line

# A cell that goes on for longer is mostly one whose quote somebody forgot to close.
CELL_CHARACTERS = 1_000_000
CELL_LINES = 1000
# With fewer columns or lines, those of a cell often look like rows.
_TELLING = 3


class Reader:
    """Reads rows from lines; `columns`, once it is known, tells a lone quote from a long cell."""

    def __init__(self, lines: Iterable[Line], separator: str | None, quote: str) -> None:
        """Read with a separator, None if each line is one cell, and a quote, which may be none."""
        self.columns: int | None = None
        self._lines = iter(lines)
        self._again: deque[Line] = deque()
        self._separator = separator
        self._quote = quote

    def __iter__(self) -> Iterator[RawRow]:
        """Yield every row, those of blank lines too."""
        while line := self._next():
            if self._quote and self._quote in line.text:
                yield self._quoted(line)
            else:
                yield RawRow(f"line {line.number:,}", self._bare(line.text))

    def _next(self) -> Line | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _bare(self, text: str) -> list[str]:
        text = text.rstrip("\r\n")
        return [text] if self._separator is None else text.split(self._separator)

    def _quoted(self, first: Line) -> RawRow:
        where = f"line {first.number:,}"
        record = _Record(self._separator, self._quote)
        is_closed = record.feed(first.text)
        taken = [first]
        length = len(first.text)
        while not is_closed and len(taken) < CELL_LINES and length < CELL_CHARACTERS:
            line = self._next()
            if line is None:
                break
            taken.append(line)
            length += len(line.text)
            is_closed = record.feed(line.text)
        if is_closed and (len(taken) == 1 or not self._is_swallowed(record, taken)):
            return RawRow(where, record.cells, self._doubt(where, taken))
        self._again.extendleft(reversed(taken[1:]))
        return RawRow(where, self._with_lone_quote(first.text))

    def _is_swallowed(self, record: "_Record", taken: list[Line]) -> bool:
        """Say whether a quote that was never closed took other rows in."""
        if self.columns is None or len(record.cells) == self.columns:
            return record.is_loose
        alone = self._with_lone_quote(taken[0].text)
        return record.is_loose or len(record.cells) > self.columns or len(alone) == self.columns

    def _with_lone_quote(self, text: str) -> list[str]:
        """Read a line in which the last quote that opens a cell is a sign like any other."""
        record = _Record(self._separator, self._quote)
        if record.feed(text):
            return record.cells
        return [*record.cells, *self._bare(text[record.opened_at :])]

    def _doubt(self, where: str, taken: list[Line]) -> str | None:
        """Return what is odd when each line of a long cell looks like a row of its own."""
        if self.columns is None or min(len(taken), self.columns) < _TELLING:
            return None
        if sum(line.text.count(self._quote) for line in taken) > 2:  # noqa: PLR2004 - a pair
            return None
        if any(len(self._bare(line.text)) != self.columns for line in taken):
            return None
        return (
            f"on {where}, has a quote that closes only on line {taken[-1].number:,}, and each line "
            "between looks like a row of its own. Close the quote where its cell ends"
        )


class _Record:
    """One record, fed line by line until all its quotes are closed."""

    def __init__(self, separator: str | None, quote: str) -> None:
        self.cells: list[str] = []
        self.is_loose = False  # something stands between a closing quote and the next separator
        self.opened_at = 0  # where in the line the last quoted cell began
        self._separator = separator
        self._quote = quote
        self._open: list[str] | None = None
        self._is_first_line = True

    def feed(self, text: str) -> bool:
        """Read a line, or more of a cell; say whether the record ends with it."""
        end = len(text.rstrip("\r\n"))
        position: int | None = 0
        self._is_first_line = self._open is None
        while position is not None:
            if self._open is None:
                quoted = self._opening(text, position)
                if quoted is None:
                    position = self._bare(text, position, end)
                    continue
                self.opened_at, position = position, quoted
                self._open = []
            closed = self._within(text, position, self._open)
            if closed is None:
                return False
            position = self._after(text, closed, end)
        return True

    def _opening(self, text: str, position: int) -> int | None:
        """Return where a quoted cell's text begins, after blanks and the quote, if it is one."""
        while text.startswith(" ", position):
            position += 1
        return position + 1 if text.startswith(self._quote, position) else None

    def _bare(self, text: str, position: int, end: int) -> int | None:
        """Take a cell without quotes; return where the next begins, None at the end."""
        stop = text.find(self._separator, position, end) if self._separator else -1
        self.cells.append(text[position : end if stop < 0 else stop])
        return None if stop < 0 else stop + 1

    def _within(self, text: str, position: int, pieces: list[str]) -> int | None:
        """Take what is in quotes; return where it closed, None if it goes on."""
        while (found := text.find(self._quote, position)) >= 0:
            pieces.append(text[position:found])
            if not text.startswith(self._quote, found + 1):
                return found + 1
            pieces.append(self._quote)
            position = found + 2
        pieces.append(text[position:])
        return None

    def _after(self, text: str, position: int, end: int) -> int | None:
        """Take what comes between the closing quote and the separator, where nothing should.

        If there is something, the quotes are signs like any other.
        """
        stop = text.find(self._separator, position, end) if self._separator else -1
        last = end if stop < 0 else stop
        cell = "".join(self._open or ())
        if text[position:last].strip(" \t"):
            self.is_loose = True
            cell = text[self.opened_at : last] if self._is_first_line else cell
        self.cells.append(cell)
        self._open = None
        return None if stop < 0 else stop + 1
