"""What a page image weighs as it came, and as it is keyed from."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from functions.split.pages.formats.documents import open_document
from hinterland.jobs.job import FileKind

_KINDS = {".jpg": FileKind.JPEG, ".png": FileKind.PNG, ".tif": FileKind.TIFF, ".pdf": FileKind.PDF}


@dataclass(frozen=True, slots=True)
class Weights:
    """Bytes of the pages of a folder."""

    pages: int
    as_they_came: int
    keyed_from: int


def weigh(folder: Path) -> Weights:
    """Weigh every page in a folder as Split stores them."""
    weights = list(_pages(folder))
    return Weights(len(weights), sum(came for came, _ in weights), sum(key for _, key in weights))


def _pages(folder: Path) -> Iterator[tuple[int, int]]:
    for file in sorted(folder.iterdir()):
        if file.suffix not in _KINDS:
            continue
        with open_document(io.BytesIO(file.read_bytes()), _KINDS[file.suffix]) as document:
            for page in range(1, document.pages + 1):
                place = document.places[page - 1] if document.places else 0
                picture = document.picture(page, place)
                yield len(picture.body), len((picture.lighter or picture).body)
