"""A drop as tables, whatever kind of file it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from functions.split.tables.survey import survey
from functions.split.tables.table import Table
from functions.split.tables.text_tables import text_table
from hinterland.catalogue.table import TableForm
from hinterland.errors import RejectedError
from hinterland.jobs.documents import SkippedRows
from hinterland.jobs.file_kinds import HEAD_BYTES, sniff
from hinterland.jobs.job import FileKind


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a drop, at least one."""

    tables: list[Table]
    sha256: str  # of the whole drop
    label: str = "table"  # of the column that tells several apart
    skipped: list[SkippedRows] = field(default_factory=list)  # what is no table


@contextmanager
def open_tables(file: BinaryIO, form: TableForm) -> Iterator[Tables]:
    """Open a drop for as long as its tables are read; raise `RejectedError` if it has none."""
    found = survey(file)
    sniffed = sniff(found.head[:HEAD_BYTES])
    # Of a kind that is not known is what Intake took for text, by more than its first bytes.
    if sniffed.kind not in {None, FileKind.CSV}:
        raise RejectedError("wrong_kind", f"This is no table, but {sniffed.name}.")
    yield Tables([text_table(file, found, form)], found.sha256)
