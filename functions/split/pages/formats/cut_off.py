"""JPEG pictures that lack their last bytes, which every browser shows as far as they go."""

import io
from typing import Final

from PIL import Image, ImageChops

from functions.split.decoding import BadFileError, decoding

END: Final = b"\xff\xd9"
_NOISE: Final = b"\x55\xa9\x3c\x96" * 1024
_ENOUGH: Final = 0.9


def mended(body: bytes, size: tuple[int, int]) -> Image.Image:
    """Decode a JPEG that lacked its end and was given `END`; raise `BadFileError`.

    Hardly anything of it may be missing, or operators would key half a paper. Where it breaks off
    is found by going on with noise: from there on it comes out differently. Of one that is written
    in several passes over the whole picture only its sharpness is missing.
    """
    with decoding():
        image = _decoded(body, size)
        if image.info.get("progressive"):
            return image
        other = _decoded(body.removesuffix(END) + _NOISE + END, size)
        box = ImageChops.difference(image.convert("RGB"), other.convert("RGB")).getbbox()
    share = box[1] / image.height if box else 1.0
    if share < _ENOUGH:
        raise BadFileError(f"is cut off: only the upper {share:.0%} of the picture are there")
    return image


def _decoded(body: bytes, size: tuple[int, int]) -> Image.Image:
    image = Image.open(io.BytesIO(body), formats=["JPEG"])
    image.draft(image.mode, size)
    image.load()
    return image
