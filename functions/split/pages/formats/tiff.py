"""TIFF pages, drawn: scans and faxes, of every depth, and with pixels that are not square."""

import io
from functools import cached_property
from typing import BinaryIO, Final

from PIL import TiffImagePlugin

from functions.split.decoding import BadFileError, decoding
from functions.split.pages.formats import pictures
from functions.split.pages.formats.orientation import orientation_of
from functions.split.pages.formats.shades import in_eight_bits
from functions.split.pages.formats.tiff_directory import Body, pages_of
from functions.split.pages.formats.tiff_page import page_alone
from functions.split.records import Picture

_X_RESOLUTION, _Y_RESOLUTION = 282, 283
_COMPRESSION, _NONE = 259, 1
# How pixels may be packed: not at all, three kinds of fax, LZW, two of JPEG, Deflate by either
# number, PackBits, LZMA, Zstandard.
_READ: Final = frozenset({_NONE, 2, 3, 4, 5, 6, 7, 8, 32946, 32773, 34925, 50000})
_RARE: Final = "is a TIFF of a rare kind that we cannot read: save it anew as PNG or PDF"
# A fax of 204 x 98 dots an inch has pixels twice as high as they are wide. Less than a tenth is
# not seen, more than that ratio is no resolution that a machine has.
_SEEN: Final = 1.1
_MOST: Final = 4.5


class Tiff:
    """A TIFF, of which only what is asked for is read. See `documents.Document`."""

    def __init__(self, file: BinaryIO) -> None:
        """Read from a seekable file that somebody else closes."""
        with decoding():
            self._body = Body(file)

    @property
    def pages(self) -> int:
        """Return how many pages there are; raise `BadFileError`."""
        return len(self.places)

    @cached_property
    def places(self) -> list[int]:
        """Return where the directory of each page begins; raise `BadFileError`."""
        with decoding():
            return pages_of(self._body)

    def picture(self, page: int, place: int) -> Picture:  # noqa: ARG002 - its place finds it
        """Draw a page; raise `BadFileError`."""
        with decoding():
            alone = page_alone(self._body, place)
        with _opened(io.BytesIO(alone.body)) as image:
            if image.tag_v2.get(_COMPRESSION, _NONE) not in _READ:
                raise BadFileError(_RARE)
            pictures.check_size(image)
            with decoding():
                image.load()
                return pictures.drawn(
                    in_eight_bits(image, is_white_zero=alone.is_white_zero),
                    orientation=orientation_of(image),
                    aspect=_aspect(image),
                )


def _opened(body: io.BytesIO) -> TiffImagePlugin.TiffImageFile:
    try:
        with decoding():
            return TiffImagePlugin.TiffImageFile(body)
    except BadFileError as error:
        raise BadFileError(_RARE) from error


def _aspect(image: TiffImagePlugin.TiffImageFile) -> float:
    """Return how many times as high as wide a pixel is."""
    across, down = (float(image.tag_v2.get(tag, 0)) for tag in (_X_RESOLUTION, _Y_RESOLUTION))
    if across <= 0 or down <= 0:
        return 1.0
    ratio = across / down
    return ratio if _SEEN <= max(ratio, 1 / ratio) <= _MOST else 1.0
