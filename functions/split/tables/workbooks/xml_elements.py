"""Elements of an XML file one after another, each forgotten when it was used; bounded in memory."""

from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree as ET  # expat bounds what entities may come to

from hinterland.errors import RejectedError

# Of a text or a name: Excel's cells hold 32,767 characters.
_TEXT_BYTES = 16 * 1024 * 1024
# Between two elements that are asked for: a row has 16,384 cells at most, a sheet more merged ones.
_MOST_ELEMENTS = 1_000_000
_DEEPEST = 200


def elements(source: IO[bytes], *names: str) -> Iterator[tuple[ET.Element, list[ET.Element]]]:
    """Yield the elements of these names as they are closed, each with those that it is in.

    Raise `RejectedError` for a file that is built to fill the memory, `ParseError` for no XML.
    """
    path: list[ET.Element] = []
    held = 0
    for event, element in ET.iterparse(_Paced(source), ("start", "end")):  # noqa: S314 - see above
        if event == "start":
            path.append(element)
            held += 1
            if held > _MOST_ELEMENTS or len(path) > _DEEPEST:
                raise _monstrous()
            continue
        path.pop()
        if tag(element) in names:
            yield element, path
            element.clear()
            if path:
                path[-1].remove(element)
            held = len(path)


def tag(element: ET.Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: ET.Element, name: str) -> str:
    """Return an attribute's value whatever its namespace, or nothing."""
    return next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), "")


class _Paced:
    """Passes XML on as long as no text in it goes on and on."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._since = 0  # bytes since the last sign of an element

    def read(self, size: int = -1) -> bytes:
        chunk = self._source.read(size)
        last = chunk.rfind(b"<")
        self._since = len(chunk) - last if last >= 0 else self._since + len(chunk)
        if self._since > _TEXT_BYTES:
            raise _monstrous()
        return chunk


def _monstrous() -> RejectedError:
    return RejectedError(
        "unreadable",
        "The workbook is not built as spreadsheet programs build them. Open it in one, save it "
        "and drop it again.",
    )
