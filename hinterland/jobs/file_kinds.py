"""What a file is, told by its first bytes and never by its name.

By hand rather than by a library: the libraries know hundreds of kinds by name and none of them
says what a client should do about a wrong one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hinterland.jobs.job import FileKind
from hinterland.jobs.picture_kinds import OTHER_PICTURES, PICTURES
from hinterland.jobs.wide_text import wide_encoding

HEAD_BYTES = 4096  # as many first bytes as `sniff` wants, if the file has them

_KNOWN: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
    (b"II+\x00", FileKind.TIFF),  # BigTIFF
    (b"MM\x00+", FileKind.TIFF),
    (b"%PDF-", FileKind.PDF),
    (b"PK\x03\x04", FileKind.ZIP),
    (b"PK\x05\x06", FileKind.ZIP),  # an empty one
    (b"PK\x07\x08", FileKind.ZIP),  # the first part of several
)
# PDF readers look for the header this far in: some printers put their own lines before it.
_PDF_HEADER_WITHIN = 1024

_OTHERS: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), name)
    for pattern, name in (
        (rb"\x1f\x8b", "a gzip archive: pack it as ZIP, or send what is in it"),
        (rb"7z\xbc\xaf|Rar!|BZh|\xfd7zXZ", "an archive other than ZIP: pack it as ZIP"),
        (rb".{257}ustar", "a tar archive: pack it as ZIP"),
        (rb"...[\x00-\x7f]ftyp", "a video"),
        (rb"MZ|\x7fELF", "a program"),
    )
)
# Text is told by how it is built. The letters of the signs above are text as well, so those count
# only where the rest is binary: `Mzda,Jmeno` begins like a program, and is a table.
_TEXTS: tuple[tuple[re.Pattern[bytes], FileKind | None, str], ...] = tuple(
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:" + pattern + rb")", re.IGNORECASE), kind, name)
    for pattern, kind, name in (
        (rb"<\?xml(?!.{0,2000}<html)", None, "an XML file: open it and save it as XLSX or CSV"),
        (
            rb"<(?:!doctype html|html|head|body|table|meta|style|div|!--|\?xml)",
            FileKind.HTML,
            "a web page (HTML)",
        ),
        (rb"\{\\rtf", None, "a text document (RTF): save it as PDF"),
        (
            rb'(?:\{\s*["}]|\[\s*[{\["\]])',
            FileKind.JSON,
            "a JSON file",
        ),
        (
            (
                rb"(?:from \S+ [^\n,]*\d\d:\d\d[^\n,]*\n|"
                rb"(?:received|return-path|mime-version|message-id|delivered-to|x-[\w-]+|from|to|"
                rb"date|subject|content-type):[ \t][^\n]*\n(?:[ \t][^\n]*\n)*[\w-]+:[ \t])"
            ),
            FileKind.MAIL,
            "an e-mail",
        ),
    )
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# Many programs' documents are ZIP archives within: of which kind, a member or folder tells.
_OFFICE_SIGNS = ("[Content_Types].xml", "_rels/.rels")
_OFFICE_FOLDERS = (
    ("xl/", "an Excel workbook"),
    ("word/", "a Word document: save it as PDF"),
    ("ppt/", "a PowerPoint presentation: save it as PDF"),
)
_OFFICE_DOCUMENT = "an Office document: save a table as CSV, a text as PDF"
_OPEN_DOCUMENT = "an OpenDocument file: save a table as CSV, a text as PDF"
_IWORK_DOCUMENT = "an Apple Pages, Numbers or Keynote document: export it as PDF"
_TOLD_KIND = b"mimetypeapplication/"
_SPREADSHEET = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_SIZE_FOLLOWS = 0x8  # in a member's flags: its size is not before it but behind
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\x0b\x0c\r\x1a\x1b")) + b"\x7f"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a file is: a kind that can be worked on, or none; and its name in words, with advice."""

    kind: FileKind | None
    name: str


_NAMES = {
    FileKind.CSV: "text",
    FileKind.JPEG: "a JPEG picture",
    FileKind.PNG: "a PNG picture",
    FileKind.WEBP: "a WebP picture",
    FileKind.GIF: "a GIF picture",
    FileKind.BMP: "a BMP picture",
    FileKind.JPEG_2000: "a JPEG 2000 picture",
    FileKind.HEIC: "a HEIC photo",
    FileKind.AVIF: "an AVIF picture",
    FileKind.TIFF: "a TIFF picture",
    FileKind.PDF: "a PDF document",
    FileKind.ZIP: "a ZIP archive",
}


UNKNOWN = Sniffed(None, "a file of a kind that we do not know")


def sniff(head: bytes) -> Sniffed:
    """Say what a file is that begins with `head` (`HEAD_BYTES` of it, or all)."""
    kind = _known(head)
    if kind is FileKind.ZIP:
        return _zip(head)
    if kind is not None:
        return _named(kind)
    if head.startswith(_OLD_OFFICE):
        return Sniffed(FileKind.WORKBOOK, "an old Office document (such as .xls or .doc)")
    if _is_text(head) or _is_wide_text(head):
        return _text(head)
    for pattern, name in (*OTHER_PICTURES, *_OTHERS):
        if pattern.match(head):
            return Sniffed(None, name)
    return UNKNOWN


def _zip(head: bytes) -> Sniffed:
    """Tell an archive from a document that is one within; which sheets it has, Split looks up."""
    office = office_document(_first_members(head))
    if office is None:
        return _named(FileKind.ZIP)
    # What kind of OpenDocument it is stands at the beginning, but for programs that pack that too.
    is_open = office == _OPEN_DOCUMENT and (_SPREADSHEET in head or _TOLD_KIND not in head)
    may_have_sheets = is_open or office in {_OFFICE_DOCUMENT, _OFFICE_FOLDERS[0][1]}
    return Sniffed(FileKind.WORKBOOK if may_have_sheets else None, office)


def _text(head: bytes) -> Sniffed:
    narrow = head if _is_text(head) else head.translate(None, b"\x00")
    for pattern, kind, name in _TEXTS:
        if pattern.match(narrow.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
            return Sniffed(kind, name)
    return _named(FileKind.CSV)


def office_document(members: Sequence[str]) -> str | None:
    """Say which document a ZIP archive with these members is; None if it is just an archive."""
    if "mimetype" in members and ("content.xml" in members or members[0] == "mimetype"):
        return _OPEN_DOCUMENT
    if any(member.endswith(".iwa") for member in members):
        return _IWORK_DOCUMENT
    if not any(sign in members for sign in _OFFICE_SIGNS):
        return None
    for folder, name in _OFFICE_FOLDERS:
        if any(member.startswith(folder) for member in members):
            return name
    return _OFFICE_DOCUMENT


def _is_wide_text(head: bytes) -> bool:
    """Say whether `head` may be text in UTF-16 or UTF-32, with a mark before it or without."""
    return head.startswith(_WIDE_MARKS) or wide_encoding(head) is not None


def _named(kind: FileKind) -> Sniffed:
    return Sniffed(kind, _NAMES[kind])


def _known(head: bytes) -> FileKind | None:
    for magic, kind in _KNOWN:
        if head.startswith(magic):
            return kind
    for pattern, kind in PICTURES:
        if pattern.match(head):
            return kind
    return FileKind.PDF if b"%PDF-" in head[:_PDF_HEADER_WITHIN] else None


def _first_members(head: bytes) -> list[str]:
    """Return the names of the members that begin in `head`, not of archives within them."""
    names = []
    at = 0
    while at >= 0 and len(header := head[at : at + 30]) == 30 and header.startswith(b"PK\x03\x04"):  # noqa: PLR2004 - bytes of a header
        flags, method = (int.from_bytes(header[i : i + 2], "little") for i in (6, 8))
        packed = int.from_bytes(header[18:22], "little")
        length, extra = (int.from_bytes(header[i : i + 2], "little") for i in (26, 28))
        names.append(head[at + 30 : at + 30 + length].decode("utf-8", "replace"))
        at += 30 + length + extra + packed
        if flags & _SIZE_FOLLOWS and not packed:
            if not method:
                break
            at = head.find(b"PK\x03\x04", at)
    return names


def _is_text(head: bytes) -> bool:
    """Say whether `head` may be text in UTF-8 or an 8-bit encoding: it has no control characters.

    A stray one is forgiven; NUL bytes in number, as in UTF-16 without its mark, are not.
    """
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 100 <= len(head)
