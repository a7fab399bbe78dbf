"""PDF pages, drawn as an operator reads them."""

import math
from bisect import bisect
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import BinaryIO, Final

import pypdfium2
from pypdfium2 import raw

from functions.split.decoding import BadFileError, decoding
from functions.split.pages.formats import pictures
from functions.split.pages.formats.pdf_fonts import check_fonts, use_no_fonts_of_this_machine
from functions.split.pages.formats.sizes import page_size
from functions.split.records import Picture

_POINTS_PER_INCH: Final = 72
# What a scanner's "text" setting uses: small print is legible, and a page stays below 500 KB.
_DPI: Final = 150
_XFA: Final = (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)
_MOST_DPI: Final = 300
_NARROW: Final = 800  # pixels: that of a receipt, which is 80 mm wide

use_no_fonts_of_this_machine()


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

    @cached_property
    def pages(self) -> int:
        """Return how many pages there are."""
        return _pages(self._document)

    def picture(self, page: int, place: int) -> Picture:  # noqa: ARG002 - its number finds it
        """Draw a page; raise `BadFileError`."""
        with decoding():
            drawn = self._document[page - 1]
            try:
                check_fonts(drawn)
                return pictures.drawn(drawn.render(scale=_scale(drawn.get_size())).to_pil())
            finally:
                drawn.close()


def _says_please_wait(document: pypdfium2.PdfDocument) -> bool:
    """Say whether the only page is what others than Adobe's programs are to show of a form."""
    if len(document) != 1:
        return False
    text = document[0].get_textpage().get_text_bounded().casefold()
    return "please wait" in text and "viewer" in text


def _scale(points: tuple[float, float]) -> float:
    """Return how many pixels are drawn for a point of a page of this size.

    The narrow strip of a receipt is drawn with more, for it is printed small.
    """
    short, long = sorted(max(1.0, side) for side in points)
    dpi = min(_MOST_DPI, max(_DPI, _POINTS_PER_INCH * _NARROW / short))
    pixels = dpi / _POINTS_PER_INCH
    width, _ = page_size((math.ceil(short * pixels), math.ceil(long * pixels)))
    return min(pixels, width / short)


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
        form = document.get_formtype()
        if form == raw.FORMTYPE_XFA_FULL or (form in _XFA and _says_please_wait(document)):
            raise BadFileError(
                "is a form that only Adobe's programs show (XFA); "
                "open it in Adobe Acrobat Reader and print it to a new PDF"
            )
        if len(document):
            document.init_forms()  # what was filled in is part of the page
    return document
