"""Pictures of every kind that clients send: shown right, or refused for what is really wrong."""

import base64
import io
import struct
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from functions.split.decoding import BadFileError
from functions.split.pages.formats.documents import open_document
from functions.split.records import Picture
from hinterland.jobs.job import FileKind
from tests.unit.split.made_papers import picture

ORIENTATION = 0x0112
SIDEWAYS = 6
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>'
)
# 96 x 64 pixels, red at the upper left. Nothing here can write this kind.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAVZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAA"
    "AAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAABegABAAAAAAAAADIAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABo"
    "dmMxAAAAAA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEA"
    "GEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubgIaDAgAAAMAyAAA"
    "AwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBwaXhpAAAAAAMI"
    "CAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAADptZGF0AAAALigBrxmA93yFN//3+Mf9fav+KYLtPhfh56dnan9lyoAw"
    "5ePvYqMZ2JfsmtE31hM="
)


WHOLE = {
    form: picture(form, "RGB", (24, 16))
    for form in ("JPEG", "PNG", "GIF", "BMP", "WEBP", "JPEG2000")
}


def flag(form: str, mode: str = "RGB", **more: object) -> bytes:
    """A grey sheet of 96 x 64 pixels that is red, or dark, at the upper left."""
    sheet = Image.new("RGB", (96, 64), (230, 230, 230))
    ImageDraw.Draw(sheet).rectangle((0, 0, 47, 31), fill=(200, 30, 30))
    body = io.BytesIO()
    sheet.convert(mode).save(body, form, **more)
    return body.getvalue()


def page(body: bytes, kind: FileKind) -> Picture:
    with open_document(io.BytesIO(body), kind) as document:
        assert document.pages == 1
        return document.picture(1, 0)


def seen(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.body))
    image.load()
    assert Image.MIME[image.format or ""] == picture.content_type
    assert picture.content_type in {"image/jpeg", "image/png", "image/webp"}
    return image.convert("RGB")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (HEIC, FileKind.HEIC),
        (flag("AVIF"), FileKind.AVIF),
        (flag("WEBP"), FileKind.WEBP),
        (flag("WEBP", save_all=True, append_images=[Image.new("RGB", (96, 64))]), FileKind.WEBP),
        (flag("GIF", "P"), FileKind.GIF),
        (flag("GIF", "P", save_all=True, append_images=[Image.new("P", (96, 64))]), FileKind.GIF),
        (flag("BMP"), FileKind.BMP),
        (flag("BMP", "RGBA"), FileKind.BMP),
        (flag("JPEG2000"), FileKind.JPEG_2000),
        (flag("JPEG2000", no_jp2=True), FileKind.JPEG_2000),
    ],
)
def test_a_picture_of_every_usual_kind_is_shown(body: bytes, kind: FileKind) -> None:
    image = seen(page(body, kind))
    assert image.size == (96, 64)
    assert image.getpixel((20, 10)) == pytest.approx((200, 30, 30), abs=30)  # GIF has few colours
    assert image.getpixel((80, 50)) == pytest.approx((230, 230, 230), abs=30)


def test_a_bitmap_whose_fourth_channel_is_empty_is_not_white_paper() -> None:
    body = bytearray(flag("BMP", "RGBA"))
    (offset,) = struct.unpack_from("<L", body, 10)
    for place in range(offset + 3, len(body), 4):
        body[place] = 0
    assert seen(page(bytes(body), FileKind.BMP)).getpixel((20, 10)) == (200, 30, 30)


@pytest.mark.parametrize(
    ("form", "kind", "more"),
    [
        ("JPEG", FileKind.JPEG, {"xmp": XMP}),
        ("PNG", FileKind.PNG, {"exif": Image.Exif()}),
        ("WEBP", FileKind.WEBP, {"exif": Image.Exif()}),
    ],
)
def test_a_picture_that_browsers_would_not_turn_is_drawn_upright(
    form: str, kind: FileKind, more: dict[str, Any]
) -> None:
    if isinstance(exif := more.get("exif"), Image.Exif):
        exif[ORIENTATION] = SIDEWAYS
    image = seen(page(flag(form, **more), kind))
    assert image.size == (64, 96)
    assert image.getpixel((55, 10)) == pytest.approx((200, 30, 30), abs=12)


def test_a_photo_that_browsers_turn_stays_as_it_came() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = SIDEWAYS
    body = flag("JPEG", exif=exif)
    assert page(body, FileKind.JPEG).body == body


@pytest.mark.parametrize("odd", [b"Exif\0\0\xff\xff\xff\xff", b"Exif\0\0II*\0\x08\0", b"Exif\0\0"])
@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_a_photo_with_odd_exif_data_stays_as_it_came(odd: bytes) -> None:
    body = flag("JPEG", exif=odd)
    assert page(body, FileKind.JPEG).body == body


@pytest.mark.parametrize("missing", [2, 20])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_without_its_last_bytes_is_shown(missing: int, progressive: bool) -> None:  # noqa: FBT001
    body = io.BytesIO()
    Image.effect_noise((300, 400), 60).save(body, "JPEG", progressive=progressive)
    whole = Image.open(body).convert("RGB")
    image = seen(page(body.getvalue()[:-missing], FileKind.JPEG))
    assert image.crop((0, 0, 300, 360)).tobytes() == whole.crop((0, 0, 300, 360)).tobytes()


def test_a_sheet_that_lacks_only_its_end_mark_is_shown_though_its_foot_is_empty() -> None:
    sheet = Image.new("L", (300, 400), 255)
    ImageDraw.Draw(sheet).text((20, 20), "TOTAL 14.50")
    body = io.BytesIO()
    sheet.save(body, "JPEG")
    assert seen(page(body.getvalue()[:-2], FileKind.JPEG)).size == (300, 400)


def test_half_a_photo_says_how_much_of_it_is_there() -> None:
    body = io.BytesIO()
    Image.effect_noise((300, 400), 60).save(body, "JPEG")
    half = body.getvalue()[: len(body.getvalue()) // 2]
    with pytest.raises(BadFileError, match=r"is cut off: only the upper (4|5)\d% of the picture"):
        page(half, FileKind.JPEG)


def _one_bit_png(side: int) -> bytes:
    """A white square, black and white, that packs well."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">L", len(content))
            + name
            + content
            + struct.pack(">L", zlib.crc32(name + content))
        )

    rows = zlib.compress((b"\0" + b"\xff" * (side // 8)) * side, 1)
    head = struct.pack(">2L5B", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_picture_too_large_for_memory_is_refused_for_that_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)  # as the renderer's process does
    with pytest.raises(BadFileError) as caught:
        page(_one_bit_png(24_000), FileKind.PNG)
    assert str(caught.value) == (
        "is a picture of 24,000 x 24,000 pixels; of this kind we can show up to 400 million: "
        "please send it smaller"
    )


def test_a_large_picture_that_packs_well_has_a_lighter_one_for_old_computers() -> None:
    picture = page(_one_bit_png(8000), FileKind.PNG)
    assert picture.lighter is not None
    assert seen(picture.lighter).size == (1240, 1240)


def test_a_photo_of_two_hundred_million_pixels_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    body = io.BytesIO()
    Image.new("L", (16_400, 12_300), 200).save(body, "JPEG")
    picture = page(body.getvalue(), FileKind.JPEG)
    assert picture.lighter is not None
    assert seen(picture.lighter).size == (1653, 1240)


def test_greys_of_twelve_bits_in_sixteen_are_not_black() -> None:
    row = struct.pack("<40H", *[100] * 20, *[4000] * 20)
    deep = Image.frombytes("I;16", (40, 40), row * 40)
    body = io.BytesIO()
    deep.save(body, "PNG")
    image = seen(page(body.getvalue(), FileKind.PNG))
    assert [image.getpixel((x, 20))[0] for x in (5, 35)] == pytest.approx([6, 249], abs=4)  # type: ignore[index]


@pytest.mark.parametrize("kind", [FileKind.PNG, FileKind.GIF, FileKind.WEBP, FileKind.JPEG_2000])
def test_what_can_hardly_be_a_picture_says_so(kind: FileKind) -> None:
    with pytest.raises(BadFileError, match="is damaged, or of a rare kind that we cannot read"):
        page(b"nothing of the kind", kind)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), kind=st.sampled_from(sorted(WHOLE)))
@pytest.mark.filterwarnings("ignore")
def test_no_picture_is_so_damaged_that_it_is_not_said(data: st.DataObject, kind: str) -> None:
    body = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 5))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(body)))
    named = FileKind.JPEG_2000 if kind == "JPEG2000" else FileKind(kind.lower())
    try:
        seen(page(bytes(body[:cut]), named))
    except (BadFileError, MemoryError):  # the renderer says what is too large for its memory
        return
    except OSError:  # an original that browsers show as far as it goes
        return
