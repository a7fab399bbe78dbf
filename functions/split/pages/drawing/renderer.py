"""Pages counted and drawn in a process of their own, so that one that kills it is one bad page."""

import io
from dataclasses import dataclass
from typing import BinaryIO, Literal, Self

from functions.split.decoding import BadFileError
from functions.split.pages.collection import Sought
from functions.split.pages.drawing.allowance import Allowance
from functions.split.pages.drawing.process import Answer, EndedError, RendererProcess
from functions.split.pages.drawing.wire import Task
from functions.split.records import Picture


class BadPageError(BadFileError):
    """A page that cannot be shown, of a document that can be opened."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many pages a document has, and where each begins if that is known."""

    pages: int
    places: tuple[int, ...]


class Renderer:
    """Counts and draws the pages of one drop; its process begins with the first of them."""

    def __init__(self, file: BinaryIO, allowance: Allowance) -> None:
        """Read from a seekable file that somebody else closes; spend an allowance of seconds."""
        self._file = file
        self._allowance = allowance
        self._size = file.seek(0, io.SEEK_END)
        self._process: RendererProcess | None = None

    def __enter__(self) -> Self:
        """Begin with no process."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._end()

    def count(self, sought: Sought) -> Counted:
        """Count a document's pages; raise `BadFileError`."""
        answer = self._answer(self._task("count", sought))
        return Counted(answer.message["pages"], tuple(answer.message["places"]))

    def draw(self, sought: Sought, page: int, place: int) -> Picture:
        """Draw a page, from 1, that begins at `place` if that is known.

        Raise `BadPageError`, or `BadFileError` when it is the document that cannot be opened.
        """
        answer = self._answer(self._task("draw", sought, page, place))
        types = answer.message["pictures"]
        picture, *lighter = map(Picture, answer.bodies, types)
        return Picture(picture.body, picture.content_type, *lighter)

    def _task(
        self, do: Literal["count", "draw"], sought: Sought, page: int = 0, place: int = 0
    ) -> Task:
        return Task(
            do=do,
            size=self._size,
            kind=sought.kind or "",
            packed=sought.packed,
            page=page,
            place=place,
            seconds=0.0,
        )

    def _answer(self, task: Task) -> Answer:
        """Ask; and once more if it may have been the pages before this one that were too much."""
        is_fresh = self._process is None
        try:
            return self._asked(task)
        except EndedError as error:
            if is_fresh or error.is_slow:
                raise BadPageError(error.reason) from error
        try:
            return self._asked(task)
        except EndedError as error:
            raise BadPageError(error.reason) from error

    def _asked(self, task: Task) -> Answer:
        process = self._process = self._process or RendererProcess()
        try:
            answer = process.ask(task | {"seconds": self._allowance.seconds}, self._read)
        except BaseException:
            self._end()  # it did not come to the end of this task
            raise
        finally:
            self._allowance.spend(process.seconds)
        if "bad" in answer.message:
            raise BadFileError(answer.message["bad"])
        if "bad_page" in answer.message:
            raise BadPageError(answer.message["bad_page"])
        return answer

    def _read(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(length)

    def _end(self) -> None:
        if self._process:
            self._process.end()
            self._process = None
