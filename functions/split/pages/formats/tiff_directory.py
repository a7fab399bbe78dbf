"""A TIFF's directories: where each page begins, and what is written of it there.

Read by hand, for Pillow walks from the first page to each that is wanted, which for a hundred
thousand pages never ends, and does not know every kind of TIFF that libtiff under it does.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

# Bytes of one value of each type. Numbers and places of 8 bytes come in BigTIFF only.
TYPE_BYTES: Final = {
    1: 1,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    6: 1,
    7: 1,
    8: 2,
    9: 4,
    10: 8,
    11: 4,
    12: 8,
    13: 4,
    16: 8,
    17: 8,
    18: 8,
}
_SIGNS: Final = {1: "B", 3: "H", 4: "L", 8: "h", 9: "l", 13: "L", 16: "Q", 17: "q", 18: "Q"}
_NEW_SUBFILE, _SUBFILE, _WIDTH, _LENGTH = 254, 255, 256, 257
_BIG: Final = 43
_REDUCED: Final = 0b101  # a smaller picture of a page, or the mask of one
_OLD_REDUCED: Final = 2
_MOST_FIELDS: Final = 0xFFFF
_LONGEST_FIELD: Final = 64 * 1024 * 1024


class Body:
    """The bytes of a TIFF, of which only those are read that are asked for."""

    def __init__(self, file: BinaryIO) -> None:
        """Read from a seekable file that somebody else closes."""
        self._file = file
        self.size = file.seek(0, io.SEEK_END)

    def take(self, place: int, length: int) -> bytes:
        """Return so many bytes from `place` on, or as many as there are."""
        self._file.seek(min(place, self.size))
        return self._file.read(length)

    def numbers(self, form: str, place: int) -> tuple[int, ...]:
        """Return what stands at `place`, written as `struct` has it; raise `struct.error`."""
        return struct.unpack(form, self.take(place, struct.calcsize(form)))


@dataclass(frozen=True, slots=True)
class Form:
    """How numbers are written in a TIFF: byte order, and how long those are that count bytes."""

    order: str  # as `struct` has it
    is_big: bool

    @property
    def entry(self) -> struct.Struct:
        """Return how a directory's entry is written: tag, type, count, value or its place."""
        return struct.Struct(f"{self.order}HHQ8s" if self.is_big else f"{self.order}HHL4s")

    @property
    def place(self) -> str:
        """Return how a place in the file is written."""
        return f"{self.order}{'Q' if self.is_big else 'L'}"


@dataclass(frozen=True, slots=True)
class Field:
    """One entry of a directory."""

    tag: int
    kind: int  # its type
    count: int
    raw: bytes  # its values

    def numbers(self, form: Form) -> list[int]:
        """Return the values of an entry that holds whole numbers."""
        return list(struct.unpack(f"{form.order}{self.count}{_SIGNS[self.kind]}", self.raw))


def form_of(body: Body) -> Form:
    """Return how a TIFF is written."""
    order = "<" if body.take(0, 2) == b"II" else ">"
    (version,) = body.numbers(f"{order}H", 2)
    return Form(order, version == _BIG)


def fields_at(body: Body, form: Form, place: int) -> Iterator[Field]:
    """Yield the entries of the directory that begins here; raise `LookupError` or `struct.error`.

    Types that are not known are left out, as every reader does.
    """
    begin, end = _extent(body, form, place)
    for tag, kind, values, short in form.entry.iter_unpack(body.take(begin, end - begin)):
        raw = short
        length = TYPE_BYTES.get(kind, 0) * values
        if len(short) < length <= _LONGEST_FIELD:
            (where,) = struct.unpack_from(form.place, short)
            raw = body.take(where, length)
        if length and len(raw) >= length:
            yield Field(tag, kind, values, raw[:length])


def pages_of(body: Body) -> list[int]:
    """Return where each page's directory begins; raise `LookupError` or `struct.error`.

    A smaller picture of the page before it is no page. Where a directory is not in the file the
    last page is one that cannot be shown, for nobody knows how many were to come.
    """
    form = form_of(body)
    found: list[int] = []
    seen: set[int] = set()
    largest = 0
    (place,) = body.numbers(form.place, 8 if form.is_big else 4)
    while place and place not in seen:
        seen.add(place)
        try:
            begin, end = _extent(body, form, place)
            area, is_reduced = _size(body.take(begin, end - begin), form)
            (following,) = body.numbers(form.place, end)
        except (LookupError, struct.error):
            if not found:
                raise
            return [*found, place]
        if not (is_reduced and found and area < largest):
            found.append(place)
            largest = area
        place = following
    return found


def _extent(body: Body, form: Form, place: int) -> tuple[int, int]:
    """Return where a directory's entries begin and end."""
    (count,) = body.numbers(f"{form.order}{'Q' if form.is_big else 'H'}", place)
    begin = place + (8 if form.is_big else 2)
    end = begin + count * form.entry.size
    if end > body.size or count > _MOST_FIELDS:
        raise LookupError(f"a directory of {count} entries is not whole")
    return begin, end


def _size(entries: bytes, form: Form) -> tuple[int, bool]:
    """Return how many pixels a page has, and whether it says that it is a smaller one."""
    size = {_WIDTH: 0, _LENGTH: 0, _NEW_SUBFILE: 0, _SUBFILE: 0}
    for tag, kind, _, raw in form.entry.iter_unpack(entries):
        if tag > _LENGTH:
            break
        if tag in size and kind in _SIGNS:
            (size[tag],) = struct.unpack_from(f"{form.order}{_SIGNS[kind]}", raw)
    is_reduced = bool(size[_NEW_SUBFILE] & _REDUCED) or size[_SUBFILE] == _OLD_REDUCED
    return size[_WIDTH] * size[_LENGTH], is_reduced
