"""One line of a ZIP archive's list: what a member is called, and where and how it is packed."""

import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from functions.split.archives.unpacking import METHODS, Packed
from functions.split.decoding import BadFileError

_LINE = struct.Struct("<4s6H3L5H2L")
_LONG = 0xFFFFFFFF  # stands where the number is too large, and among the extras
_LONG_NUMBERS = 0x0001
_UNICODE_NAME = 0x7075
_UNICODE_NAME_HEAD = 5  # a version, and the checksum of the name that it stands for
_ENCRYPTED = 0x1
_NAME_IS_UTF8 = 0x800
_AES = 99
_OTHER_METHODS = {1: "Shrink", 6: "Implode", 96: "JPEG", 97: "WavPack", 98: "PPMd"}
# What desktops put into archives by themselves.
_NOT_SENT = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A member, as the archive's list has it."""

    place: int  # where this line begins in the file
    length: int  # of this line, in bytes
    name: str  # with its folders
    flags: int
    method: int
    crc: int
    packed: int  # bytes
    size: int  # bytes when unpacked, as the list says
    offset: int  # where the member begins in the file

    @property
    def was_sent(self) -> bool:
        """Say whether somebody meant to send it: it is no folder, and not the desktop's own.

        macOS writes `._1.jpg` beside `1.jpg`, with what it knows of that file.
        """
        *folders, name = self.name.replace("\\", "/").split("/")
        is_own = name.startswith("._") or name.lower() in _NOT_SENT
        return bool(name) and "__MACOSX" not in folders and not is_own

    def enclosed(self) -> Packed:
        """Return where and how it is packed; raise `BadFileError` if it cannot be unpacked."""
        if self.flags & _ENCRYPTED or self.method == _AES:
            raise BadFileError("is protected by a password; pack it without one")
        if not self.size:
            raise BadFileError("is empty")
        if self.method not in METHODS:
            method = _OTHER_METHODS.get(self.method, f"number {self.method}")
            raise BadFileError(
                f"is packed by a method that we do not know ({method}); "
                "pack it by the usual one, Deflate"
            )
        return Packed(
            offset=self.offset,
            packed=self.packed,
            size=self.size,
            method=self.method,
            crc=self.crc,
        )


def entry_of(file: BinaryIO, place: int, before: int) -> Entry:
    """Read the line at `place`, where `file` stands; offsets in it count from `before`."""
    magic, _, _, flags, method, _, _, crc, *rest = _LINE.unpack(file.read(_LINE.size))
    packed, size, *lengths, _, _, _, offset = rest
    if magic != b"PK\x01\x02":
        raise BadFileError("is damaged or not complete")
    raw_name, extra, _ = (file.read(length) for length in lengths)
    extras = _extras(extra)
    size, packed, offset = _long_numbers(extras.get(_LONG_NUMBERS, b""), size, packed, offset)
    return Entry(
        place=place,
        length=_LINE.size + sum(lengths),
        name=_name(raw_name, flags, extras.get(_UNICODE_NAME, b"")),
        flags=flags,
        method=method,
        crc=crc,
        packed=packed,
        size=size,
        offset=before + offset,
    )


def _extras(extra: bytes) -> dict[int, bytes]:
    """Return what an archiver added to a line, by its kind; what is cut off is left out."""
    found: dict[int, bytes] = {}
    while len(extra) >= 4:  # noqa: PLR2004 - a kind and a length
        kind, length = struct.unpack_from("<2H", extra)
        found.setdefault(kind, extra[4 : 4 + length])
        extra = extra[4 + length :]
    return found


def _long_numbers(extra: bytes, *numbers: int) -> list[int]:
    """Return the numbers, in place of those that stand elsewhere what stands there."""
    at = 0
    found = []
    for number in numbers:
        if number == _LONG:
            (long,) = struct.unpack_from("<Q", extra, at)
            at += 8
            found.append(long)
        else:
            found.append(number)
    return found


def _name(raw: bytes, flags: int, unicode_name: bytes) -> str:
    """Return a member's name as its sender sees it.

    Without its flag for UTF-8 a name is to be in the code page of the first PC; but macOS writes
    UTF-8 and no flag, and text that is valid UTF-8 hardly ever is anything else. What is flagged
    and is not UTF-8 was most likely written by Windows.
    """
    head, better = unicode_name[:_UNICODE_NAME_HEAD], unicode_name[_UNICODE_NAME_HEAD:]
    if better and head[1:] == struct.pack("<L", zlib.crc32(raw)):
        raw, flags = better, flags | _NAME_IS_UTF8
    raw = raw.partition(b"\0")[0]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252" if flags & _NAME_IS_UTF8 else "cp437", "replace")
