"""Pictures: whether one is whole, and pages made into ones that every browser shows.

Each comes with a lighter one to key from, where that is worth it.
"""

import io
from typing import Final

from PIL import Image, ImageOps

from functions.split.decoding import BadFileError, decoding
from functions.split.pages.lighter import keying_size, lighter
from functions.split.records import Picture
from hinterland.jobs.job import FileKind

# A picture is decoded in memory, at four bytes a pixel and up to three at once: A3 at 600 dpi.
PIXELS: Final = 75_000_000
# Of a page that we draw ourselves. Larger ones only make the operator's link slow.
LONG_SIDE: Final = 3000
_JPEG_QUALITY: Final = 80
_CONTENT_TYPES: Final = {FileKind.JPEG: "image/jpeg", FileKind.PNG: "image/png"}


def decoded(body: bytes, kind: FileKind) -> Image.Image:
    """Return a JPEG or PNG as pixels, so many as keying needs; raise `BadFileError`."""
    with decoding():
        image = Image.open(io.BytesIO(body), formats=[kind.value.upper()])
        check_size(image.size)
        # The decoder reads all of a JPEG, and can make a half, quarter or eighth of it.
        image.draft(image.mode, keying_size(image.size))
        image.load()
    return image


def as_it_came(body: bytes, kind: FileKind, image: Image.Image) -> Picture:
    """Return a JPEG or PNG as it is, orientation included, and a lighter one of its pixels."""
    try:
        with decoding():
            light = lighter(_opaque(upright(image)), len(body))
    except BadFileError:  # of odd EXIF data: the browser may know better what to do with them
        light = None
    return Picture(body, _CONTENT_TYPES[kind], light)


def drawn(image: Image.Image) -> Picture:
    """Return a decoded page as JPEG; or as PNG if it is black and white, which is smaller so."""
    page = _opaque(image)
    page.thumbnail((LONG_SIDE, LONG_SIDE))  # which needs shades: black and white alone would tear
    drawing = io.BytesIO()
    if image.mode == "1" and page.size == image.size:
        image.save(drawing, "PNG", optimize=True)
        content_type = "image/png"
    else:
        page.save(drawing, "JPEG", quality=_JPEG_QUALITY)
        content_type = "image/jpeg"
    body = drawing.getvalue()
    return Picture(body, content_type, lighter(page, len(body)))


def upright(image: Image.Image) -> Image.Image:
    """Turn a picture as its EXIF data says, for these are lost when it is drawn anew."""
    return ImageOps.exif_transpose(image)


def check_size(size: tuple[int, int]) -> None:
    """Raise `BadFileError` for a picture too large to be decoded in memory."""
    width, height = size
    if width * height > PIXELS:
        raise BadFileError(
            f"is a picture of {width:,} x {height:,} pixels; "
            f"we can show up to {PIXELS // 1_000_000} million"
        )


def _opaque(image: Image.Image) -> Image.Image:
    """Return `image` in a mode that JPEG knows, on white paper where it is transparent."""
    if image.mode in {"L", "RGB"}:
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I"):  # 16 or 32 bits of grey, of which the first 8 are seen
        return image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        layer = image if image.mode == "RGBA" else image.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return image.convert("RGB")
