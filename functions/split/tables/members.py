"""Files in a ZIP archive of tables, each copied out within bounds."""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from hinterland.errors import RejectedError

# What all that is packed in a drop may come to: Lambda has half a gigabyte of disk.
UNPACKED_BYTES = 300 * 1024 * 1024
MEMBERS = 1000
_CHUNK_BYTES = 1024 * 1024
_IN_MEMORY_BYTES = 8 * 1024 * 1024
# What desktops put into archives by themselves.
_NOT_SENT = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_ENCRYPTED = 0x1
_NAME_IS_UTF8 = 0x800


class Unpacking:
    """Copies files out of archives, and what they come to in all is bounded."""

    def __init__(self, files: ExitStack) -> None:
        """Close the copies with `files`."""
        self._files = files
        self._left = UNPACKED_BYTES

    def copy(self, source: IO[bytes]) -> BinaryIO:
        """Return a copy that can be sought in; raise `RejectedError` when there is too much."""
        copy = tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES)  # noqa: SIM115 - `files` closes it
        self._files.enter_context(copy)
        while chunk := source.read(_CHUNK_BYTES):
            self._left -= len(chunk)
            if self._left < 0:
                raise RejectedError(
                    "too_large",
                    f"What is packed in this file comes to more than "
                    f"{UNPACKED_BYTES // 1024 // 1024} MB. Please drop it in several smaller ones.",
                )
            copy.write(chunk)
        copy.seek(0)
        return cast(BinaryIO, copy)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive that somebody meant to send."""

    name: str
    info: zipfile.ZipInfo


@contextmanager
def opened(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP archive; raise `RejectedError` when it, or what is read of it, is damaged."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise RejectedError(
            "unreadable",
            "The file is a ZIP archive, or a document packed as one, that is damaged, not "
            "complete or packed in a way that we do not know. Please pack and drop it again.",
        ) from error


def members_of(archive: zipfile.ZipFile) -> list[Member]:
    """Return the files that were meant to be sent; raise `RejectedError` if there are none."""
    found = [Member(_name(info), info) for info in archive.infolist() if _was_sent(info.filename)]
    if not found:
        raise RejectedError("empty", "There are no files in the archive.")
    if len(found) > MEMBERS:
        raise RejectedError(
            "too_many_records",
            f"The archive has more than {MEMBERS:,} files in it. "
            "Please drop it in several smaller ones.",
        )
    for member in found:
        if member.info.flag_bits & _ENCRYPTED:
            raise RejectedError(
                "unreadable",
                f"{member.name} is protected by a password. Pack it without one.",
            )
    return found


def _was_sent(path: str) -> bool:
    *folders, name = path.replace("\\", "/").split("/")
    is_ours = bool(name) and "__MACOSX" not in folders and not name.startswith("._")
    return is_ours and name.lower() not in _NOT_SENT


def _name(info: zipfile.ZipInfo) -> str:
    """Return a name as its sender sees it: macOS writes UTF-8 and does not say so."""
    if info.flag_bits & _NAME_IS_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename
