"""Workbooks of every kind as sheets: by what is in the file, never by its name."""

import tempfile
import zipfile
from contextlib import ExitStack
from functools import partial
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from functions.split.tables import members
from functions.split.tables.sheets import AnySheet
from functions.split.tables.workbooks import calamine_sheets
from functions.split.tables.workbooks.ods import Ods
from functions.split.tables.workbooks.xlsx import Xlsx
from hinterland.errors import RejectedError
from hinterland.jobs.file_kinds import office_document

# The library reads a file of this kind whole.
MOST_BYTES = 96 * 1024 * 1024
_CHUNK_BYTES = 1024 * 1024
_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = b"encryption-data"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
# In an old Office document, of which kind it is: names in UTF-16.
_OLD_OTHERS = (
    ("WordDocument", "a Word document", "Copy its table into a workbook, or save it as PDF"),
    ("PowerPoint Document", "a PowerPoint presentation", "Save it as PDF"),
    ("EncryptedPackage", "a document protected by a password", "Save it without one"),
    ("__properties_version1.0", "an Outlook message", "Save it as EML, with the table attached"),
)


def sheets_of(file: BinaryIO, files: ExitStack) -> list[AnySheet]:
    """Return a workbook's sheets, to be read while `files` is open; raise `RejectedError`."""
    file.seek(0)
    if file.read(len(_OLD)) == _OLD:
        return _by_library(file, files, ".xls")
    archive = files.enter_context(members.opened(file))
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return _xlsx(archive)
    if "xl/workbook.bin" in names:
        return _by_library(file, files, ".xlsb")
    if "mimetype" in names and archive.read("mimetype")[:100].startswith(_ODS):
        return _ods(archive)
    name = office_document(archive.namelist()) or "an Office document"
    raise RejectedError(
        "not_a_table",
        f"This is no workbook, but {name.partition(':')[0]}. "
        "Copy its table into a workbook, or save it as CSV.",
    )


def _xlsx(archive: zipfile.ZipFile) -> list[AnySheet]:
    try:
        book = Xlsx(archive)
    except (KeyError, ParseError) as error:
        raise _damaged() from error
    return [
        AnySheet(sheet.name, sheet.is_hidden, partial(book.rows, sheet)) for sheet in book.sheets
    ]


def _ods(archive: zipfile.ZipFile) -> list[AnySheet]:
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and _ENCRYPTED in archive.open(manifest).read(_CHUNK_BYTES):
        raise RejectedError(
            "unreadable", "The workbook is protected by a password. Save it without one."
        )
    try:
        book = Ods(archive)
    except (KeyError, ParseError) as error:
        raise _damaged() from error
    return [
        AnySheet(sheet.name, sheet.is_hidden, partial(book.rows, sheet)) for sheet in book.sheets
    ]


def _damaged() -> RejectedError:
    return RejectedError(
        "unreadable", "The workbook is damaged or not complete. Open it, save it and drop it again."
    )


def _by_library(file: BinaryIO, files: ExitStack, suffix: str) -> list[AnySheet]:
    copy = tempfile.NamedTemporaryFile(suffix=suffix)  # noqa: SIM115 - `files` closes it
    files.enter_context(copy)
    file.seek(0)
    size = 0
    while chunk := file.read(_CHUNK_BYTES):
        size += len(chunk)
        if size > MOST_BYTES:
            raise RejectedError(
                "too_large",
                f"The workbook is larger than {MOST_BYTES // 1024 // 1024} MB. Save it as XLSX.",
            )
        if suffix == ".xls":
            _require_sheets(chunk)
        copy.write(chunk)
    copy.flush()
    return [
        AnySheet(name, is_hidden, partial(calamine_sheets.rows_in, copy.name, name))
        for name, is_hidden in calamine_sheets.sheets_in(copy.name)
    ]


def _require_sheets(chunk: bytes) -> None:
    for sign, name, advice in _OLD_OTHERS:
        if sign.encode("utf-16-le") in chunk:
            raise RejectedError("not_a_table", f"This is no workbook, but {name}. {advice}.")
