"""Images: pages in the drop's order, each as a picture that a browser shows, or why not."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

import pytest
from fpdf import FPDF
from PIL import Image

from functions.split.pages.image_parts import plan_images, records_of_images
from functions.split.records import BadRecord, Record
from hinterland.errors import RejectedError, ThrottledError
from hinterland.jobs.job import FileKind

if TYPE_CHECKING:
    from hinterland.jobs.documents import PartDocument


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> bytes:
    body = io.BytesIO()
    Image.effect_noise(size, 90).convert(mode).save(body, form)
    return body.getvalue()


def tiff(*modes: str, **more: object) -> bytes:
    first, *others = [Image.effect_noise((60, 40), 90).convert(mode) for mode in modes]
    body = io.BytesIO()
    first.save(body, "TIFF", save_all=True, append_images=others, **more)
    return body.getvalue()


def pdf(pages: int, password: str = "", size: tuple[float, float] = (595.28, 841.89)) -> bytes:
    document = FPDF(unit="pt", format=size)
    for number in range(1, pages + 1):
        document.add_page()
        document.set_font("helvetica", size=40)
        document.text(50, 100, f"Page {number}")
    if password:
        document.set_encryption(owner_password="owner", user_password=password)
    return bytes(document.output())


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return body.getvalue()


def split(body: bytes, kind: FileKind, in_item: int = 2) -> list[Record | BadRecord]:
    """Plan a drop and split every part, as the workflow does it: each part on its own."""
    planned = plan_images(io.BytesIO(body), kind, "june/drop", in_item)
    parts = cast("list[PartDocument]", json.loads(json.dumps(planned.parts)))
    records = [
        record
        for part in parts
        for record in records_of_images(io.BytesIO(body), kind, "june/drop", part)
    ]
    assert [record.number for record in records] == list(range(1, planned.records + 1))
    return records


def shown(records: Iterable[Record | BadRecord]) -> list[tuple[str | int, ...] | str]:
    return [
        tuple(record.show.values()) if isinstance(record, Record) else record.reason
        for record in records
    ]


def opened(record: Record | BadRecord) -> Image.Image:
    assert isinstance(record, Record)
    assert record.picture is not None
    image = Image.open(io.BytesIO(record.picture.body))
    image.load()
    assert Image.MIME[image.format or ""] == record.picture.content_type
    return image


@pytest.mark.parametrize("kind", [FileKind.JPEG, FileKind.PNG])
def test_a_photo_is_one_record_and_its_bytes_stay_as_they_are(kind: FileKind) -> None:
    body = picture(kind.value)
    (record,) = split(body, kind)
    assert shown([record]) == [("june/drop", 1)]
    assert cast("Record", record).picture is not None
    assert cast("Any", record).picture.body == body
    assert opened(record).format == kind.value.upper()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "I;16", "LA"])
def test_every_page_of_a_tiff_becomes_a_picture_for_browsers(mode: str) -> None:
    records = split(tiff(mode, "L", mode), FileKind.TIFF)
    assert shown(records) == [("june/drop", 1), ("june/drop", 2), ("june/drop", 3)]
    assert [opened(record).format for record in records] == (
        ["PNG", "JPEG", "PNG"] if mode == "1" else ["JPEG"] * 3
    )


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    grey = Image.new("I;16", (20, 20), 32768)
    body = io.BytesIO()
    grey.save(body, "TIFF")
    (record,) = split(body.getvalue(), FileKind.TIFF)
    assert opened(record).getpixel((5, 5)) == pytest.approx(128, abs=2)


def test_what_is_transparent_is_drawn_on_white_paper() -> None:
    body = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(body, "TIFF")
    (record,) = split(body.getvalue(), FileKind.TIFF)
    assert opened(record).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_black_and_white_page_is_drawn_smaller_in_shades_of_grey() -> None:
    body = io.BytesIO()
    Image.effect_noise((7200, 3600), 90).convert("1").save(body, "TIFF", compression="group4")
    (record,) = split(body.getvalue(), FileKind.TIFF)
    page = opened(record)
    assert (page.format, page.mode, page.size) == ("JPEG", "L", (3000, 1500))


def test_a_fax_is_read() -> None:
    (record,) = split(tiff("1", compression="group4"), FileKind.TIFF)
    assert opened(record).size == (60, 40)


def test_a_tiff_is_turned_as_its_exif_data_say() -> None:
    (record,) = split(tiff("L", tiffinfo={274: 6}), FileKind.TIFF)
    assert opened(record).size == (40, 60)


def test_every_page_of_a_pdf_is_drawn_at_150_dpi() -> None:
    records = split(pdf(3), FileKind.PDF)
    assert shown(records) == [("june/drop", 1), ("june/drop", 2), ("june/drop", 3)]
    assert opened(records[0]).size == pytest.approx((1240, 1754), abs=2)
    assert (
        opened(records[1]).convert("1").getcolors() != opened(records[2]).convert("1").getcolors()
    )


def test_a_huge_page_is_drawn_smaller() -> None:
    (record,) = split(pdf(1, size=(14000, 7000)), FileKind.PDF)
    assert opened(record).size == pytest.approx((3000, 1500), abs=2)


def test_an_archive_gives_its_pictures_in_its_own_order() -> None:
    body = zipped(
        [
            ("b.jpg", picture("jpeg")),
            ("pages/", b""),
            ("windows\\", b""),
            ("pages/c.pdf", pdf(2)),
            ("a.name-that-lies", picture("png")),
            ("pages/d.tif", tiff("L", "L")),
        ]
    )
    assert shown(split(body, FileKind.ZIP)) == [
        ("b.jpg", 1),
        ("pages/c.pdf", 1),
        ("pages/c.pdf", 2),
        ("a.name-that-lies", 1),
        ("pages/d.tif", 1),
        ("pages/d.tif", 2),
    ]


def test_what_desktops_add_to_archives_is_no_record() -> None:
    clutter = ["__MACOSX/._a.jpg", ".DS_Store", "june/.DS_Store", "june/Thumbs.db", "Desktop.ini"]
    body = zipped([(name, b"clutter") for name in clutter] + [("a.jpg", picture("jpeg"))])
    assert shown(split(body, FileKind.ZIP)) == [("a.jpg", 1)]


def test_a_file_in_an_archive_that_cannot_be_shown_is_a_bad_record_with_a_reason() -> None:
    body = zipped(
        [
            ("a.jpg", picture("jpeg")),
            ("cut.jpg", picture("jpeg")[:-600]),
            ("cut.png", picture("png")[:-300]),
            ("cut.pdf", b"%PDF-1.7\nnothing"),
            ("locked.pdf", pdf(1, password="secret")),
            ("sheet.xlsx", zipped([("[Content_Types].xml", b""), ("xl/workbook.xml", b"")])),
            ("notes.txt", b"call me"),
            ("empty.jpg", b""),
            ("z.jpg", picture("jpeg")),
        ]
    )
    assert shown(split(body, FileKind.ZIP)) == [
        ("a.jpg", 1),
        "cut.jpg is cut off: only the upper 38% of the picture are there.",
        "cut.png is damaged or not complete.",
        "cut.pdf is damaged or not complete.",
        "locked.pdf is protected by a password; save it without one.",
        "sheet.xlsx is no picture, but an Excel workbook.",
        "notes.txt is no picture, but text.",
        "empty.jpg is empty.",
        ("z.jpg", 1),
    ]


def _damaged(body: bytes, within: bytes) -> bytes:
    """Change a byte in the middle of what is stored in an archive, but not the archive's form."""
    middle = body.index(within) + len(within) // 2
    return body[:middle] + bytes([body[middle] ^ 0xFF]) + body[middle + 1 :]


def test_a_member_whose_checksum_is_wrong_is_a_bad_record() -> None:
    photo = picture("jpeg")
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.jpg", photo)
        archive.writestr("b.jpg", picture("jpeg"))
    records = split(_damaged(body.getvalue(), photo), FileKind.ZIP)
    assert shown(records) == ["a.jpg is damaged or not complete.", ("b.jpg", 1)]


def test_an_encrypted_member_is_a_bad_record() -> None:
    body = bytearray(zipped([("a.jpg", picture("jpeg")), ("b.jpg", picture("jpeg"))]))
    body[6] |= 1  # the flag in the member's own header, and in the archive's list
    body[body.index(b"PK\x01\x02") + 8] |= 1
    assert shown(split(bytes(body), FileKind.ZIP)) == [
        "a.jpg is protected by a password; pack it without one.",
        ("b.jpg", 1),
    ]


@pytest.mark.parametrize("name", ["ரசீது.jpg", "café.jpg"])
def test_a_name_in_utf8_without_its_flag_is_read_as_macos_writes_it(name: str) -> None:
    stand_in = "x" * len(name.encode())
    body = zipped([(stand_in, picture("jpeg"))]).replace(stand_in.encode(), name.encode())
    assert shown(split(body, FileKind.ZIP)) == [(name, 1)]


def test_a_name_of_the_first_pc_is_read_as_such() -> None:
    body = zipped([("xxxxx.jpg", picture("jpeg"))]).replace(b"xxxxx", "caf\u00e9s".encode("cp437"))
    assert shown(split(body, FileKind.ZIP)) == [("cafés.jpg", 1)]


def test_a_member_that_unpacks_to_more_than_its_bound_is_a_bad_record() -> None:
    bomb = picture("png") + bytes(65 * 1024 * 1024)
    body = zipped([("bomb.png", bomb), ("a.png", picture("png"))])
    assert shown(split(body, FileKind.ZIP)) == ["bomb.png is larger than 64 MB.", ("a.png", 1)]


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize(
    ("make", "kind", "code", "says"),
    [
        (lambda: zipped([]), FileKind.ZIP, "empty", "no files"),
        (lambda: zipped([("a.jpg", picture("jpeg"))])[:-30], FileKind.ZIP, "unreadable", "damaged"),
        (lambda: zipped([("a.txt", b"x")]), FileKind.ZIP, "no_records", "None of the 1 files"),
        (
            lambda: zipped([("a.xml", b""), ("_rels/.rels", b""), ("xl/workbook.xml", b"")]),
            FileKind.ZIP,
            "wrong_kind",
            "Excel",
        ),
        (lambda: picture("jpeg")[:-900], FileKind.JPEG, "unreadable", "cut off"),
        (lambda: b"II*\x00nothing", FileKind.TIFF, "unreadable", "damaged"),
        (lambda: pdf(1)[:200], FileKind.PDF, "unreadable", "damaged"),
        (lambda: pdf(1, password="x"), FileKind.PDF, "unreadable", "password"),
    ],
)
def test_a_drop_with_nothing_to_show_is_rejected_with_a_reason(
    make: Callable[[], bytes], kind: FileKind, code: str, says: str
) -> None:
    with pytest.raises(RejectedError, match=says) as caught:
        plan_images(io.BytesIO(make()), kind, "drop", 5)
    assert caught.value.code == code


def test_an_archive_of_encrypted_files_is_rejected_and_says_which() -> None:
    body = bytearray(zipped([("a.jpg", picture("jpeg"))]))
    body[6] |= 1
    body[body.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(RejectedError) as caught:
        plan_images(io.BytesIO(bytes(body)), FileKind.ZIP, "drop", 5)
    assert caught.value.details == ("a.jpg is protected by a password; pack it without one.",)


def test_parts_cut_long_documents_and_follow_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.split.pages.image_parts.RECORDS_IN_PART", 4)
    body = zipped([("a.tif", tiff(*"LLLLLL")), ("b.jpg", picture("jpeg")), ("c.tif", tiff(*"LLL"))])
    planned = plan_images(io.BytesIO(body), FileKind.ZIP, "drop", 2)
    sources = cast("list[dict[str, list[dict[str, Any]]]]", [p["source"] for p in planned.parts])
    assert [[(run["page"], run["pages"]) for run in source["documents"]] for source in sources] == [
        [(1, 4)],
        [(5, 2), (1, 1), (1, 1)],
        [(2, 2)],
    ]
    assert [(part["first_item"], part["items"]) for part in planned.parts] == [
        (1, 2),
        (3, 2),
        (5, 1),
    ]
    assert len(split(body, FileKind.ZIP)) == 10


class _Unsteady(io.BytesIO):
    """A file that S3 stops giving after some reads."""

    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.reads += 1
        if self.reads > 3:
            raise ThrottledError("slow down")
        return super().read(size)


def test_a_pdf_is_not_called_damaged_because_s3_was_slow() -> None:
    with pytest.raises(ThrottledError):
        plan_images(_Unsteady(pdf(2)), FileKind.PDF, "drop", 5)
