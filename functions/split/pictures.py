"""Pictures: whether one is whole, and pages made into ones that every browser shows."""

import io
from typing import Final

from PIL import Image, ImageOps

from functions.split.decoding import BadFileError, decoding
from functions.split.records import Picture
from hinterland.jobs import FileKind

# A picture is decoded in memory, at four bytes a pixel and up to three at once: A3 at 600 dpi.
PIXELS: Final = 75_000_000
# Of a page that we draw ourselves. Larger ones only make the operator's link slow.
LONG_SIDE: Final = 3000
_JPEG_QUALITY: Final = 80
_CONTENT_TYPES: Final = {FileKind.JPEG: "image/jpeg", FileKind.PNG: "image/png"}


def whole(body: bytes, kind: FileKind) -> Picture:
    """Return a JPEG or PNG as it is, orientation included; raise `BadFileError`."""
    with decoding(), Image.open(io.BytesIO(body), formats=[kind.value.upper()]) as image:
        check_size(image.size)
        # The decoder reads all of a JPEG but makes an eighth of it: that is enough to be sure.
        image.draft(image.mode, (max(1, image.width // 8), max(1, image.height // 8)))
        image.load()
    return Picture(body, _CONTENT_TYPES[kind])


def drawn(image: Image.Image) -> Picture:
    """Return a decoded page as JPEG; or as PNG if it is black and white, which is smaller so."""
    drawing = io.BytesIO()
    if image.mode == "1" and max(image.size) <= LONG_SIDE:
        image.save(drawing, "PNG", optimize=True)
        return Picture(drawing.getvalue(), "image/png")
    page = _opaque(image)
    page.thumbnail((LONG_SIDE, LONG_SIDE))  # which needs shades: black and white alone would tear
    page.save(drawing, "JPEG", quality=_JPEG_QUALITY)
    return Picture(drawing.getvalue(), "image/jpeg")


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
