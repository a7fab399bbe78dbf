"""A drop as tables, whatever kind of file it is."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from functions.split.tables import html_tables, mail, members
from functions.split.tables.json_rows import json_table
from functions.split.tables.sheets import AnySheet, tables_of
from functions.split.tables.survey import Survey, survey
from functions.split.tables.table import Table
from functions.split.tables.text.text_tables import text_table
from functions.split.tables.workbooks.workbooks import sheets_of
from hinterland.catalogue.table import TableForm
from hinterland.errors import RejectedError
from hinterland.jobs.documents import SkippedRows
from hinterland.jobs.file_kinds import HEAD_BYTES, UNKNOWN, office_document, sniff
from hinterland.jobs.job import FileKind

# An archive in an archive in an archive.
DEPTH = 3
_PACKED = b"PK"
# Of the files in it that cannot be read, so many are named with the reason.
_NAMED = 20


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a drop, at least one."""

    tables: list[Table]
    sha256: str  # of the whole drop
    label: str  # of the column that tells several apart
    skipped: list[SkippedRows]  # what is no table


@contextmanager
def open_tables(file: BinaryIO, form: TableForm) -> Iterator[Tables]:
    """Open a drop for as long as its tables are read; raise `RejectedError` if it has none."""
    found = survey(file)
    with ExitStack() as files:
        opening = _Opening(form, files)
        try:
            tables = opening.tables(file, found, None, DEPTH)
            yield Tables(tables, found.sha256, opening.label, opening.skipped)
        except ParseError as error:
            raise RejectedError(
                "unreadable",
                "The workbook is damaged or not complete. Open it, save it and drop it again.",
            ) from error


@dataclass
class _Opening:
    """Opening a drop, and what is packed in it."""

    form: TableForm
    files: ExitStack
    label: str = "sheet"
    skipped: list[SkippedRows] = field(default_factory=list)
    wrong: dict[str, RejectedError] = field(default_factory=dict)  # of what is packed

    def __post_init__(self) -> None:
        self._unpacking = members.Unpacking(self.files)

    def tables(self, file: BinaryIO, found: Survey, name: str | None, depth: int) -> list[Table]:
        """Return the tables of a file; one that is packed in another has a name."""
        sniffed = sniff(found.head[:HEAD_BYTES])
        match sniffed.kind:
            case FileKind.WORKBOOK if not found.head.startswith(_PACKED):
                return self._of_sheets(sheets_of(file, self.files), name)
            case FileKind.HTML:
                file.seek(0)
                body = _bounded(file, html_tables.MOST_BYTES)
                pages = html_tables.html_tables(body, found, self.form.encoding)
                return self._of_sheets(pages, name)
            case FileKind.JSON:
                return [json_table(file, self.form, name)]
            case FileKind.ZIP | FileKind.WORKBOOK:
                return self._of_archive(file, name, depth)
            case FileKind.MAIL:
                file.seek(0)
                attached = mail.attachments(_bounded(file, mail.MOST_BYTES))
                packed = [(each.name, BytesIO(each.body)) for each in attached]
                return self._of_packed(packed, name, depth)
        # Of a kind that is not known is what Intake took for text, by more than its first bytes;
        # what is packed in something, Intake did not see.
        if sniffed.kind is FileKind.CSV or (sniffed is UNKNOWN and name is None):
            return [text_table(file, found, self.form, name)]
        raise RejectedError("wrong_kind", f"This is no table, but {sniffed.name}.")

    def _of_sheets(self, sheets: list[AnySheet], name: str | None) -> list[Table]:
        tables, skipped = tables_of(sheets, self.form)
        self.skipped += skipped
        return [_named(table, name) for table in tables]

    def _of_archive(self, file: BinaryIO, name: str | None, depth: int) -> list[Table]:
        archive = self.files.enter_context(members.opened(file))
        if office_document(archive.namelist()):
            return self._of_sheets(sheets_of(file, self.files), name)
        packed = (
            (member.name, self._unpacking.copy(self.files.enter_context(archive.open(member.info))))
            for member in members.members_of(archive)
        )
        return self._of_packed(packed, name, depth)

    def _of_packed(
        self,
        packed: "Iterator[tuple[str, BinaryIO]] | list[tuple[str, BytesIO]]",
        name: str | None,
        depth: int,
    ) -> list[Table]:
        """Return the tables of files that are packed; if one has none, nothing is read."""
        if not depth:
            raise RejectedError(
                "unreadable",
                f"It is packed in more than {DEPTH} others. Please unpack it first.",
            )
        self.label = "file"
        tables: list[Table] = []
        for inner, file in packed:
            path = f"{name}/{inner}" if name else inner
            try:
                tables += self.tables(file, survey(file), path, depth - 1)
            except RejectedError as refusal:
                self.wrong[path] = refusal
        if self.wrong and name is None:
            raise _none_taken(self.wrong)
        return tables


def _none_taken(wrong: dict[str, RejectedError]) -> RejectedError:
    reasons = [f"{path}: {refusal.reason}" for path, refusal in wrong.items()]
    codes = {refusal.code for refusal in wrong.values()}
    return RejectedError(
        codes.pop() if len(codes) == 1 else "unreadable",
        f"{len(wrong):,} of the files packed in this one cannot be read. {reasons[0]} "
        "Nothing of this drop was taken: correct these or leave them out, and drop it again.",
        tuple(reasons[:_NAMED]),
    )


def _named(table: Table, name: str | None) -> Table:
    """Put the file's name before that of a sheet."""
    if name is None:
        return table
    whole = f"{name}: {table.name}" if table.name else name
    return Table(whole, table.head, table.rows, table.advice, table.substitutes)


def _bounded(file: BinaryIO, most: int) -> bytes:
    body = file.read(most + 1)
    if len(body) > most:
        raise RejectedError(
            "too_large",
            f"The file is larger than {most // 1024 // 1024} MB. Send the table as CSV or XLSX.",
        )
    return body
