"""Takes a picture of the page, as small as it can be and still be read."""

import io
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page

_COLOURS: Final = 48
_STILL: Final = 300  # milliseconds until what fades or slides has come to rest


def take(page: Page, file: Path) -> None:
    """Write what is on the screen as PNG, with a palette of few colours."""
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(_STILL)
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="initial")))
    file.parent.mkdir(parents=True, exist_ok=True)
    reduced = shot.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    reduced.save(file, "PNG", optimize=True)
