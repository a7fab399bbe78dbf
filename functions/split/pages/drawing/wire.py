"""What Split and its renderer say to one another, over a pair of sockets.

Split sends a task. The renderer asks for bytes of the drop as often as it needs, then answers. Both
speak JSON, for what comes from a program that opens strangers' files is not to be unpickled;
bytes of files and pictures follow as they are.
"""

import io
import json
from collections.abc import Buffer
from functools import lru_cache
from multiprocessing.connection import Connection
from typing import Final, Literal, NotRequired, TypedDict, cast, override

from functions.split.archives.unpacking import Packed

_BLOCK_BYTES: Final = 64 * 1024
_BLOCKS_KEPT: Final = 64
_MESSAGE_BYTES: Final = 64 * 1024 * 1024


class Task(TypedDict):
    """What the renderer is to do with one document of the drop."""

    do: Literal["count", "draw"]
    size: int  # of the drop, in bytes
    kind: str  # of the document; empty: look
    packed: Packed | None  # where it is in an archive; None: it is the drop
    page: int  # to be drawn, from 1
    place: int  # of that page, as counting gave it; 0: by its number
    seconds: float  # of processor that this may take


class Message(TypedDict):
    """What the renderer says: one of these."""

    read: NotRequired[tuple[int, int]]  # wants bytes of the drop: from where, how many
    bad: NotRequired[str]  # the document cannot be shown, and why
    bad_page: NotRequired[str]  # nor can this page of it
    out_of_memory: NotRequired[bool]
    seconds: NotRequired[float]  # beside an answer: of processor, since the process began
    pages: NotRequired[int]
    places: NotRequired[list[int]]  # beside `pages`: where each begins, if that is known
    pictures: NotRequired[list[str]]  # content types of the bodies that follow


def say(link: Connection, message: Task | Message) -> None:
    """Send a message; raise `OSError` when nobody is there any more."""
    link.send_bytes(json.dumps(message).encode())


def heard(link: Connection) -> Message:
    """Wait for a message; raise `EOFError` or `OSError` when none will come."""
    return cast("Message", json.loads(link.recv_bytes(_MESSAGE_BYTES)))


class RemoteFile(io.RawIOBase):
    """The drop, as the renderer reads it: Split does the reading, block by block.

    Some blocks are kept, for pages are found by going to and fro.
    """

    def __init__(self, link: Connection, size: int) -> None:
        """Read a drop of `size` bytes."""
        super().__init__()
        self._link = link
        self._size = size
        self._position = 0
        self._block = lru_cache(_BLOCKS_KEPT)(self._fetched)

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def tell(self) -> int:
        return self._position

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError(f"cannot seek to {base + offset}, before the beginning")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill `buffer` as far as the present block goes; return how many bytes that were."""
        target = memoryview(buffer).cast("B")
        number, offset = divmod(self._position, _BLOCK_BYTES)
        found = self._block(number)[offset : offset + len(target)]
        target[: len(found)] = found
        self._position += len(found)
        return len(found)

    def _fetched(self, number: int) -> bytes:
        begin = number * _BLOCK_BYTES
        wanted = min(_BLOCK_BYTES, self._size - begin)
        if wanted <= 0:
            return b""
        say(self._link, Message(read=(begin, wanted)))
        return self._link.recv_bytes(_BLOCK_BYTES)
