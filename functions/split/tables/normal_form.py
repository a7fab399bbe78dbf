"""The one form that every table is brought into: CSV in UTF-8, cut at records.

Before the cells of a record stands a cell of our own: empty, or why it cannot be worked on.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from functions.split.cutting import Marks
from functions.split.tables.table import Row, Skipped, Table
from hinterland.jobs.column_names import shown_names

_CHUNK_BYTES = 1024 * 1024
# Of a table in which nothing can be worked on, so many rows are named with the reason.
_NAMED = 20


@dataclass(slots=True)
class Written:
    """What was written, counted as it goes by; complete once the chunks are through."""

    marks: Marks[int]  # bytes from the beginning
    skipped: Skipped = field(default_factory=Skipped)
    problems: Counter[str] = field(default_factory=Counter)  # how often each
    named: list[str] = field(default_factory=list)
    size: int = 0  # bytes

    @property
    def bad(self) -> int:
        """Return the number of records that cannot be worked on."""
        return self.problems.total()


def columns_of(tables: Sequence[Table], label: str) -> list[str]:
    """Return the columns of tables put together; several are told apart by a first one.

    `label` is that one's name. A name that is in several tables is one column.
    """
    if len(tables) == 1:
        return tables[0].columns
    return [label, *dict.fromkeys(name for table in tables for name in shown_names(table.columns))]


def chunks_of(tables: Sequence[Table], columns: Sequence[str], written: Written) -> Iterator[bytes]:
    """Yield the normal form of tables whose columns come from `columns_of`, piece by piece."""
    held: list[bytes] = []
    began = 0
    for line in _lines(tables, columns, written):
        held.append(line)
        written.size += len(line)
        if written.size - began >= _CHUNK_BYTES:
            yield b"".join(held)
            held, began = [], written.size
    yield b"".join(held)


def rows_of(file: BinaryIO, size: int) -> Iterator[tuple[str, list[str]]]:
    """Yield problem and cells of the records that `size` bytes from here hold."""
    csv.field_size_limit(2**31 - 1)
    text = io.TextIOWrapper(io.BufferedReader(_Within(file, size)), "utf-8", newline="")
    for problem, *cells in csv.reader(text):
        yield problem, cells


def _lines(tables: Sequence[Table], columns: Sequence[str], written: Written) -> Iterator[bytes]:
    for table in tables:
        places = _places(table, columns) if len(tables) > 1 else None
        for number, row in enumerate(table.records(written.skipped), start=1):
            written.marks.count(written.size)
            if row.problem is not None:
                yield _line([_problem(written, number, row, table.name)])
            elif places is None:
                yield _line(["", *row.cells])
            else:
                yield _line(["", *_spread(row.cells, places, table.name or "", len(columns))])


def _line(cells: list[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()


def _places(table: Table, columns: Sequence[str]) -> list[int]:
    index = {name: place for place, name in enumerate(columns) if place}
    return [index[name] for name in shown_names(table.columns)]


def _spread(cells: list[str], places: list[int], name: str, width: int) -> list[str]:
    spread = [""] * width
    spread[0] = name
    for place, cell in zip(places, cells, strict=True):
        spread[place] = cell
    return spread


def _problem(written: Written, number: int, row: Row, table: str | None) -> str:
    assert row.problem is not None  # noqa: S101 - the caller asked
    written.problems[row.problem] += 1
    of_table = f" of {table}" if table else ""
    problem = f"Row {number:,}{of_table}, on {row.where}, {row.problem.removeprefix(_on(row))}."
    if len(written.named) < _NAMED:
        written.named.append(problem)
    return problem


def _on(row: Row) -> str:
    return f"on {row.where}, "


class _Within(io.RawIOBase):
    """The next `size` bytes of a file."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        super().__init__()
        self._file = file
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        target = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        found = self._file.read(min(len(target), self._left))
        target[: len(found)] = found
        self._left -= len(found)
        return len(found)
