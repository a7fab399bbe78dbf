"""The work of the story: the sample catalogue's work types, and leases on the sample drops."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageOps
from ruamel.yaml import YAML

from examples.pictures.people import Document
from functions.account.work_types import work_type_document
from hinterland.catalogue.reading.documents import parse, work_type

EXAMPLES: Final = Path(__file__).parents[1]
RECEIPTS: Final = EXAMPLES / "samples" / "receipts"
FILES: Final = "/story/"  # where the story's own files are, on the page's origin
ENDS: Final = "2026-11-20T05:54:00Z"
_ZONES: Final = {"company": [0.08, 0.06, 0.84, 0.06], "total": [0.05, 0.76, 0.88, 0.06]}
_LEVELS: Final = [min(max(grey - 70, 0) * 2, 245) for grey in range(256)]
_ISSUED: Final = "2026-11-20T05:24:00Z"


def work_type_answer(name: str) -> Document:
    """Return `GET /work-types/{name}/1`; receipts say where on the page their fields are."""
    text = (EXAMPLES / "catalogue" / "work-types" / f"{name}.yaml").read_text(encoding="utf-8")
    document = work_type_document(parse(work_type, YAML(typ="safe").load(text)))
    for field in document["fields"]:
        field["zone"] = _ZONES.get(field["name"]) if name == "receipts" else None
    return document


class Item:
    """A work item under a lease, and what is fetched for it."""

    def __init__(
        self, name: str, work_type: str, shown: Sequence[Document], stage: str = "key"
    ) -> None:
        self.name = name
        self.work_type = work_type
        self.stage = stage
        self.shown = shown
        self.candidates: Mapping[int, Mapping[str, list[str]]] = {}

    @property
    def lease(self) -> dict[str, Any]:
        """The lease document."""
        return {
            "lease": self.name,
            "job": "j",
            "work_item": self.name,
            "work_type": self.work_type,
            "version": 1,
            "stage": self.stage,
            "issued_at": _ISSUED,
            "expires_at": ENDS,
            "input_url": f"{FILES}{self.name}",
            "images": images(self.shown),
            "originals": {},
            "upload": {"url": f"{FILES}upload", "fields": {}},
        }

    @property
    def input(self) -> dict[str, Any]:
        """What `input_url` gives."""
        return {"work_item": self.name, "stage": self.stage, "records": self._records()}

    def _records(self) -> list[dict[str, Any]]:
        listed = records(self.shown)
        for number, candidates in self.candidates.items():
            listed[number]["candidates"] = candidates
        return listed


def records(shown: Sequence[Document]) -> list[dict[str, Any]]:
    """Number what is shown."""
    return [{"record": f"{number:06}", "show": show} for number, show in enumerate(shown, 1)]


def images(shown: Sequence[Document]) -> dict[str, str]:
    """Return the links to the page images of what is shown."""
    return {
        record["record"]: f"{FILES}{record['show']['file']}"
        for record in records(shown)
        if "file" in record["show"]
    }


def page_image(file: str) -> bytes:
    """Return a sample receipt as PNG, without the scan's grain: pictures of grain weigh much."""
    with Image.open(RECEIPTS / file) as scan:
        clean = scan.convert("L").point(_LEVELS)
    buffer = io.BytesIO()
    ImageOps.posterize(clean, bits=3).save(buffer, "PNG")
    return buffer.getvalue()


def receipts(*numbers: int) -> list[Document]:
    """Return what is shown of sample receipts."""
    return [{"file": f"{number:03}.jpg", "page": 1} for number in numbers]


def addresses(count: int) -> list[Document]:
    """Return what is shown of the first sample addresses."""
    with (EXAMPLES / "samples" / "addresses.csv").open(encoding="utf-8", newline="") as file:
        return [row for row, _ in zip(csv.DictReader(file), range(count), strict=False)]


def settling() -> Item:
    """Return an item of which two people read two fields differently."""
    item = Item("settling", "receipts", receipts(4), "adjudicate")
    item.candidates = {
        0: {
            "company": ["THENMOZHI SUPER MARKET", "THENMOZI SUPER MARKET"],
            "total": ["1148.00", "1205.00"],
        }
    }
    return item
