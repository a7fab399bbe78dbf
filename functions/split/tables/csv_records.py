"""CSV records and where each begins, read the same way by plan and by part."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from functions.split.tables.csv_lines import Lines, Read
from hinterland.errors import RejectedError

# A cell this long is nothing to key from; mostly it is a quote that somebody forgot to close.
CELL_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record begins."""

    offset: int  # bytes from the beginning of the file
    line: int  # from 1


@dataclass(frozen=True, slots=True)
class Row:
    """A record as it was read; `cells` are as many as the client wrote."""

    place: Place
    cells: list[str]


def rows(read: Read, separator: str, encoding: str, start: Place) -> Iterator[Row]:
    """Yield the records of what `read` gives, which begins at `start`; blank lines are none.

    Raise `RejectedError` when a quote is never closed, or a cell has no end.
    """
    lines = Lines(read, encoding, start.line)
    csv.field_size_limit(CELL_CHARACTERS)
    reader = csv.reader(lines, delimiter=separator)
    while True:
        place = Place(start.offset + lines.offset, lines.line)
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _unclosed(place) from error
        if cells is None:
            return
        if lines.ended:
            raise _unclosed(place)
        # Told in ASCII alone, so that it comes out the same in whatever encoding is assumed.
        if len(cells) > 1 or "".join(cells).strip(" \t"):
            yield Row(place, cells)


def _unclosed(place: Place) -> RejectedError:
    return RejectedError(
        "unreadable",
        f'The row that begins on line {place.line:,} does not end: a quote (") in it is never '
        f"closed, or a cell is longer than {CELL_CHARACTERS:,} characters.",
    )
