"""Files that hold pages: how many, and each as a picture. A photo is a document of one page."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import BinaryIO, Protocol

from functions.split.decoding import BadFileError
from functions.split.pages.drawing.limits import BYTES
from functions.split.pages.formats.pdf import open_pdf
from functions.split.pages.formats.photo import PHOTOS, Photo
from functions.split.pages.formats.tiff import Tiff
from functions.split.records import Picture
from hinterland.jobs.job import FileKind


class Document(Protocol):
    """Pages, numbered from 1."""

    @property
    def pages(self) -> int:
        """Return how many there are."""

    @property
    def places(self) -> list[int]:
        """Return where each begins, if a page is to be found by that and not by its number."""

    def picture(self, page: int, place: int) -> Picture:
        """Return one as a picture; raise `BadFileError`."""


@contextmanager
def open_document(file: BinaryIO, kind: FileKind) -> Iterator[Document]:
    """Open a picture or paper; raise `BadFileError`."""
    with _OPENERS[kind](file) as document:
        yield document


@contextmanager
def _open_photo(file: BinaryIO, kind: FileKind) -> Iterator[Document]:
    yield Photo(_bounded(file, kind), kind)


@contextmanager
def _open_tiff(file: BinaryIO) -> Iterator[Document]:
    yield Tiff(file)


def _bounded(file: BinaryIO, kind: FileKind) -> bytes:
    most = BYTES[kind]
    body = file.read(most + 1)
    if len(body) > most:
        raise BadFileError(f"is larger than {most // 1024 // 1024} MB, which is too large to show")
    return body


_OPENERS: dict[FileKind, Callable[[BinaryIO], AbstractContextManager[Document]]] = {
    **{kind: partial(_open_photo, kind=kind) for kind in PHOTOS},
    FileKind.TIFF: _open_tiff,
    FileKind.PDF: open_pdf,
}
