"""Lines of a text file, each with its number, decoded as they come."""

import codecs
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from functions.split.tables.text.encodings import Encoding
from hinterland.errors import RejectedError

# A line is held whole. No table has one of this length; a binary file without line ends does.
LINE_CHARACTERS = 16 * 1024 * 1024
_MARK = "\ufeff"
# What DOS put behind the end of a text, up to the end of the block.
_END_MARK = "\x1a"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end, and its number, from 1."""

    number: int
    text: str


type Lines = Callable[[], Iterator[Line]]
"""The lines of a file from its beginning, as often as they are asked for."""


def lines_of(file: BinaryIO, encoding: Encoding) -> Iterator[Line]:
    """Yield the lines, which end with LF, CR LF or CR; raise `RejectedError` at one too long.

    Bytes that are no text in the encoding come as lone surrogates or as U+FFFD.
    """
    file.seek(encoding.begin)
    text = io.TextIOWrapper(file, encoding.name, encoding.errors, newline="")
    try:
        yield from _numbered(text, encoding)
    finally:
        text.detach()


def _numbered(text: io.TextIOWrapper, encoding: Encoding) -> Iterator[Line]:
    number = 0
    while line := _next(text, encoding, number + 1):
        number += 1
        if len(line) > LINE_CHARACTERS:
            raise RejectedError(
                "unreadable",
                f"Line {number:,} is longer than {LINE_CHARACTERS // 1024 // 1024} million "
                "characters, so this cannot be a table of rows.",
            )
        line = line.removeprefix(_MARK)
        if _END_MARK in line and not line.strip("\x00\x1a \r\n\t"):
            continue
        yield Line(number, line.rstrip("\x1a\x00") if line.endswith((_END_MARK, "\x00")) else line)


def _next(text: io.TextIOWrapper, encoding: Encoding, number: int) -> str:
    try:
        return text.readline(LINE_CHARACTERS + 1)
    except UnicodeError as error:
        raise RejectedError(
            "unreadable",
            f"On line {number:,} or soon after it the file is not {_known_as(encoding.name)}. "
            "Save it in the encoding that the work type states, or as UTF-8.",
        ) from error


def _known_as(encoding: str) -> str:
    return codecs.lookup(encoding).name.upper()
