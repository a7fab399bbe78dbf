"""Rows as they stand in a file, before anybody knows which of them names the columns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawRow:
    """Cells as text, and where they are."""

    where: str  # such as "line 4" or "row 4 of the sheet"
    cells: list[str]
    problem: str | None = None  # a sentence: why these cells are not to be trusted

    @property
    def is_blank(self) -> bool:
        """Say whether there is nothing in it."""
        return self.problem is None and not any(cell.strip() for cell in self.cells)


type RawRows = Callable[[], Iterator[RawRow]]
"""The rows of a table from its beginning, as often as they are asked for."""


def trimmed(cells: list[str]) -> list[str]:
    """Return cells without the empty ones at the end, which a sheet has where it was formatted."""
    last = len(cells)
    while last and not cells[last - 1]:
        last -= 1
    return cells[:last]
