"""Draws a receipt as a till prints it, then as an office scanner sees it: grey, askew, noisy."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from examples.samples.receipt_texts import Receipt

WIDTH = 460  # pixels of paper
COLUMNS = 34  # characters a line holds
MARGIN = 26
LINE_HEIGHT = 23
PAPER = 243
INK = 58
FONT = "LiberationMono-Regular.ttf"
BOLD = "LiberationMono-Bold.ttf"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line."""

    text: str
    bold: bool = False
    centred: bool = False


def draw(receipt: Receipt, random: Random, *, faded: bool = False) -> Image.Image:
    """Return the scanned page; a `faded` one can't be read, as thermal paper in the sun."""
    paper = _print(_lines(receipt, random))
    ink = _wear(paper, random, keep=0.06 if faded else random.uniform(0.72, 1.0))
    return _scan(ink, random)


def _lines(receipt: Receipt, random: Random) -> list[Line]:
    shop = receipt.shop
    rule = Line("-" * COLUMNS)
    half = (shop.gst_percent / 2).normalize()
    time = f"{random.randint(9, 20)}:{random.randint(10, 59)}"
    exact = receipt.taxable + 2 * receipt.half_tax
    return [
        Line(shop.name, bold=True, centred=True),
        *(Line(part, centred=True) for part in shop.address),
        Line(f"GSTIN: {shop.gstin}", centred=True),
        Line("TAX INVOICE", centred=True),
        rule,
        _both(f"BILL NO: {receipt.number}", f"{receipt.issued_on:%d/%m/%Y}"),
        _both(f"COUNTER {random.randint(1, 3)}", time),
        rule,
        _both("ITEM          QTY   RATE", "AMOUNT"),
        *(_good(*line) for line in receipt.lines),
        rule,
        _both("TAXABLE VALUE", str(receipt.taxable)),
        _both(f"CGST {half:f}%", str(receipt.half_tax)),
        _both(f"SGST {half:f}%", str(receipt.half_tax)),
        _both("ROUND OFF", f"{receipt.total - exact:+.2f}"),
        rule,
        Line(_both("TOTAL  Rs.", str(receipt.total)).text, bold=True),
        rule,
        Line("PAID BY " + random.choice(("CASH", "UPI", "CARD")), centred=True),
        Line("THANK YOU  VISIT AGAIN", centred=True),
    ]


def _both(left: str, right: str) -> Line:
    return Line(left + right.rjust(COLUMNS - len(left)))


def _good(name: str, quantity: int, price: Decimal) -> Line:
    head = f"{name[:16]:<16}{quantity:>2}{price:>8}"
    return _both(head, str(quantity * price))


def _print(lines: list[Line]) -> Image.Image:
    height = 2 * MARGIN + LINE_HEIGHT * len(lines) + 8
    paper = Image.new("L", (WIDTH, height), PAPER)
    pen = ImageDraw.Draw(paper)
    for row, line in enumerate(lines):
        font = ImageFont.truetype(BOLD if line.bold else FONT, 20)
        x = (WIDTH - pen.textlength(line.text, font)) / 2 if line.centred else MARGIN
        pen.text((x, MARGIN + row * LINE_HEIGHT), line.text, INK, font)
    return paper


def _wear(paper: Image.Image, random: Random, keep: float) -> Image.Image:
    """Fade the print: `keep` of its strength stays, less where the printer's head is worn."""
    strength = Image.new("L", (paper.width, 8))
    bands = [int(255 * keep * random.uniform(0.8, 1.0)) for _ in range(paper.width * 8)]
    strength.putdata(bands)
    strength = strength.resize(paper.size, Image.Resampling.BICUBIC)
    blank = Image.new("L", paper.size, PAPER)
    return Image.composite(paper, blank, strength)


def _scan(paper: Image.Image, random: Random) -> Image.Image:
    """Lay the paper askew on the glass and add the scanner's shade, blur and noise."""
    bed = Image.new("L", (paper.width + 44, paper.height + 44), random.randint(176, 214))
    bed.paste(paper, (22 + random.randint(-8, 8), 22 + random.randint(-6, 6)))
    angle = random.uniform(-1.8, 1.8)
    bed = bed.rotate(angle, Image.Resampling.BICUBIC, fillcolor=190)
    shade = Image.linear_gradient("L").rotate(random.choice((0, 90, 180, 270)))
    shade = shade.resize(bed.size).point([228 + value // 10 for value in range(256)])
    bed = ImageChops.multiply(bed, shade).filter(ImageFilter.GaussianBlur(0.55))
    return _grain(bed, random, level=5)


def _grain(image: Image.Image, random: Random, level: float) -> Image.Image:
    # Pillow's own noise takes no seed, and the samples must come out the same every time.
    noise = Image.new("L", image.size)
    noise.putdata([int(random.gauss(128, level)) for _ in range(image.width * image.height)])
    return ImageChops.add(image, noise, scale=1, offset=-128)
