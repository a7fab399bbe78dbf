"""What a CSV is written in, found while it is read: separator, byte order mark, encoding."""

import codecs
import hashlib
from dataclasses import dataclass

from functions.split.tables.csv_lines import Read

HEAD_BYTES = 1024 * 1024
_MARK = codecs.BOM_UTF8
_SEPARATORS = b",;\t|"  # the first wins a tie
_NOT_IN_CP1252 = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))


@dataclass(frozen=True, slots=True)
class Opening:
    """How a CSV begins."""

    separator: str
    begin: int  # of the first line: bytes from the beginning of the file


def opening_of(head: bytes) -> Opening:
    """Judge by the first line that is not blank: its most frequent separator, outside quotes."""
    begin = len(_MARK) if head.startswith(_MARK) else 0
    counts = dict.fromkeys(_SEPARATORS, 0)
    quoted = False
    for byte in head[begin:].lstrip(b"\r\n"):
        if byte == ord('"'):
            quoted = not quoted
        elif quoted:
            continue
        elif byte in b"\r\n":
            break
        elif byte in counts:
            counts[byte] += 1
    return Opening(chr(max(counts, key=counts.__getitem__)), begin)


class Survey:
    """Passes a file's bytes on, and knows at its end its SHA-256 and its encoding."""

    def __init__(self, read: Read) -> None:
        """Pass on what `read` gives."""
        self._read = read
        self._hash = hashlib.sha256()
        self._utf8 = codecs.getincrementaldecoder("utf-8")()
        self._is_utf8 = True
        self._is_cp1252 = True

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes."""
        block = self._read(size)
        self._hash.update(block)
        self._is_utf8 = self._is_utf8 and self._goes_on_in_utf8(block)
        self._is_cp1252 = self._is_cp1252 and block == block.translate(None, _NOT_IN_CP1252)
        return block

    @property
    def sha256(self) -> str:
        """Return the digest of all bytes so far, in hexadecimal."""
        return self._hash.hexdigest()

    @property
    def encoding(self) -> str:
        """Return UTF-8 if all bytes so far are; else what Windows writes; else Latin-1."""
        if self._is_utf8:
            return "utf-8"
        return "cp1252" if self._is_cp1252 else "latin-1"

    def _goes_on_in_utf8(self, block: bytes) -> bool:
        try:
            self._utf8.decode(block, final=not block)
        except UnicodeDecodeError:
            return False
        return True
