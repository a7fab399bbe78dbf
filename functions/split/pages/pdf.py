"""PDF pages, drawn as an operator reads them."""

import io
from collections.abc import Buffer, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, cast, override

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
    source = _Source(file)
    with source.errors_kept():
        document = _document(source)
    try:
        yield Pdf(document, source)
    finally:
        document.close()


class Pdf:
    """See `documents.Document`."""

    def __init__(self, document: pypdfium2.PdfDocument, source: "_Source") -> None:
        """Draw from a document that somebody else closes."""
        self.pages = len(document)
        self._document = document
        self._source = source

    def picture(self, page: int) -> Picture:
        """Draw a page; raise `BadFileError`."""
        with self._source.errors_kept(), decoding():
            drawn = self._document[page - 1]
            try:
                long_side = max(1.0, *drawn.get_size())
                scale = min(_DPI / _POINTS_PER_INCH, pictures.LONG_SIDE / long_side)
                return pictures.drawn(drawn.render(scale=scale).to_pil())
            finally:
                drawn.close()


def _document(source: "_Source") -> pypdfium2.PdfDocument:
    with decoding():
        try:
            document = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as error:
            if error.err_code == raw.FPDF_ERR_PASSWORD:
                raise BadFileError("is protected by a password; save it without one") from error
            raise
        if len(document):
            document.init_forms()  # what was filled in is part of the page
    return document


class _Source(io.RawIOBase):
    """A file that PDFium reads through C, where an exception of Python's would be lost.

    It is kept, the file seems to end, and `errors_kept` raises it where Python is back.
    """

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._error: Exception | None = None

    @contextmanager
    def errors_kept(self) -> Iterator[None]:
        """Raise the error of reading in place of whatever PDFium made of it."""
        try:
            yield
        finally:
            if self._error:
                raise self._error

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def tell(self) -> int:
        return self._file.tell()

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: Buffer, /) -> int:
        try:
            return cast("io.BufferedIOBase", self._file).readinto(buffer)
        except Exception as error:  # noqa: BLE001 - raised again by errors_kept
            self._error = error
            return 0
