"""How many pixels a page is drawn with: enough for its print, and no more than helps."""

from typing import Final

# Of a page that we draw ourselves. Larger ones only make the operator's link slow.
_LONG_SIDE: Final = 3000
# But print must stay legible on a receipt a metre long, where the short side counts.
SHORT_SIDE: Final = 1240
# What WebP can hold, and browsers can do without slowing down.
LONGEST: Final = 16_000
_PIXELS: Final = 20_000_000


def page_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return the width and height, in pixels, that a page of this size is drawn with."""
    return _scaled(size, max(_LONG_SIDE / max(size), SHORT_SIDE / min(size)))


def keying_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return those that a page of this size is keyed from: print is legible, and hardly more."""
    return _scaled(size, SHORT_SIDE / min(size))


def _scaled(size: tuple[int, int], wanted: float) -> tuple[int, int]:
    width, height = size
    scale = min(1.0, wanted, LONGEST / max(size), (_PIXELS / (width * height)) ** 0.5)
    return max(1, round(width * scale)), max(1, round(height * scale))
