"""Files that hold pages: how many, and each as a picture. A photo is a document of one page."""

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import BinaryIO, Final, Protocol

from PIL import Image, TiffImagePlugin

from functions.split.decoding import BadFileError, decoding
from functions.split.pages import pictures
from functions.split.pages.limits import BYTES
from functions.split.pages.pdf import open_pdf
from functions.split.pages.tiff_directory import pages_of
from functions.split.pages.tiff_page import page_alone
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
    """Open a JPEG, PNG, TIFF or PDF of one page or more; raise `BadFileError`."""
    with _OPENERS[kind](file) as document:
        if document.pages < 1:
            raise BadFileError("has no pages")
        yield document


@contextmanager
def _open_photo(file: BinaryIO, kind: FileKind) -> Iterator[Document]:
    body = _bounded(file, BYTES[kind])
    with pictures.decoded(body, kind) as image:
        yield _Photo(body, kind, image)


@contextmanager
def _open_tiff(file: BinaryIO) -> Iterator[Document]:
    body = _bounded(file, BYTES[FileKind.TIFF])
    with decoding():
        places = pages_of(body)
    yield _Tiff(body, places)


class _Photo:
    pages = 1
    places: Final[list[int]] = []

    def __init__(self, body: bytes, kind: FileKind, image: Image.Image) -> None:
        self._body = body
        self._kind = kind
        self._image = image

    def picture(self, page: int, place: int) -> Picture:  # noqa: ARG002 - there is but one
        return pictures.as_it_came(self._body, self._kind, self._image)


class _Tiff:
    def __init__(self, body: bytes, places: list[int]) -> None:
        self._body = body
        self.pages = len(places)
        self.places = places

    def picture(self, page: int, place: int) -> Picture:  # noqa: ARG002 - its place finds it
        with decoding():
            body = io.BytesIO(page_alone(self._body, place))
            with TiffImagePlugin.TiffImageFile(body) as image:
                pictures.check_size(image.size)
                return pictures.drawn(pictures.upright(image))


def _bounded(file: BinaryIO, most: int) -> bytes:
    body = file.read(most + 1)
    if len(body) > most:
        raise BadFileError(f"is larger than {most // 1024 // 1024} MB, which is too large to show")
    return body


_OPENERS: dict[FileKind, Callable[[BinaryIO], AbstractContextManager[Document]]] = {
    FileKind.JPEG: partial(_open_photo, kind=FileKind.JPEG),
    FileKind.PNG: partial(_open_photo, kind=FileKind.PNG),
    FileKind.TIFF: _open_tiff,
    FileKind.PDF: open_pdf,
}
