"""Thirty receipts to key, and what to key for each: real ones if they are at hand, else samples."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

NUMBER: Final = 30
FIELDS: Final = ("company", "date", "address", "total")  # of the sample catalogue's receipts
_ROOT: Final = Path(__file__).parents[2]
_SAMPLES: Final = _ROOT / "examples" / "samples" / "receipts"
_REAL: Final = _ROOT.parent / "shared" / "real" / "receipts"  # beside the project
_WRITTEN_DATES: Final = ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d-%m-%y", "%d %b %Y")

type Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Batch:
    """A ZIP of receipts, and the values of each by its file name; None where it is unreadable."""

    kind: str
    body: bytes
    values: Mapping[str, Values | None]


def batch() -> Batch:
    """Make the batch; where there are fewer receipts than wanted, they come again."""
    folder = _REAL if _REAL.is_dir() else _SAMPLES
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    files = sorted(folder.glob("*.jpg"))
    buffer = io.BytesIO()
    values: dict[str, Values | None] = {}
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(NUMBER):
            file = files[number % len(files)]
            name = f"{number // len(files)}-{file.name}"
            archive.write(file, name)
            values[name] = _keyed(truth[file.stem])
    return Batch("real" if folder == _REAL else "samples", buffer.getvalue(), values)


def _keyed(printed: Values | None) -> Values | None:
    if printed is None:
        return None
    return {
        "company": printed["company"],
        "date": f"{_read(printed['date']):%d/%m/%Y}",
        "address": printed["address"],
        "total": re.sub(r"[^0-9.]", "", printed["total"]),
    }


def _read(text: str) -> date:
    for pattern in _WRITTEN_DATES:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    raise ValueError(f"no date: {text!r}")
