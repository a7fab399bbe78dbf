"""A drop of images as a collection of documents: an archive of them, or one on its own."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import BinaryIO, Protocol

from functions.split.archives.archive import Archive, open_archive
from functions.split.decoding import BadFileError
from functions.split.pages.documents import Document, open_document
from hinterland.errors import RejectedError
from hinterland.jobs.job import FileKind


class Collection(Protocol):
    """Documents, known by numbers that rise in their order."""

    def members(self) -> Iterator[int]:
        """Yield the number of each document."""

    def name(self, member: int) -> str:
        """Return what the client calls it."""

    def pages(self, member: int) -> int:
        """Count its pages; raise `BadFileError`."""

    def open(self, member: int) -> AbstractContextManager[Document]:
        """Open it; raise `BadFileError`."""


@contextmanager
def open_collection(file: BinaryIO, kind: FileKind, file_name: str) -> Iterator[Collection]:
    """Open a drop; raise `RejectedError` when there is nothing in it to work on."""
    if kind is FileKind.ZIP:
        with open_archive(file) as archive:
            yield _Archived(archive)
        return
    try:
        with open_document(file, kind) as document:
            yield _Single(document, file_name)
    except BadFileError as error:
        raise RejectedError("unreadable", f"The file {error}.") from error


class _Archived:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def members(self) -> Iterator[int]:
        return self._archive.members()

    def name(self, member: int) -> str:
        return self._archive.name(member)

    def pages(self, member: int) -> int:
        kind = self._archive.kind(member)
        if kind in {FileKind.JPEG, FileKind.PNG}:
            return 1  # if it is not whole the part will say so: no need to unpack it twice
        with open_document(self._archive.read(member, kind), kind) as document:
            return document.pages

    @contextmanager
    def open(self, member: int) -> Iterator[Document]:
        kind = self._archive.kind(member)
        with open_document(self._archive.read(member, kind), kind) as document:
            yield document


class _Single:
    def __init__(self, document: Document, name: str) -> None:
        self._document = document
        self._name = name

    def members(self) -> Iterator[int]:
        yield 0

    def name(self, member: int) -> str:  # noqa: ARG002 - there is but one
        return self._name

    def pages(self, member: int) -> int:  # noqa: ARG002 - there is but one
        return self._document.pages

    @contextmanager
    def open(self, member: int) -> Iterator[Document]:  # noqa: ARG002 - there is but one
        yield self._document
