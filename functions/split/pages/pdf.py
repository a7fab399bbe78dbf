"""PDF pages, drawn as an operator reads them."""

from bisect import bisect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

import pypdfium2
from pypdfium2 import raw

from functions.split.decoding import BadFileError, decoding
from functions.split.pages import pictures
from functions.split.records import Picture

_POINTS_PER_INCH: Final = 72
# What a scanner's "text" setting uses: small print is legible, and a page stays below 500 KB.
_DPI: Final = 150


@contextmanager
def open_pdf(file: BinaryIO) -> Iterator["Pdf"]:
    """Open a PDF; raise `BadFileError` when it is damaged or asks for a password."""
    document = _document(file)
    try:
        yield Pdf(document)
    finally:
        document.close()


class Pdf:
    """See `documents.Document`."""

    places: Final[list[int]] = []

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        """Draw from a document that somebody else closes."""
        self._document = document
        self.pages = _pages(document)

    def picture(self, page: int, place: int) -> Picture:  # noqa: ARG002 - its number finds it
        """Draw a page; raise `BadFileError`."""
        with decoding():
            drawn = self._document[page - 1]
            try:
                long_side = max(1.0, *drawn.get_size())
                scale = min(_DPI / _POINTS_PER_INCH, pictures.LONG_SIDE / long_side)
                return pictures.drawn(drawn.render(scale=scale).to_pil())
            finally:
                drawn.close()


def _pages(document: pypdfium2.PdfDocument) -> int:
    """Return how many pages there are, which may be fewer than a damaged document says.

    PDFium believes what is written. Pages stand in a row, so the last that is there is soon found.
    """
    said = len(document)
    return bisect(range(1, said + 1), 0, key=lambda page: 0 if _is_there(document, page) else 1)


def _is_there(document: pypdfium2.PdfDocument, page: int) -> bool:
    size = raw.FS_SIZEF()
    return bool(raw.FPDF_GetPageSizeByIndexF(document, page - 1, size))


def _document(file: BinaryIO) -> pypdfium2.PdfDocument:
    with decoding():
        try:
            document = pypdfium2.PdfDocument(file)
        except pypdfium2.PdfiumError as error:
            if error.err_code == raw.FPDF_ERR_PASSWORD:
                raise BadFileError("is protected by a password; save it without one") from error
            raise
        if len(document):
            document.init_forms()  # what was filled in is part of the page
    return document
