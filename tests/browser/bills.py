"""Pages of the work type `bills`: the company's name at the top, the total at the very bottom."""

import io

from PIL import Image, ImageDraw

SIZE = (1200, 1600)


def bill(company: str, total: str) -> bytes:
    """Draw a bill as PNG; its zones are those of `catalogue/work-types/bills.yaml`."""
    image = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(image)
    draw.text((80, 95), company, fill=0, font_size=48)
    draw.text((640, 1450), total, fill=0, font_size=48)
    for line in range(12):  # what else stands on a bill
        draw.line((80, 260 + 90 * line, 1120, 260 + 90 * line), fill=160, width=3)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
