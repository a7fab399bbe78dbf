"""The renderer's process: it opens what strangers sent, within limits, and holds no rights.

    python -m functions.split.pages.drawing.rendering FD

FD is its end of a pair of sockets (see `wire`); it ends when the other end closes.
"""

import io
import json
import resource
import signal
import sys
from contextlib import ExitStack
from multiprocessing.connection import Connection
from time import process_time
from typing import BinaryIO, Final, cast

from PIL import Image

from functions.split.decoding import BadFileError
from functions.split.pages.drawing.limits import MEMORY_BYTES
from functions.split.pages.drawing.unpacked import kind_of, unpacked_file
from functions.split.pages.drawing.wire import Message, RemoteFile, Task, say
from functions.split.pages.formats.documents import Document, open_document
from functions.split.pages.formats.photo import PHOTOS
from hinterland.jobs.job import FileKind

# By the clock. A task is timed by the processor that it takes, so that a busy machine fails no
# page; but one that waits for nothing, or for a Split that is gone, is to end as well.
_STUCK_AFTER: Final = 300


class _Desk:
    """Does tasks; the document of the last one lies open, for the next page is likely its own."""

    def __init__(self, link: Connection) -> None:
        self._link = link
        self._file: io.BufferedReader | None = None
        self._open = ExitStack()
        self._key: object = None
        self._document: Document | None = None

    def do(self, task: Task) -> tuple[Message, tuple[bytes, ...]]:
        """Return what to say; raise `BadFileError`."""
        if task["do"] == "draw":
            return _drawn(self._opened(task), task["page"], task["place"])
        packed = task["packed"]
        if packed and kind_of(self._drop(task), packed) in PHOTOS:
            # If it is not whole, drawing will say so: no need to unpack and decode it twice.
            return Message(pages=1, places=[]), ()
        document = self._opened(task)
        if not document.pages:
            raise BadFileError("has no pages")
        return Message(pages=document.pages, places=document.places), ()

    def _opened(self, task: Task) -> Document:
        if self._document is None or task["packed"] != self._key:
            self._open.close()
            self._document = None
            if task["packed"]:
                kind, drop = unpacked_file(self._drop(task), task["packed"])
            else:
                kind, drop = FileKind(task["kind"]), self._drop(task)
            self._document = self._open.enter_context(open_document(drop, kind))
            self._key = task["packed"]
        return self._document

    def _drop(self, task: Task) -> BinaryIO:
        """Return the drop, which is the same for every task of a process."""
        if self._file is None:
            self._file = io.BufferedReader(RemoteFile(self._link, task["size"]))
        self._file.seek(0)
        return self._file


def main(link: Connection) -> None:
    """Do one task after another until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = None  # what is too large is said by ourselves (see `pictures`)
    desk = _Desk(link)
    while True:
        try:
            task = cast("Task", json.loads(link.recv_bytes()))
        except EOFError:
            return
        # Whatever runs then, and be it no Python: these signals end the process.
        signal.alarm(_STUCK_AFTER)
        signal.setitimer(signal.ITIMER_PROF, task["seconds"])
        message, bodies = _done(desk, task)
        signal.setitimer(signal.ITIMER_PROF, 0)
        say(link, message | {"seconds": process_time()})
        for body in bodies:
            link.send_bytes(body)


def _done(desk: _Desk, task: Task) -> tuple[Message, tuple[bytes, ...]]:
    try:
        return desk.do(task)
    except BadFileError as error:
        return Message(bad=str(error)), ()
    except MemoryError:
        return Message(out_of_memory=True), ()


def _drawn(document: Document, page: int, place: int) -> tuple[Message, tuple[bytes, ...]]:
    try:
        picture = document.picture(page, place)
    except BadFileError as error:
        return Message(bad_page=str(error)), ()
    pictures = [picture, picture.lighter] if picture.lighter else [picture]
    types = [each.content_type for each in pictures]
    return Message(pictures=types), tuple(each.body for each in pictures)


if __name__ == "__main__":
    main(Connection(int(sys.argv[1])))
