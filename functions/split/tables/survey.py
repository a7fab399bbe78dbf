"""What a text file's bytes show when they are read once: digest, UTF-8 or not, samples."""

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from typing import BinaryIO

_BLOCK_BYTES = 1024 * 1024
HEAD_BYTES = 64 * 1024
# Of lines that are not ASCII, as evidence for the encoding.
SAMPLE_BYTES = 48 * 1024
_LINE_BYTES = 400
_NOT_ASCII = re.compile(rb"[^\r\n]{0,200}[\x80-\xff][^\r\n]{0,200}")
_ESCAPED = re.compile("[\udc80-\udcff]")
_ASCII = re.compile("[\x00-\x7f]+")


@dataclass(slots=True)
class Survey:
    """A file's bytes, looked through to the end."""

    head: bytes = b""
    size: int = 0
    sha256: str = ""
    is_ascii: bool = True
    utf8: int = 0  # characters beyond ASCII that are valid UTF-8
    not_utf8: int = 0  # bytes that are not
    sample: bytearray = field(default_factory=bytearray)


def survey(file: BinaryIO) -> Survey:
    """Read a file from where it stands to its end, a block at a time."""
    found = Survey()
    digest = hashlib.sha256()
    utf8 = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    while block := file.read(_BLOCK_BYTES):
        digest.update(block)
        found.size += len(block)
        if len(found.head) < HEAD_BYTES:
            found.head += block[: HEAD_BYTES - len(found.head)]
        if block.isascii() and utf8.getstate()[0] == b"":
            continue
        found.is_ascii = False
        _count(found, utf8.decode(block))
        _sample(found.sample, block)
    _count(found, utf8.decode(b"", final=True))
    found.sha256 = digest.hexdigest()
    return found


def _count(found: Survey, text: str) -> None:
    beyond = _ASCII.sub("", text)
    bad = len(_ESCAPED.findall(beyond))
    found.utf8 += len(beyond) - bad
    found.not_utf8 += bad


def _sample(sample: bytearray, block: bytes) -> None:
    for line in _NOT_ASCII.finditer(block):
        if len(sample) >= SAMPLE_BYTES:
            return
        sample += line[0][:_LINE_BYTES] + b"\n"
