"""Files that hold pages: how many, and each as a picture. A photo is a document of one page."""

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import BinaryIO, Protocol

from PIL import Image, TiffImagePlugin

from functions.split.decoding import BadFileError, decoding
from functions.split.pages import pictures
from functions.split.pages.pdf import open_pdf
from functions.split.records import Picture
from hinterland.jobs.job import FileKind

# What is decoded in memory must fit there, several times over.
PICTURE_BYTES = 64 * 1024 * 1024
TIFF_BYTES = 256 * 1024 * 1024


class Document(Protocol):
    """Pages, numbered from 1."""

    @property
    def pages(self) -> int:
        """Return how many there are."""

    def picture(self, page: int) -> Picture:
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
    body = _bounded(file, PICTURE_BYTES)
    with pictures.decoded(body, kind) as image:
        yield _Photo(body, kind, image)


@contextmanager
def _open_tiff(file: BinaryIO) -> Iterator[Document]:
    body = io.BytesIO(_bounded(file, TIFF_BYTES))
    with decoding():
        image = TiffImagePlugin.TiffImageFile(body)
    with image:
        yield _Tiff(image)


class _Photo:
    pages = 1

    def __init__(self, body: bytes, kind: FileKind, image: Image.Image) -> None:
        self._body = body
        self._kind = kind
        self._image = image

    def picture(self, page: int) -> Picture:  # noqa: ARG002 - there is but one
        return pictures.as_it_came(self._body, self._kind, self._image)


class _Tiff:
    def __init__(self, image: TiffImagePlugin.TiffImageFile) -> None:
        self._image = image
        with decoding():
            self.pages = image.n_frames

    def picture(self, page: int) -> Picture:
        with decoding():
            self._image.seek(page - 1)
            pictures.check_size(self._image.size)
            return pictures.drawn(pictures.upright(self._image))


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
