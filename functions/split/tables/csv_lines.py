"""Lines of text with their place in the file: what lets a CSV be cut at record boundaries."""

from collections.abc import Callable, Iterator

from hinterland.errors import RejectedError

type Read = Callable[[int], bytes]
"""Return up to that many bytes; none at the end."""

_BLOCK_BYTES = 1024 * 1024
# A line is held whole. No table has one of this length; a binary file without line ends does.
LINE_BYTES = 16 * 1024 * 1024


class Lines:
    """The lines that `read` gives, decoded, for `csv.reader` to pull from.

    `offset` (bytes read so far) and `line` (its number) are those of the line that comes next.
    `csv.reader` pulls no line before it needs it, so once it has returned a record they are where
    the next one begins. Lines end with LF, CR LF or CR.
    """

    def __init__(self, read: Read, encoding: str, line: int) -> None:
        """Begin where `read` stands, at the line numbered `line`."""
        self.offset = 0
        self.line = line
        self.ended = False  # somebody asked for a line after the last
        self._encoding = encoding
        self._lines = _lines(read)

    def __iter__(self) -> "Lines":
        """Return itself: the lines can be read once."""
        return self

    def __next__(self) -> str:
        """Return the next line; raise `RejectedError` when it is out of all proportion."""
        line = next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        if len(line) > LINE_BYTES:
            raise RejectedError(
                "unreadable",
                f"Line {self.line:,} is longer than {LINE_BYTES // 1024 // 1024} MB, "
                "so this cannot be a table of rows.",
            )
        self.offset += len(line)
        self.line += 1
        return line.decode(self._encoding)


def within(read: Read, size: int) -> Read:
    """Return a `read` that ends after `size` bytes."""
    left = size

    def bounded(wanted: int) -> bytes:
        nonlocal left
        found = read(min(wanted, left))
        left -= len(found)
        return found

    return bounded


def _lines(read: Read) -> Iterator[bytes]:
    rest = b""
    while block := read(_BLOCK_BYTES):
        lines = (rest + block).splitlines(keepends=True)
        # The last line may go on in the next block, if only by the LF after its CR.
        rest = lines.pop()
        yield from lines
        if len(rest) > LINE_BYTES:
            break
    if rest:
        yield rest
