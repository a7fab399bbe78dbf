"""Counting the pages of every document in a drop."""

from dataclasses import dataclass
from typing import BinaryIO, NotRequired, TypedDict

from functions.split.decoding import BadFileError
from functions.split.pages.collection import Collection, open_collection
from functions.split.pages.drawing.allowance import Allowance
from functions.split.pages.drawing.renderer import Renderer
from hinterland.errors import RejectedError
from hinterland.jobs.job import FileKind

# Of an archive in which nothing can be worked on, so many files are named with the reason.
_NAMED = 20


class Run(TypedDict):
    """Consecutive pages of one document, as the `source` of a part lists them."""

    member: int  # the document's number in the collection
    page: int  # the first, from 1
    pages: int
    places: NotRequired[list[int]]  # where each begins, if counting found that
    wrong: NotRequired[str]  # why none of it can be shown


@dataclass(frozen=True, slots=True)
class CountedDocument:
    """A document as it was counted; one that cannot be opened counts as a page, that is `wrong`."""

    member: int
    pages: int
    places: tuple[int, ...] = ()
    wrong: str = ""

    def run(self, begin: int, stop: int) -> Run:
        """Return its pages from `begin` up to, and without, `stop`."""
        run = Run(member=self.member, page=begin, pages=stop - begin)
        if self.places:
            run["places"] = list(self.places[begin - 1 : stop - 1])
        if self.wrong:
            run["wrong"] = self.wrong
        return run


def counted_documents(file: BinaryIO, kind: FileKind, file_name: str) -> list[CountedDocument]:
    """Count every document of a drop; raise `RejectedError` when nothing in it can be shown."""
    collection = open_collection(file, kind, file_name)
    allowance = Allowance.of_counting()
    documents: list[CountedDocument] = []
    with Renderer(file, allowance) as renderer:
        for member in collection.members():
            if not allowance.seconds:
                raise RejectedError(
                    "too_slow",
                    "The files in the archive take too long to look through. "
                    "Please drop them in several smaller archives.",
                )
            documents.append(_counted(collection, renderer, member))
    if all(document.wrong for document in documents):
        raise _nothing_to_show(kind, collection, documents)
    return documents


def _counted(collection: Collection, renderer: Renderer, member: int) -> CountedDocument:
    try:
        found = renderer.count(collection.sought(member))
    except BadFileError as error:
        return CountedDocument(member, 1, wrong=str(error))
    return CountedDocument(member, found.pages, found.places)


def _nothing_to_show(
    kind: FileKind, collection: Collection, documents: list[CountedDocument]
) -> RejectedError:
    if kind is not FileKind.ZIP:
        return RejectedError("unreadable", f"The file {documents[0].wrong}.")
    return RejectedError(
        "no_records",
        f"None of the {len(documents):,} files in the archive is a picture that can be shown.",
        tuple(f"{collection.name(each.member)} {each.wrong}." for each in documents[:_NAMED]),
    )
