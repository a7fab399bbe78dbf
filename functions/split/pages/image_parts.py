"""Images: the pages of a drop in their order, cut into parts; and the records of one part."""

import hashlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from functions.split.cutting import Marks, Sizes, Source
from functions.split.decoding import BadFileError
from functions.split.pages.collection import Collection, open_collection
from functions.split.pages.documents import Document
from functions.split.planned import Planned
from functions.split.records import BadRecord, Record
from hinterland.errors import RejectedError
from hinterland.jobs.documents import PartDocument
from hinterland.jobs.job import FileKind

# Pages take far longer than rows: some tenths of a second each.
RECORDS_IN_PART = 100
# Of an archive in which nothing can be worked on, so many files are named with the reason.
_NAMED = 20
_BLOCK_BYTES = 1024 * 1024

type Run = tuple[int, int, int]
"""Consecutive pages of one document: its number in the drop, first page (from 1), how many."""


def plan_images(file: BinaryIO, kind: FileKind, file_name: str, records_per_item: int) -> Planned:
    """Count the pages of a drop; raise `RejectedError` when there is none to be shown.

    A document that cannot be opened counts as one record, for the part to say what is wrong.
    """
    digest = _sha256(file)
    with open_collection(file, kind, file_name) as collection:
        documents = _documents(collection)
    marks: Marks[tuple[int, int]] = Marks(Sizes.of(records_per_item, RECORDS_IN_PART))
    for index, (_, _, pages) in enumerate(documents):
        for page in range(1, pages + 1):
            marks.count((index, page))
    return Planned(
        columns=[],
        records=marks.records,
        parts=marks.parts(partial(_source, documents)),
        sha256=digest,
    )


def records_of_images(
    file: BinaryIO, kind: FileKind, file_name: str, part: PartDocument
) -> Iterator[Record | BadRecord]:
    """Yield a part's records, one picture at a time; a page that cannot be shown is a bad one."""
    number = part["first_record"]
    with open_collection(file, kind, file_name) as collection:
        for run in cast("list[Run]", part["source"]["runs"]):
            yield from _run(collection, run, number)
            number += run[2]


def _sha256(file: BinaryIO) -> str:
    """Return the digest of a file in hexadecimal, and rewind."""
    digest = hashlib.sha256()
    while block := file.read(_BLOCK_BYTES):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()


def _documents(collection: Collection) -> list[Run]:
    """Return every document of a drop as a run of all its pages."""
    documents: list[Run] = []
    wrong: list[str] = []
    for member in collection.members():
        try:
            pages = collection.pages(member)
        except BadFileError as error:
            pages = 1
            wrong.append(f"{collection.name(member)} {error}.")
        documents.append((member, 1, pages))
    if len(wrong) == len(documents):
        raise _nothing_to_show(wrong)
    return documents


def _nothing_to_show(wrong: list[str]) -> RejectedError:
    if not wrong:
        return RejectedError("empty", "There are no files in the archive.")
    return RejectedError(
        "no_records",
        f"None of the {len(wrong):,} files in the archive is a picture that can be shown.",
        tuple(wrong[:_NAMED]),
    )


def _source(documents: list[Run], start: tuple[int, int], end: tuple[int, int] | None) -> Source:
    """Return the runs from a page of a document up to, and without, a page of the same or later."""
    first, first_page = start
    last, end_page = end or (len(documents), 1)
    runs = []
    for index in range(first, min(last + 1, len(documents))):
        member, _, pages = documents[index]
        begin = first_page if index == first else 1
        stop = end_page if index == last else pages + 1
        if stop > begin:
            runs.append((member, begin, stop - begin))
    return {"runs": runs}


def _run(collection: Collection, run: Run, number: int) -> Iterator[Record | BadRecord]:
    member, first_page, pages = run
    name = collection.name(member)
    try:
        with collection.open(member) as document:
            for offset in range(pages):
                yield _page(document, name, first_page + offset, number + offset)
    except BadFileError as error:  # of opening it: those of its pages are caught by each page
        for offset in range(pages):
            yield BadRecord(number + offset, f"{name} {error}.")


def _page(document: Document, name: str, page: int, number: int) -> Record | BadRecord:
    try:
        picture = document.picture(page)
    except BadFileError as error:
        return BadRecord(number, f"{name}, page {page}, {error}.")
    return Record(number, {"file": name, "page": page}, picture)
