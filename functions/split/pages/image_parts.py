"""Images: the pages of a drop in their order, cut into parts; and the records of one part."""

import hashlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from functions.split.cutting import Marks, Sizes, Source
from functions.split.decoding import BadFileError
from functions.split.pages.collection import Collection, open_collection
from functions.split.pages.counting import CountedDocument, Run, counted_documents
from functions.split.pages.drawing.allowance import Allowance
from functions.split.pages.drawing.renderer import BadPageError, Renderer
from functions.split.planned import Planned
from functions.split.records import BadRecord, Record
from hinterland.jobs.documents import PartDocument
from hinterland.jobs.job import FileKind

# Pages take far longer than rows: some tenths of a second each.
RECORDS_IN_PART = 100
_BLOCK_BYTES = 1024 * 1024


def plan_images(file: BinaryIO, kind: FileKind, file_name: str, records_per_item: int) -> Planned:
    """Count the pages of a drop; raise `RejectedError` when there is none to be shown.

    A document that cannot be opened counts as one record, and its part says what is wrong.
    """
    digest = _sha256(file)
    documents = counted_documents(file, kind, file_name)
    marks: Marks[tuple[int, int]] = Marks(Sizes.of(records_per_item, RECORDS_IN_PART))
    for index, document in enumerate(documents):
        for page in range(1, document.pages + 1):
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
    collection = open_collection(file, kind, file_name)
    number = part["first_record"]
    with Renderer(file, Allowance.of_drawing(part["records"])) as renderer:
        for run in cast("list[Run]", part["source"]["documents"]):
            for offset in range(run["pages"]):
                yield _record(renderer, collection, run, offset, number)
                number += 1


def _record(
    renderer: Renderer, collection: Collection, run: Run, offset: int, number: int
) -> Record | BadRecord:
    """Return the page that comes `offset` pages after the first of a run."""
    member, page = run["member"], run["page"] + offset
    name = collection.name(member)
    if "wrong" in run:
        return BadRecord(number, f"{name} {run['wrong']}.")
    place = run["places"][offset] if "places" in run else 0
    try:
        picture = renderer.draw(collection.sought(member), page, place)
    except BadPageError as error:
        return BadRecord(number, f"{name}, page {page}, {error}.")
    except BadFileError as error:
        return BadRecord(number, f"{name} {error}.")
    return Record(number, {"file": name, "page": page}, picture)


def _sha256(file: BinaryIO) -> str:
    """Return the digest of a file in hexadecimal, and rewind."""
    digest = hashlib.sha256()
    while block := file.read(_BLOCK_BYTES):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()


def _source(
    documents: list[CountedDocument], start: tuple[int, int], end: tuple[int, int] | None
) -> Source:
    """Return the runs from a page of a document up to, and without, a page of the same or later."""
    first, first_page = start
    last, end_page = end or (len(documents), 1)
    runs = []
    for index in range(first, min(last + 1, len(documents))):
        begin = first_page if index == first else 1
        stop = end_page if index == last else documents[index].pages + 1
        if stop > begin:
            runs.append(documents[index].run(begin, stop))
    return {"documents": runs}
