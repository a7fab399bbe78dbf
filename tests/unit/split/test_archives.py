"""ZIP archives: what is in them, however it is packed and named; and what a damaged one says."""

import bz2
import io
import lzma
import struct
import zipfile
import zlib
from contextlib import suppress

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from functions.split.archives.archive import Archive
from functions.split.archives.directory import Directory
from functions.split.archives.unpacking import unpacked
from functions.split.decoding import BadFileError
from functions.split.pages.image_parts import plan_images
from hinterland.errors import RejectedError
from hinterland.jobs.job import FileKind
from tests.unit.split.made_papers import picture, split, told, zipped

PHOTO = picture("png")


def packed_as(method: int, content: bytes, plain: bytes) -> bytes:
    """An archive of `a.png` and `b.png`, of which the first is packed by a method of ours."""
    body = bytearray(zipped([("a.png", content), ("b.png", PHOTO)], zipfile.ZIP_STORED))
    line = body.index(b"PK\x01\x02")
    crc, size = zlib.crc32(plain), len(plain)
    struct.pack_into("<H", body, 8, method)
    struct.pack_into("<2L", body, 14, crc, len(content))
    struct.pack_into("<L", body, 22, size)
    struct.pack_into("<H", body, line + 10, method)
    struct.pack_into("<3L", body, line + 16, crc, len(content), size)
    return bytes(body)


def contents(body: bytes) -> list[bytes]:
    """Everything that was sent in an archive."""
    file = io.BytesIO(body)
    archive = Archive(file)
    places = archive.members()
    return [b"".join(unpacked(file, archive.member(place).enclosed())) for place in places]


def lzma_member(plain: bytes) -> bytes:
    alone = lzma.compress(plain, lzma.FORMAT_ALONE)
    return b"\x09\x04" + struct.pack("<H", 5) + alone[:5] + alone[13:]


def deflate64(plain: bytes) -> bytes:
    """Stored blocks, which Deflate64 writes as Deflate does."""
    return b"\x01" + struct.pack("<2H", len(plain), len(plain) ^ 0xFFFF) + plain


def raw_deflate(plain: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(plain) + deflate.flush()


@pytest.mark.parametrize(
    ("method", "pack"),
    [
        (0, bytes),
        (8, raw_deflate),
        (9, deflate64),
        (12, bz2.compress),
        (14, lzma_member),
        (20, zstd.compress),
        (93, zstd.compress),
        (95, lzma.compress),
    ],
)
def test_every_usual_method_is_unpacked(method: int, pack: "type[bytes]") -> None:
    assert contents(packed_as(method, pack(PHOTO), PHOTO)) == [PHOTO, PHOTO]
    with pytest.raises(BadFileError, match="is damaged or not complete"):
        contents(packed_as(method, pack(PHOTO)[:-40], PHOTO))


def test_a_member_in_deflate64_is_a_record() -> None:
    body = packed_as(9, deflate64(PHOTO), PHOTO)
    assert told(split(body, FileKind.ZIP)) == ["a.png", "b.png"]


@pytest.mark.parametrize(
    ("method", "name"), [(1, "Shrink"), (6, "Implode"), (98, "PPMd"), (77, "number 77")]
)
def test_a_method_that_is_not_known_is_named(method: int, name: str) -> None:
    bad, good = told(split(packed_as(method, PHOTO, PHOTO), FileKind.ZIP))
    assert good == "b.png"
    assert bad == (
        f"a.png is packed by a method that we do not know ({name}); "
        "pack it by the usual one, Deflate."
    )


def test_a_member_encrypted_by_aes_is_said_to_be_locked() -> None:
    bad, _ = told(split(packed_as(99, PHOTO, PHOTO), FileKind.ZIP))
    assert bad == "a.png is protected by a password; pack it without one."


def test_a_name_that_is_flagged_utf8_and_is_not_costs_nothing() -> None:
    body = bytearray(zipped([("cafx.png", PHOTO), ("b.png", PHOTO)], zipfile.ZIP_STORED))
    line = body.index(b"PK\x01\x02")
    struct.pack_into("<H", body, line + 8, 0x800)
    body[line + 46 + 3] = 0xE9
    assert told(split(bytes(body), FileKind.ZIP)) == ["café.png", "b.png"]


def test_a_name_in_an_extra_field_is_the_better_one() -> None:
    info = zipfile.ZipInfo("a.png")
    better = "ரசீது.png".encode()
    head = struct.pack("<BL", 1, zlib.crc32(b"a.png"))
    info.extra = struct.pack("<2H", 0x7075, 5 + len(better)) + head + better
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr(info, PHOTO)
    assert told(split(body.getvalue(), FileKind.ZIP)) == ["ரசீது.png"]


def test_what_macos_keeps_beside_each_file_is_no_record() -> None:
    body = zipped([("scan/1.png", PHOTO), ("scan/._1.png", b"\0\5\x16\7"), ("._2.png", b"x")])
    assert told(split(body, FileKind.ZIP)) == ["scan/1.png"]


def test_a_program_before_the_archive_changes_nothing() -> None:
    body = b"MZ this archive unpacks itself" * 9 + zipped([("a.png", PHOTO)])
    assert told(split(body, FileKind.ZIP)) == ["a.png"]


def test_the_long_form_of_large_archives_is_read() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive, archive.open("a.png", "w", force_zip64=True) as out:
        out.write(PHOTO)
    plain = body.getvalue()
    end = plain.index(b"PK\x05\x06")
    size, offset = struct.unpack_from("<2L", plain, end + 12)
    long = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, size, offset)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    unknown = struct.pack("<4s4H2LH", b"PK\x05\x06", *([0xFFFF] * 4), *([0xFFFFFFFF] * 2), 0)
    assert told(split(plain[:end] + long + locator + unknown, FileKind.ZIP)) == ["a.png"]


def _last_of_several() -> bytes:
    body = bytearray(zipped([("a.png", PHOTO)]))
    struct.pack_into("<2H", body, body.index(b"PK\x05\x06") + 4, 2, 2)
    return bytes(body)


def _one_over_another() -> bytes:
    body = bytearray(zipped([(f"{number}.png", PHOTO) for number in range(20)]))
    place = body.index(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<L", body, place + 20, len(PHOTO) * 15)
        place = body.find(b"PK\x01\x02", place + 46)
    return bytes(body)


@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        (zipped([]), "empty", "There are no files in the archive."),
        (zipped([("folder/", b"")]), "empty", "There are no files in the archive."),
        (_last_of_several(), "unreadable", "is one part of an archive in several parts; pack it"),
        (b"PK\x07\x08" + zipped([("a", b"b")])[:-30], "unreadable", "in several parts; pack it"),
        (zipped([("a.png", PHOTO)])[:-30], "unreadable", "is damaged or not complete"),
        (_one_over_another(), "unreadable", "the files in it lie over one another"),
        (zipped([("Thumbnails/t.png", PHOTO), ("content.xml", b"x"), ("mimetype", b"x")]),
         "wrong_kind", "OpenDocument"),
    ],
)  # fmt: skip
def test_an_archive_in_which_nothing_can_be_had_says_why(body: bytes, code: str, says: str) -> None:
    with pytest.raises(RejectedError, match=says) as caught:
        plan_images(io.BytesIO(body), FileKind.ZIP, "drop", 5)
    assert caught.value.code == code


NAMES = st.lists(st.text(min_size=1, max_size=12).filter(lambda name: "\0" not in name), max_size=8)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(
    names=NAMES,
    contents=st.lists(st.binary(max_size=60), min_size=8, max_size=8),
    comment=st.binary(max_size=30).filter(lambda comment: b"PK" not in comment),
    before=st.binary(max_size=30).filter(lambda before: b"PK" not in before),
)
def test_an_archive_is_read_as_python_reads_it(
    names: list[str], contents: list[bytes], comment: bytes, before: bytes
) -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in zip(names, contents, strict=False):
            archive.writestr(zipfile.ZipInfo(name), content)
    file = io.BytesIO(before + body.getvalue())
    entries = list(Directory(file).entries())
    with zipfile.ZipFile(file) as archive:
        assert [entry.name for entry in entries] == archive.namelist()
    found = [b"".join(unpacked(file, entry.enclosed())) for entry in entries if entry.size]
    assert found == [content for content in contents[: len(names)] if content]


@given(st.binary(max_size=200), st.data())
def test_no_archive_is_so_damaged_that_it_is_not_said(junk: bytes, data: st.DataObject) -> None:
    body = bytearray(zipped([("a.png", PHOTO[:200]), ("b.png", PHOTO[:200])]))
    for _ in range(data.draw(st.integers(1, 6))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    for damaged in (bytes(body), junk, junk + b"PK\x05\x06" + junk):
        with suppress(BadFileError, RejectedError):
            contents(damaged)
