"""ZIP archives: the files in them that somebody meant to send, each bounded in size."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

from functions.split.decoding import BadFileError, decoding
from functions.split.pages.documents import PICTURE_BYTES, TIFF_BYTES
from hinterland.errors import RejectedError
from hinterland.jobs.file_kinds import HEAD_BYTES, office_document, sniff
from hinterland.jobs.job import FileKind

# The list of members is held in memory: half a kilobyte for each.
MEMBERS = 200_000
# What a member may come to when it is unpacked, so that none of them is a bomb.
_BYTES = {
    FileKind.JPEG: PICTURE_BYTES,
    FileKind.PNG: PICTURE_BYTES,
    FileKind.TIFF: TIFF_BYTES,
    FileKind.PDF: TIFF_BYTES,
}
# What desktops put into archives by themselves.
_NOT_SENT = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_ENCRYPTED = 0x1
_NAME_IS_UTF8 = 0x800


class Archive:
    """An open ZIP archive. Members are known by their place in its list, from 0."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        """Read from an archive that somebody else closes."""
        self._zip = zipped
        self._infos = zipped.infolist()

    def members(self) -> Iterator[int]:
        """Yield the members that were meant to be sent, in the archive's order."""
        return (index for index, info in enumerate(self._infos) if _was_sent(info))

    def name(self, member: int) -> str:
        """Return a member's name, with its folders."""
        return _name(self._infos[member])

    def kind(self, member: int) -> FileKind:
        """Return what kind of picture file a member is; raise `BadFileError` if it is none."""
        info = self._infos[member]
        if info.flag_bits & _ENCRYPTED:
            raise BadFileError("is protected by a password; pack it without one")
        if not info.file_size:
            raise BadFileError("is empty")
        with decoding(), self._zip.open(info) as file:
            sniffed = sniff(file.read(HEAD_BYTES))
        if sniffed.kind is None or sniffed.kind not in _BYTES:
            raise BadFileError(f"is no picture, but {sniffed.name}")
        return sniffed.kind

    def read(self, member: int, kind: FileKind) -> BinaryIO:
        """Unpack a member of this kind; raise `BadFileError`."""
        info = self._infos[member]
        if info.file_size > _BYTES[kind]:
            raise BadFileError(f"is larger than {_BYTES[kind] // 1024 // 1024} MB")
        with decoding():
            return BytesIO(self._zip.read(info))


@contextmanager
def open_archive(file: BinaryIO) -> Iterator[Archive]:
    """Open a ZIP archive; raise `RejectedError` when it is damaged or is another document."""
    try:
        with decoding():
            zipped = zipfile.ZipFile(file)
    except BadFileError as error:
        raise RejectedError(
            "unreadable",
            "The ZIP archive is damaged or not complete. Please pack and drop it again.",
        ) from error
    with zipped:
        _check(zipped)
        yield Archive(zipped)


def _check(zipped: zipfile.ZipFile) -> None:
    if document := office_document(zipped.namelist()):
        raise RejectedError("wrong_kind", f"This is no archive of pictures, but {document}.")
    if len(zipped.infolist()) > MEMBERS:
        raise RejectedError(
            "too_many_records",
            f"The archive has more than {MEMBERS:,} files in it. "
            "Please drop it in several smaller ones.",
        )


def _was_sent(info: zipfile.ZipInfo) -> bool:
    *folders, name = info.filename.replace("\\", "/").split("/")
    return bool(name) and "__MACOSX" not in folders and name.lower() not in _NOT_SENT


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name as its sender sees it.

    Without its flag for UTF-8 a name is to be in the code page of the first PC, as `zipfile` reads
    it; but macOS writes UTF-8 and no flag. Text that is valid UTF-8 hardly ever is anything else.
    """
    if info.flag_bits & _NAME_IS_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename
