"""How a work type's tables come and go: what its drops look like, and in which forms it delivers.

Whatever is not stated is found out from each drop.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Column:
    """A column that every drop must have; its width in characters if the width is fixed."""

    name: str
    width: int | None = None


@dataclass(frozen=True, slots=True)
class TableForm:
    """What the office states of the tables in a work type's drops."""

    header: bool | None = None  # whether a line names the columns
    separator: str | None = None
    encoding: str | None = None
    quote: str | None = None  # empty: quotes have no meaning
    skip: int | None = None  # lines above the table
    columns: tuple[Column, ...] = ()
    sheet: str | None = None  # of a workbook, the one to read

    @property
    def widths(self) -> tuple[int, ...]:
        """Return the widths of all columns; none unless each is stated."""
        widths = tuple(column.width for column in self.columns if column.width)
        return widths if len(widths) == len(self.columns) else ()

    @property
    def is_stated(self) -> bool:
        """Say whether the office says of which form the text is, so that nobody need judge."""
        return self.separator is not None or bool(self.columns) or self.header is not None


class ResultForm(StrEnum):
    """A form in which the result is delivered; CSV always is."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Delivering:
    """In which forms a result is delivered."""

    formats: tuple[ResultForm, ...] = (ResultForm.CSV,)
    bom: bool = False  # a byte order mark before CSV, which Excel wants
    formula_safe: bool = False  # no cell of CSV begins as a formula does
