"""Pages made into pictures that every browser shows, each with a lighter one to key from."""

import io
from typing import Final

from PIL import Image

from functions.split.decoding import BadFileError
from functions.split.pages.formats.lighter import lighter
from functions.split.pages.formats.shades import on_paper
from functions.split.pages.formats.sizes import page_size
from functions.split.records import Picture

_JPEG_QUALITY: Final = 80
# A page has so many bytes when it is decoded, at most: 200 million pixels in colour.
_DECODED_BYTES: Final = 800_000_000
# What a pixel takes in memory, with what it takes to make it smaller.
_PIXEL_BYTES: Final = {"1": 2, "L": 1, "P": 5, "I;16": 4, "I;16B": 7}
_OTHER_PIXEL_BYTES: Final = 4
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def drawn(image: Image.Image, *, orientation: int = 1, aspect: float = 1.0) -> Picture:
    """Return a decoded page as JPEG; or as PNG if it is black and white, which is smaller so.

    `orientation` is EXIF's number; a pixel is `aspect` times as high as it is wide.
    """
    width, height = image.size
    size = page_size(_stretched(width, height, aspect))
    is_plain = image.mode == "1" and size == image.size and orientation not in _TURNS
    page = upright(on_paper(image, size), orientation)
    drawing = io.BytesIO()
    if is_plain:
        image.save(drawing, "PNG", optimize=True)
        content_type = "image/png"
    else:
        page.save(drawing, "JPEG", quality=_JPEG_QUALITY)
        content_type = "image/jpeg"
    body = drawing.getvalue()
    return Picture(body, content_type, lighter(page, len(body)))


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Turn a picture as EXIF's number says."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def check_size(image: Image.Image) -> None:
    """Raise `BadFileError` for a picture too large to be decoded in memory."""
    width, height = image.size
    most = _DECODED_BYTES // _PIXEL_BYTES.get(image.mode, _OTHER_PIXEL_BYTES)
    if width * height > most:
        raise BadFileError(
            f"is a picture of {width:,} x {height:,} pixels; "
            f"of this kind we can show up to {most // 1_000_000} million: please send it smaller"
        )


def _stretched(width: int, height: int, aspect: float) -> tuple[int, int]:
    """Return a size at which pixels are square, and none is lost."""
    if aspect < 1:
        return round(width / aspect), height
    return width, round(height * aspect)
