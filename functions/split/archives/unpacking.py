"""Unpacking one member of a ZIP archive, block by block, never more than the archive says of it."""

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, Protocol, TypedDict

import inflate64
from backports import zstd

from functions.split.decoding import BadFileError, decoding

_HEADER = struct.Struct("<4s5H3L2H")
_BLOCK: Final = 64 * 1024
_STEP: Final = 1024 * 1024  # so much comes out at once
# Deflate64 unpacks 64 KB from 3 bytes, and its library gives all of it at once.
_SMALL_BLOCK: Final = 256


class Packed(TypedDict):
    """Where a member begins in the archive's file, and how it is packed."""

    offset: int
    packed: int  # bytes
    size: int  # bytes when unpacked, as the archive says
    method: int
    crc: int


class _Unpacker(Protocol):
    """The manner of `bz2.BZ2Decompressor`, and of most others."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Deflate:
    """Deflate, in the manner of `bz2`."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(-zlib.MAX_WBITS)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    def decompress(self, data: bytes, max_length: int = 0) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def unpacked(file: BinaryIO, member: Packed) -> Iterator[bytes]:
    """Yield what is packed; raise `BadFileError` when it is not what the archive says of it."""
    with decoding():
        blocks = _packed_blocks(file, member)
        found = METHODS[member["method"]](blocks)
    size = crc = 0
    while True:
        with decoding():
            block = next(found, None)
        if block is None:
            break
        size += len(block)
        if size > member["size"]:
            raise BadFileError(
                f"is damaged: it unpacks to more than the {member['size']:,} bytes "
                "that the archive says"
            )
        crc = zlib.crc32(block, crc)
        yield block
    if size != member["size"] or crc != member["crc"]:
        raise BadFileError("is damaged or not complete")


def _packed_blocks(file: BinaryIO, member: Packed) -> Iterator[bytes]:
    file.seek(member["offset"])
    magic, *_, name, extra = _HEADER.unpack(file.read(_HEADER.size))
    if magic != b"PK\x03\x04":
        raise BadFileError("is damaged or not complete")
    place = member["offset"] + _HEADER.size + name + extra
    stop = place + member["packed"]
    while place < stop:
        file.seek(place)
        block = file.read(min(_BLOCK, stop - place))
        if not block:
            return
        place += len(block)
        yield block


def _stored(blocks: Iterator[bytes]) -> Iterator[bytes]:
    return blocks


def _by(make: Callable[[], _Unpacker]) -> Callable[[Iterator[bytes]], Iterator[bytes]]:
    def unpack(blocks: Iterator[bytes]) -> Iterator[bytes]:
        unpacker = make()
        for block in blocks:
            yield unpacker.decompress(block, _STEP)
            while not unpacker.needs_input and not unpacker.eof:
                yield unpacker.decompress(b"", _STEP)
            if unpacker.eof:
                return

    return unpack


def _deflate64(blocks: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = inflate64.Inflater()
    for block in blocks:
        for start in range(0, len(block), _SMALL_BLOCK):
            yield unpacker.inflate(block[start : start + _SMALL_BLOCK])
            if unpacker.eof:
                return


def _lzma(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack LZMA as ZIP has it: a version, the length of its settings, the settings, the rest."""
    first = next(blocks)
    (length,) = struct.unpack_from("<H", first, 2)
    begin = 4 + length
    # The stream as the format of LZMA's own files has it: its length is not known beforehand.
    head = first[4:begin] + b"\xff" * 8

    def stream() -> Iterator[bytes]:
        yield head
        yield first[begin:]
        yield from blocks

    return _by(lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE))(stream())


METHODS: Final[dict[int, Callable[[Iterator[bytes]], Iterator[bytes]]]] = {
    0: _stored,
    8: _by(_Deflate),
    9: _deflate64,
    12: _by(bz2.BZ2Decompressor),
    14: _lzma,
    20: _by(zstd.ZstdDecompressor),  # its first number
    93: _by(zstd.ZstdDecompressor),
    95: _by(lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ)),
}
