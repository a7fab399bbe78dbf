"""A member of an archive as a file that can be opened: of which kind it is, and unpacked whole."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from functions.split.archives.unpacking import Packed, unpacked
from functions.split.decoding import BadFileError
from functions.split.pages.drawing.limits import BYTES
from hinterland.jobs.file_kinds import HEAD_BYTES, sniff
from hinterland.jobs.job import FileKind


def kind_of(archive: BinaryIO, member: Packed) -> FileKind:
    """Say of which kind a member is; raise `BadFileError` if it is none that has pages."""
    return _kind(_head(unpacked(archive, member)))


def unpacked_file(archive: BinaryIO, member: Packed) -> tuple[FileKind, BinaryIO]:
    """Unpack a member into memory; raise `BadFileError`."""
    blocks = unpacked(archive, member)
    head = _head(blocks)
    kind = _kind(head)
    if member["size"] > BYTES[kind]:
        raise BadFileError(f"is larger than {BYTES[kind] // 1024 // 1024} MB")
    file = io.BytesIO()
    file.write(head)
    for block in blocks:
        file.write(block)
    file.seek(0)
    return kind, file


def _head(blocks: Iterator[bytes]) -> bytes:
    """Return the first blocks, of at least `HEAD_BYTES` if there are so many."""
    head = bytearray()
    for block in blocks:
        head += block
        if len(head) >= HEAD_BYTES:
            break
    return bytes(head)


def _kind(head: bytes) -> FileKind:
    sniffed = sniff(head[:HEAD_BYTES])
    if sniffed.kind is None or sniffed.kind not in BYTES:
        raise BadFileError(f"is no picture, but {sniffed.name}")
    return sniffed.kind
