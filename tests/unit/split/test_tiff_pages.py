"""TIFF pages: which frames are pages, each by its place, of every depth and form."""

import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from functions.split.decoding import BadFileError
from functions.split.pages.formats.documents import open_document
from functions.split.pages.formats.tiff_directory import Body, pages_of
from hinterland.jobs.job import FileKind

SHORT, LONG, LONG_8 = 3, 4, 16
type Entry = tuple[int, int, list[int]]


def tiff(order: str, *pages: tuple[list[Entry], bytes], big: bool = False) -> bytes:
    """A TIFF of these pages, each its tags and the bytes of its one strip."""
    size, sign = (8, "Q") if big else (4, "L")
    mark = b"II" if order == "<" else b"MM"
    head = struct.pack(f"{order}HHH", 43, 8, 0) if big else struct.pack(f"{order}H", 42)
    body = bytearray(mark + head + bytes(size))
    link = len(body) - size
    for entries, strip in pages:
        place = len(body)
        body += strip + bytes(len(strip) % 2)
        struct.pack_into(f"{order}{sign}", body, link, len(body))
        tags = [*entries, (273, LONG_8 if big else LONG, [place]), (279, LONG, [len(strip)])]
        body += struct.pack(f"{order}{'Q' if big else 'H'}", len(tags))
        for tag, kind, values in sorted(tags):
            letter = {SHORT: "H", LONG: "L", LONG_8: "Q"}[kind]
            raw = struct.pack(f"{order}{len(values)}{letter}", *values)
            body += struct.pack(f"{order}HH{sign}", tag, kind, len(values)) + raw.ljust(size, b"\0")
        link = len(body)
        body += bytes(size)
    return bytes(body)


def grey(
    order: str,
    value: int,
    *,
    bits: int = 16,
    white_is_zero: bool = False,
    more: tuple[Entry, ...] = (),
) -> tuple[list[Entry], bytes]:
    """A page of 20 x 10 pixels of one grey, but for a black one."""
    sign = "H" if bits == 16 else "B"
    black = 2**bits - 1 if white_is_zero else 0
    strip = struct.pack(f"{order}200{sign}", black, *[value] * 199)
    tags: list[Entry] = [
        (256, SHORT, [20]), (257, SHORT, [10]), (258, SHORT, [bits]), (259, SHORT, [1]),
        (262, SHORT, [0 if white_is_zero else 1]), (277, SHORT, [1]), (278, SHORT, [10]),
    ]  # fmt: skip
    return [*tags, *more], strip


def shown(body: bytes) -> list[Image.Image]:
    with open_document(io.BytesIO(body), FileKind.TIFF) as document:
        pictures = [
            document.picture(page, place) for page, place in enumerate(document.places, start=1)
        ]
    return [Image.open(io.BytesIO(picture.body)) for picture in pictures]


def middle(image: Image.Image) -> object:
    return image.getpixel((image.width // 2, image.height // 2))


@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("value", "white_is_zero", "seen"),
    [
        (65_535, False, 255),
        (32_768, False, 128),
        (3_000, False, 187),  # 12 bits in 16
        (4_095, False, 255),
        (16_000, True, 191),
        (0, True, 255),
    ],
)
def test_deep_greys_are_shown_in_either_byte_order(
    order: str,
    value: int,
    white_is_zero: bool,  # noqa: FBT001
    seen: int,
    big: bool,  # noqa: FBT001
) -> None:
    (image,) = shown(tiff(order, grey(order, value, white_is_zero=white_is_zero), big=big))
    assert middle(image) == pytest.approx(seen, abs=3)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("white_is_zero", "seen"), [(False, 187), (True, 68)])
def test_greys_of_twelve_bits_that_share_bytes_are_shown(
    order: str,
    white_is_zero: bool,  # noqa: FBT001
    seen: int,
) -> None:
    tags, _ = grey(order, 0, white_is_zero=white_is_zero, more=((282, LONG, [300]),))
    tags[2] = (258, SHORT, [12])
    (image,) = shown(tiff(order, (tags, bytes([0xBB, 0x8B, 0xB8]) * 100)))  # 3,000, 3,000
    assert middle(image) == pytest.approx(seen, abs=3)


@pytest.mark.parametrize("order", ["<", ">"])
def test_large_tiffs_of_either_byte_order_give_all_their_pages(order: str) -> None:
    pages = [grey(order, value, bits=8) for value in (40, 120, 250)]
    images = shown(tiff(order, *pages, big=True))
    assert [middle(image) for image in images] == pytest.approx([40, 120, 250], abs=3)


def test_a_smaller_picture_of_a_page_is_no_page() -> None:
    small = grey("<", 9, bits=8)
    small[0][0] = (256, SHORT, [10])
    thumbnail = ([*small[0], (254, LONG, [1])], small[1])
    mask = ([*small[0], (254, LONG, [4])], small[1])
    images = shown(
        tiff("<", grey("<", 50, bits=8), thumbnail, mask, grey("<", 90, bits=8), thumbnail)
    )
    assert [middle(image) for image in images] == pytest.approx([50, 90], abs=3)


def test_pages_that_all_say_they_are_smaller_are_pages() -> None:
    page = grey("<", 50, bits=8, more=((254, LONG, [1]),))
    assert len(shown(tiff("<", page, page, page))) == 3


@pytest.mark.parametrize(
    ("across", "down", "size"),
    [
        (204, 98, (20, 21)),
        (204, 196, (20, 10)),  # too little to be seen
        (100, 200, (40, 10)),
        (300, 1, (20, 10)),  # no resolution of a machine
    ],
)
def test_pixels_of_a_fax_are_made_square(across: int, down: int, size: tuple[int, int]) -> None:
    body = io.BytesIO()
    image = Image.new("1", (20, 10), 1)
    image.save(body, "TIFF", compression="group4", dpi=(across, down))
    (page,) = shown(body.getvalue())
    assert page.size == size


def test_a_page_whose_directory_is_not_in_the_file_is_one_bad_page() -> None:
    body = bytearray(tiff("<", grey("<", 50, bits=8), grey("<", 90, bits=8)))
    body[-4:] = struct.pack("<L", len(body) + 1000)
    with open_document(io.BytesIO(bytes(body)), FileKind.TIFF) as document:
        assert document.pages == 3
        document.picture(2, document.places[1])
        with pytest.raises(BadFileError, match="is damaged or not complete"):
            document.picture(3, document.places[2])


def test_directories_that_lead_in_a_circle_end() -> None:
    body = bytearray(tiff("<", grey("<", 50, bits=8), grey("<", 90, bits=8)))
    body[-4:] = body[4:8]
    assert len(pages_of(Body(io.BytesIO(bytes(body))))) == 2


def test_a_hundred_thousand_pages_are_counted_and_the_last_drawn_alone() -> None:
    entries = grey("<", 0, bits=8)[0]
    body = bytearray(tiff("<", (entries, bytes(200))))
    directory = bytes(body[-(2 + 12 * 9 + 4) :])
    for _ in range(99_999):
        body[-4:] = struct.pack("<L", len(body))
        body += directory
    with open_document(io.BytesIO(bytes(body)), FileKind.TIFF) as document:
        assert document.pages == 100_000
        assert document.picture(100_000, document.places[-1]).body


@pytest.mark.parametrize(
    ("field", "value"), [(4, (262, SHORT, [32_845])), (3, (259, SHORT, [50_001]))]
)
def test_a_kind_that_is_not_known_is_named_so(field: int, value: Entry) -> None:
    odd = grey("<", 50, bits=8)
    odd[0][field] = value
    with pytest.raises(BadFileError, match="is a TIFF of a rare kind that we cannot read"):
        shown(tiff("<", odd))


@settings(max_examples=150, deadline=None)
@given(data=st.data(), order=st.sampled_from("<>"), big=st.booleans())
@pytest.mark.filterwarnings("ignore")
def test_no_tiff_is_so_damaged_that_it_is_not_said(
    data: st.DataObject,
    order: str,
    big: bool,  # noqa: FBT001
) -> None:
    body = bytearray(tiff(order, grey(order, 9, bits=8), grey(order, 99, bits=16), big=big))
    for _ in range(data.draw(st.integers(1, 5))):
        body[data.draw(st.integers(2, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        shown(bytes(body))
    except (BadFileError, MemoryError):
        return
