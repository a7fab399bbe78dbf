"""Pixels of every kind made into 8 bits of grey or colour on white paper."""

from typing import Final, cast

from PIL import Image, ImageChops

_BYTE: Final = 8
_PALETTE: Final = frozenset({"P", "PA"})
_DEEP: Final = ("I", "F")


def on_paper(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture in grey or RGB and of this size.

    It is made smaller before anything else, for some are very large.
    """
    page = _smooth(image)
    if page.size != size:
        page = page.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return _opaque(page)


def in_eight_bits(image: Image.Image, *, is_white_zero: bool = False) -> Image.Image:
    """Return deep greys as 8 bits, stretched over the bits that are used; others as they are.

    A scanner of 12 bits writes 16, of which a browser shows the upper 8: a page almost black.
    """
    if not image.mode.startswith(_DEEP):
        return image
    deep = image if image.mode in {"I;16", "F"} else image.convert("I")
    low, high = cast("tuple[float, float]", deep.getextrema())
    if deep.mode == "F" or low < 0:
        shift, span = low, max(high - low, 1e-9)
    else:
        shift, span = 0.0, float(2 ** max(_BYTE, int(high).bit_length()) - 1)
    scale = 255 / span
    grey = deep.point(lambda value: value * scale - shift * scale).convert("L")
    return ImageChops.invert(grey) if is_white_zero else grey


def uses_all_bits(image: Image.Image) -> bool:
    """Say whether a browser shows the greys of a picture right: it looks at the upper 8 bits."""
    if not image.mode.startswith(_DEEP):
        return True
    _, high = cast("tuple[int, int]", image.convert("I").getextrema())
    return high.bit_length() in {0, 2 * _BYTE}


def _smooth(image: Image.Image) -> Image.Image:
    """Return a picture whose pixels can be mixed, as making it smaller does."""
    if image.mode == "1":
        return image.convert("L")
    if image.mode in _PALETTE:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return in_eight_bits(image)


def _opaque(image: Image.Image) -> Image.Image:
    """Return `image` in a mode that JPEG knows, on white paper where it is transparent."""
    if image.mode in {"L", "RGB"}:
        return image
    if image.has_transparency_data:
        layer = image if image.mode == "RGBA" else image.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return image.convert("RGB")
