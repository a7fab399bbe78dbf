"""One page of a TIFF as a small TIFF of its own, in the form that every reader knows.

So a page costs what that page weighs, wherever it stands, and BigTIFF of either byte order is read.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from functions.split.decoding import BadFileError
from functions.split.pages.drawing.limits import BYTES
from functions.split.pages.formats.tiff_directory import (
    TYPE_BYTES,
    Body,
    Field,
    Form,
    fields_at,
    form_of,
)
from hinterland.jobs.job import FileKind

_BITS, _COMPRESSION, _PHOTOMETRIC = 258, 259, 262
_WHITE_IS_ZERO, _BLACK_IS_ZERO = 0, 1
_BYTE: Final = 8
# Bits of a pixel that share bytes, in the same way in either byte order of numbers.
_PACKED: Final = 12
_RATIONALS: Final = frozenset({5, 10})  # of two numbers each
# Where the pixels are, and how many bytes at each place: in strips, or in tiles.
_DATA: Final = {273: 279, 324: 325}
# Places of further directories, and of what the old kind of JPEG needs: they are not taken along.
_ELSEWHERE: Final = frozenset({330, 34665, 34853, 40965})
_OLD_JPEG: Final = 6
_LONG: Final = 4
_SHORTER: Final = {16: (4, "L"), 17: (9, "l"), 18: (13, "L")}


@dataclass(frozen=True, slots=True)
class PageAlone:
    """A TIFF of one page."""

    body: bytes
    is_white_zero: bool  # though it says otherwise, for Pillow knows that of few bits only


def page_alone(body: Body, place: int) -> PageAlone:
    """Return the one page whose directory begins at `place`.

    Raise `LookupError`, `ValueError` or `struct.error` when it is not whole.
    """
    form = form_of(body)
    fields = {field.tag: field for field in fields_at(body, form, place)}
    if _number(fields, _COMPRESSION, form) == _OLD_JPEG and not form.is_big:
        # Its parts lie anywhere in the file: only the way to its directory is changed.
        moved = bytearray(body.take(0, BYTES[FileKind.TIFF]))
        struct.pack_into(f"{form.order}L", moved, 4, place)
        return PageAlone(bytes(moved), is_white_zero=False)
    if form.order == ">" and _number(fields, _BITS, form) == _PACKED:
        form, fields = _in_the_other_order(form, fields)
    is_white_zero = (
        _number(fields, _PHOTOMETRIC, form) == _WHITE_IS_ZERO
        and (_number(fields, _BITS, form) or 1) > _BYTE
    )
    if is_white_zero:
        fields[_PHOTOMETRIC] = _longs(_PHOTOMETRIC, [_BLACK_IS_ZERO], form)
    page = bytearray(b"MM\0*" if form.order == ">" else b"II*\0")
    page += bytes(4)
    for places, lengths in _DATA.items():
        if places in fields:
            _take_data(page, body, form, fields, (places, lengths))
    taken = [_shortened(fields[tag], form) for tag in sorted(fields) if tag not in _ELSEWHERE]
    begin = _take_fields(page, taken, form)
    struct.pack_into(f"{form.order}L", page, 4, begin)
    return PageAlone(bytes(page), is_white_zero)


def _number(fields: dict[int, Field], tag: int, form: Form) -> int | None:
    """Return the first number of a field, if it is there."""
    return fields[tag].numbers(form)[0] if tag in fields else None


def _in_the_other_order(form: Form, fields: dict[int, Field]) -> tuple[Form, dict[int, Field]]:
    """Return the fields as Intel writes numbers: Pillow reads packed bits in that order alone."""
    turned = {}
    for tag, field in fields.items():
        unit = TYPE_BYTES[field.kind] // (2 if field.kind in _RATIONALS else 1)
        numbers = (field.raw[at : at + unit] for at in range(0, len(field.raw), unit))
        raw = b"".join(number[::-1] for number in numbers)
        turned[tag] = Field(tag, field.kind, field.count, raw)
    return Form("<", form.is_big), turned


def _take_data(
    page: bytearray, body: Body, form: Form, fields: dict[int, Field], tags: tuple[int, int]
) -> None:
    """Copy a page's pixels, and let its fields say where they are now."""
    places = fields[tags[0]].numbers(form)
    lengths = fields[tags[1]].numbers(form) if tags[1] in fields else [0] * len(places)
    if len(places) == 1 and not lengths[0]:  # some writers leave it out: to the end of the file
        lengths = [body.size - places[0]]
    if sum(lengths) > body.size:
        raise ValueError("the strips of the page lie over one another")
    if sum(lengths) > BYTES[FileKind.TIFF]:
        most = BYTES[FileKind.TIFF] // 1024 // 1024
        raise BadFileError(f"is larger than {most} MB, which is too large to show")
    moved, kept = [], []
    for where, length in zip(places, lengths, strict=False):
        data = body.take(where, length)
        moved.append(len(page))
        kept.append(len(data))
        page += data
        page += bytes(len(page) % 2)
    fields[tags[0]] = _longs(tags[0], moved, form)
    fields[tags[1]] = _longs(tags[1], kept, form)


def _longs(tag: int, numbers: list[int], form: Form) -> Field:
    raw = struct.pack(f"{form.order}{len(numbers)}L", *numbers)
    return Field(tag, _LONG, len(numbers), raw)


def _shortened(field: Field, form: Form) -> Field:
    """Return a field of BigTIFF as TIFF can hold it; raise `struct.error` if it is too large."""
    if field.kind not in _SHORTER:
        return field
    kind, sign = _SHORTER[field.kind]
    raw = struct.pack(f"{form.order}{field.count}{sign}", *field.numbers(form))
    return Field(field.tag, kind, field.count, raw)


def _take_fields(page: bytearray, fields: Iterable[Field], form: Form) -> int:
    """Write the directory, and return where it begins."""
    entries = bytearray()
    count = 0
    for field in fields:
        raw = field.raw
        if len(raw) > _LONG:
            value = struct.pack(f"{form.order}L", len(page))
            page += raw
            page += bytes(len(page) % 2)
        else:
            value = raw.ljust(_LONG, b"\0")
        entries += struct.pack(f"{form.order}HHL", field.tag, field.kind, field.count) + value
        count += 1
    begin = len(page)
    page += struct.pack(f"{form.order}H", count) + entries + bytes(4)
    return begin
