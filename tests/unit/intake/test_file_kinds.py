"""Files are told by their first bytes; what we cannot take is named, with advice."""

import gzip
import io
import tarfile
import zipfile

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hinterland.jobs.file_kinds import HEAD_BYTES, office_document, sniff
from hinterland.jobs.job import FileKind


def _picture(form: str, **more: object) -> bytes:
    body = io.BytesIO()
    Image.new("RGB", (20, 20)).save(body, form, **more)
    return body.getvalue()


def _zip(*names: str) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return body.getvalue()


def _zip_of(name: str, content: bytes) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr(name, content)
    return body.getvalue()


def _pdf() -> bytes:
    document = FPDF()
    document.add_page()
    return bytes(document.output())


def _tar() -> bytes:
    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    return body.getvalue()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (_picture("JPEG"), FileKind.JPEG),
        (_picture("PNG"), FileKind.PNG),
        (_picture("TIFF"), FileKind.TIFF),
        (_picture("TIFF", big_tiff=True), FileKind.TIFF),
        (_pdf(), FileKind.PDF),
        (b"@PJL ENTER\r\n" + _pdf(), FileKind.PDF),
        (_picture("GIF"), FileKind.GIF),
        (_picture("BMP"), FileKind.BMP),
        (_picture("WEBP"), FileKind.WEBP),
        (_picture("JPEG2000"), FileKind.JPEG_2000),
        (_picture("AVIF"), FileKind.AVIF),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", FileKind.HEIC),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif", FileKind.AVIF),
        (b"PK\x07\x08PK\x03\x04", FileKind.ZIP),
        (_zip("a.jpg"), FileKind.ZIP),
        (_zip("word/a.jpg", "xl/b.jpg"), FileKind.ZIP),
        (_zip(), FileKind.ZIP),
        (b"name,city\n", FileKind.CSV),
        (b"\xef\xbb\xbfname;city\r\n", FileKind.CSV),
        ("größe\t\x85é\n".encode("latin-1"), FileKind.CSV),
        ("பெயர்,ஊர்\n".encode(), FileKind.CSV),
        (b"[Note]\n", FileKind.CSV),
        (b"plain", FileKind.CSV),
        # First letters like the sign of something else, and text all the same.
        (b"Mzda,Jmeno\n100,Novak\n", FileKind.CSV),
        (b"id1,ftype\n1,x\n", FileKind.CSV),
        (b"GIF8,id\n1,2\n", FileKind.CSV),
        (b"BZh,id\n1,2\n", FileKind.CSV),
        (b"Rar!,RIFF,WEBP\n", FileKind.CSV),
        (b"From,To,Date\na,b,c\n", FileKind.CSV),
        (b"from:to\na:b\n", FileKind.CSV),
        ("a,b\n".encode("utf-16"), FileKind.CSV),
        ("a,b\nபெயர்,1\n".encode("utf-16-le") * 20, FileKind.CSV),
        ("a,b\n1,2\n".encode("utf-32-be"), FileKind.CSV),
        ("住所\n東京\n".encode("iso2022_jp"), FileKind.CSV),
        (_zip("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), FileKind.WORKBOOK),
        (_zip("[Content_Types].xml"), FileKind.WORKBOOK),
        (
            _zip_of("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            FileKind.WORKBOOK,
        ),
        (_zip_of("a.docx", _zip("[Content_Types].xml", "word/document.xml")), FileKind.ZIP),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.WORKBOOK),
        (b"\n <!DOCTYPE html><p>", FileKind.HTML),
        (b"<table><tr><td>a</td></tr></table>", FileKind.HTML),
        (b'{"a": 1}', FileKind.JSON),
        (b'[\n  {"a": 1}]', FileKind.JSON),
        (b"Received: from a by b\nFrom: a@b\n\nHello\n", FileKind.MAIL),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", FileKind.MAIL),
        (b"From a@b Mon Jan  1 10:00:00 2026\nTo: c@d\n", FileKind.MAIL),
    ],
)
def test_a_kind_that_can_be_worked_on_is_known_by_its_content(body: bytes, kind: FileKind) -> None:
    assert sniff(body[:HEAD_BYTES]).kind is kind


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (_zip("[Content_Types].xml", "word/document.xml"), "Word"),
        (_zip("_rels/.rels", "ppt/presentation.xml"), "PowerPoint"),
        (_zip_of("mimetype", b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (_zip("preview.jpg", "Index/Document.iwa"), "Apple Pages"),
        (gzip.compress(b"a,b\n", mtime=0), "gzip"),
        (_tar(), "tar"),
        (b"7z\xbc\xaf\x27\x1c", "other than ZIP"),
        (b"\x00\x00\x00\x18ftypmp42\x00", "video"),
        (_picture("TGA"), "TGA"),
        (_picture("TGA", rle=True), "TGA"),
        (_picture("PCX"), "PCX"),
        (_picture("PPM"), "PNM"),
        (_picture("ICO"), "icon"),
        (_picture("SGI"), "SGI"),
        (b"\x00\x00\x00\x0cJXL \r\n", "JPEG XL"),
        (b"%!PS-Adobe-3.0\n", "PostScript"),
        (b"\x00\x05\x16\x07" + bytes(60), "macOS"),
        (b"<?xml version='1.0'?>", "XML"),
        (b"{\\rtf1", "RTF"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04", "program"),
        (bytes(range(256)), "do not know"),
    ],
)
def test_a_kind_that_cannot_be_worked_on_is_named_with_advice(body: bytes, says: str) -> None:
    sniffed = sniff(body[:HEAD_BYTES])
    assert sniffed.kind is None
    assert says in sniffed.name


def test_folders_named_like_those_of_office_documents_are_just_folders() -> None:
    assert office_document(["xl/receipt.jpg", "word/letter.jpg"]) is None


@given(st.binary(max_size=200))
def test_any_bytes_have_a_name(head: bytes) -> None:
    assert sniff(head).name
