"""LeaseRequests a picture of the page, as small as it can be and still be read."""

import io
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page

_COLOURS: Final = 40
_STILL: Final = 300  # milliseconds until what fades or slides has come to rest


def take(page: Page, file: Path) -> None:
    """Write what is on the screen as PNG, with a palette of few colours."""
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(_STILL)
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="initial")))
    file.parent.mkdir(parents=True, exist_ok=True)
    _reduced(shot.convert("RGB")).save(file, "PNG", optimize=True)


def _reduced(shot: Image.Image) -> Image.Image:
    """Give a picture a palette of its own most frequent colours: what is flat keeps its colour."""
    counted = sorted(shot.getcolors(shot.width * shot.height) or [], reverse=True)
    palette = Image.new("P", (1, 1))
    palette.putpalette([band for _, colour in counted[:_COLOURS] for band in _bands(colour)])
    return shot.quantize(palette=palette, dither=Image.Dither.NONE)


def _bands(colour: object) -> tuple[int, int, int]:
    if not isinstance(colour, tuple):
        raise TypeError("only pictures with three bands have such colours")
    red, green, blue = colour
    return red, green, blue
