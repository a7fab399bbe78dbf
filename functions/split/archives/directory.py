"""The list of a ZIP archive's members, read where it stands and never held whole.

Python's `zipfile` keeps every member in memory, gives up an archive for one odd name, and reads
the list from its beginning each time; here a member is known by where its line in the list
begins, so that whoever knows that place reads that line alone.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from functions.split.archives.entry import Entry, entry_of
from functions.split.decoding import BadFileError, decoding

_END = struct.Struct("<4s4H2LH")  # disk, disk of the list, members here, in all, size, offset
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_LONGEST_COMMENT = 0xFFFF
# Of a number that is too large for its place, and stands in the longer form of the end.
_ELSEWHERE = 0xFFFF
_SPANNED = "is one part of an archive in several parts; pack it as one archive"


@dataclass(frozen=True, slots=True)
class _End:
    """What stands at the end of an archive."""

    disk: int
    size: int  # of the list, in bytes
    offset: int  # of the list, from where the archive begins
    stands: int  # where the list ends in the file


class Directory:
    """An archive's list of members, each known by where its line begins in the file."""

    def __init__(self, file: BinaryIO) -> None:
        """Find the list in a seekable file; raise `BadFileError`."""
        self._file = file
        with decoding():
            self._size = file.seek(0, io.SEEK_END)
            end = _end_of(file, self._size)
        if end.disk:
            raise BadFileError(_SPANNED)
        self._stop = end.stands
        self._start = end.stands - end.size
        # What stands before the archive, such as the program of one that unpacks itself.
        self._before = self._start - end.offset
        if self._start < 0 or self._before < 0:
            raise BadFileError("is damaged or not complete")

    def entries(self) -> Iterator[Entry]:
        """Yield every line of the list; raise `BadFileError` where it is damaged."""
        place = self._start
        packed = 0
        while place < self._stop:
            entry = self.entry(place)
            packed += entry.packed
            if packed > self._size:
                raise BadFileError("is damaged: the files in it lie over one another")
            yield entry
            place += entry.length

    def entry(self, place: int) -> Entry:
        """Return the line that begins here; raise `BadFileError`."""
        with decoding():
            self._file.seek(place)
            return entry_of(self._file, place, self._before)


def _end_of(file: BinaryIO, size: int) -> _End:
    tail_begins = max(0, size - _END.size - _LONGEST_COMMENT)
    file.seek(tail_begins)
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06", 0, len(tail) - _END.size + 4)
    if place < 0:
        file.seek(0)
        is_first_part = file.read(4) == b"PK\x07\x08"
        raise BadFileError(_SPANNED if is_first_part else "is damaged or not complete")
    _, disk, _, _, _, length, offset, _ = _END.unpack_from(tail, place)
    stands = tail_begins + place
    return _long_end(file, stands) or _End(disk % _ELSEWHERE, length, offset, stands)


def _long_end(file: BinaryIO, stands: int) -> _End | None:
    """Return the end in its long form, for archives of more than 4 GB or 65,535 files."""
    if stands < _LOCATOR.size + _END_64.size:
        return None
    file.seek(stands - _LOCATOR.size)
    magic, disk, _, _ = _LOCATOR.unpack(file.read(_LOCATOR.size))
    if magic != b"PK\x06\x07":
        return None
    stands -= _LOCATOR.size + _END_64.size
    file.seek(stands)
    magic, _, _, _, own_disk, _, _, _, size, offset = _END_64.unpack(file.read(_END_64.size))
    if magic != b"PK\x06\x06":
        raise BadFileError("is damaged or not complete")
    return _End(disk or own_disk, size, offset, stands)
