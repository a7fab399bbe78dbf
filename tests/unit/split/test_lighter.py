"""The picture to key from: smaller where that saves much, upright, and as legible."""

import io

import pytest
from PIL import Image, ImageDraw

from functions.split.pages.formats.documents import open_document
from functions.split.records import Picture
from hinterland.jobs.job import FileKind

ORIENTATION = 0x0112
TURN_CLOCKWISE = 6


def paper(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A sheet with lines of print and a dark left half of its head, to tell how it lies."""
    sheet = Image.new("L", (width, height), 235)
    drawing = ImageDraw.Draw(sheet)
    for top in range(height // 10, height, height // 40):
        drawing.text((width // 20, top), "TOTAL 1,482.50 " * 4, fill=40, font_size=height // 60)
    drawing.rectangle((0, 0, width // 2, height // 20), fill=0)
    return sheet.convert(mode)


def stored(image: Image.Image, form: str, **more: object) -> bytes:
    body = io.BytesIO()
    image.save(body, form, **more)
    return body.getvalue()


def page(body: bytes, kind: FileKind) -> Picture:
    with open_document(io.BytesIO(body), kind) as document:
        return document.picture(1, (document.places or [0])[0])


def shown(picture: Picture | None) -> Image.Image:
    assert picture is not None
    image = Image.open(io.BytesIO(picture.body))
    image.load()
    assert Image.MIME[image.format or ""] == picture.content_type
    return image


@pytest.mark.parametrize(
    ("came", "keyed"),
    [
        ((2480, 3508), (1240, 1754)),  # A4 at 300 dpi
        ((3508, 2480), (1754, 1240)),
        ((880, 2800), (880, 2800)),  # a long receipt: as wide as it was
        ((1500, 9000), (1240, 7440)),
        ((800, 20000), (640, 16000)),
    ],
)
def test_a_page_is_keyed_from_a_size_that_print_can_be_read_in(
    came: tuple[int, int], keyed: tuple[int, int]
) -> None:
    body = stored(paper(*came), "JPEG", quality=95)
    picture = page(body, FileKind.JPEG)
    assert picture.body == body
    assert shown(picture.lighter).size == keyed
    assert picture.lighter is not None
    assert len(picture.lighter.body) < len(body) * 0.75


def test_a_photo_taken_sideways_is_made_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = TURN_CLOCKWISE
    upright = paper(1000, 1400)
    body = stored(upright.transpose(Image.Transpose.ROTATE_90), "JPEG", quality=95, exif=exif)
    light = shown(page(body, FileKind.JPEG).lighter)
    assert light.size == upright.size
    assert ORIENTATION not in light.getexif()
    corners = [light.convert("L").getpixel((x, 20)) for x in (100, 900)]
    assert corners == [pytest.approx(0, abs=30), pytest.approx(235, abs=30)]


def test_what_is_in_colour_stays_so() -> None:
    red = paper(1000, 1400)
    ImageDraw.Draw(red).rectangle((400, 200, 600, 400), fill="red")  # a stamp
    light = shown(page(stored(red, "JPEG", quality=95), FileKind.JPEG).lighter)
    assert light.getpixel((500, 300)) == pytest.approx((254, 0, 0), abs=20)


@pytest.mark.parametrize("kind", [FileKind.JPEG, FileKind.PNG])
def test_a_picture_that_is_light_already_is_not_stored_twice(kind: FileKind) -> None:
    small = Image.new("L", (200, 300), 255)
    assert page(stored(small, kind.value.upper(), quality=30), kind).lighter is None


def test_pages_of_a_tiff_are_keyed_from_a_light_picture_too() -> None:
    body = stored(paper(2480, 3508), "TIFF", compression="tiff_lzw")
    picture = page(body, FileKind.TIFF)
    assert shown(picture).size == (2121, 3000)
    assert shown(picture.lighter).size == (1240, 1754)


def test_nothing_is_lighter_than_clean_print_in_black_and_white() -> None:
    fax = stored(paper(1728, 2200).point(lambda shade: 255 * (shade > 128)).convert("1"), "TIFF")
    picture = page(fax, FileKind.TIFF)
    assert shown(picture).mode == "1"
    assert picture.lighter is None


def test_transparent_pixels_are_white_paper_in_the_lighter_one() -> None:
    sheet = Image.effect_noise((1500, 2000), 90).convert("RGBA")
    sheet.paste((0, 0, 0, 0), (0, 0, 400, 400))
    light = shown(page(stored(sheet, "PNG"), FileKind.PNG).lighter)
    assert light.convert("RGB").getpixel((100, 100)) == pytest.approx((255, 255, 255), abs=8)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_odd_exif_data_cost_the_lighter_picture_not_the_record() -> None:
    body = stored(paper(1000, 1400), "JPEG", quality=95, exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")
    assert page(body, FileKind.JPEG).body == body
