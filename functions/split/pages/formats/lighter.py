"""A page in a size fit for keying: much lighter on the line, and as legible at keying zoom.

Chosen by measurement (`docs/weight.md`): of scanned receipts 16% of the bytes are left.
"""

import io
from typing import Final

from PIL import Image

from functions.split.pages.formats.sizes import keying_size
from functions.split.records import Picture

_WEBP_QUALITY: Final = 45
# A second object must save a quarter and 4 KB, or the page is keyed from the original.
_WORTH: Final = 0.75
_WORTH_BYTES: Final = 4096


def lighter(page: Image.Image, original_bytes: int) -> Picture | None:
    """Return an upright page, in grey or colour as it is, made lighter; None if not worth it."""
    small = page.resize(keying_size(page.size), Image.Resampling.LANCZOS, reducing_gap=3.0)
    drawing = io.BytesIO()
    small.save(drawing, "WEBP", quality=_WEBP_QUALITY)
    body = drawing.getvalue()
    is_worth_it = len(body) <= min(original_bytes * _WORTH, original_bytes - _WORTH_BYTES)
    return Picture(body, "image/webp") if is_worth_it else None
