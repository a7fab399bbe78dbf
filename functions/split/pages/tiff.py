"""TIFF pages, drawn: scans and faxes, of every depth, and with pixels that are not square."""

import io
from typing import Final

from PIL import TiffImagePlugin

from functions.split.decoding import BadFileError, decoding
from functions.split.pages import pictures
from functions.split.pages.orientation import orientation_of
from functions.split.pages.shades import in_eight_bits
from functions.split.pages.tiff_page import page_alone
from functions.split.records import Picture

_X_RESOLUTION, _Y_RESOLUTION = 282, 283
# A fax of 204 x 98 dots an inch has pixels twice as high as they are wide. Less than a tenth is
# not seen, more than that ratio is no resolution that a machine has.
_SEEN: Final = 1.1
_MOST: Final = 4.5


class Tiff:
    """A TIFF in memory. See `documents.Document`."""

    def __init__(self, body: bytes, places: list[int]) -> None:
        """Draw the pages whose directories begin at these places."""
        self._body = body
        self.pages = len(places)
        self.places = places

    def picture(self, page: int, place: int) -> Picture:  # noqa: ARG002 - its place finds it
        """Draw a page; raise `BadFileError`."""
        with decoding():
            alone = page_alone(self._body, place)
        with _opened(io.BytesIO(alone.body)) as image:
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
        raise BadFileError(
            "is a TIFF of a rare kind that we cannot read: save it anew as PNG or PDF"
        ) from error


def _aspect(image: TiffImagePlugin.TiffImageFile) -> float:
    """Return how many times as high as wide a pixel is."""
    across, down = (float(image.tag_v2.get(tag, 0)) for tag in (_X_RESOLUTION, _Y_RESOLUTION))
    if across <= 0 or down <= 0:
        return 1.0
    ratio = across / down
    return ratio if _SEEN <= max(ratio, 1 / ratio) <= _MOST else 1.0
