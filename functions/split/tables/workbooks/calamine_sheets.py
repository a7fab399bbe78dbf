"""Sheets of old and binary Excel workbooks (XLS, XLSB)."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import IO, Any

from functions.split.tables.raw_rows import RawRow, trimmed
from functions.split.tables.workbooks import calamine_child
from hinterland.errors import RejectedError


def sheets_in(path: str) -> list[tuple[str, bool]]:
    """Return the name of each sheet and whether it is hidden; raise `RejectedError`."""
    return [(name, is_hidden) for name, is_hidden in _asked(path)]


def rows_in(path: str, sheet: str) -> Iterator[RawRow]:
    """Yield the rows of a sheet; raise `RejectedError` when it cannot be read in its limits."""
    for number, cells in _asked(path, sheet):
        yield RawRow(f"row {number:,} of the sheet", trimmed(cells))


def _asked(path: str, *sheet: str) -> Iterator[Any]:
    """Yield what the child says; an error of it means that this file cannot be read."""
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            [sys.executable, "-m", calamine_child.__name__, path, *sheet],
            stdout=subprocess.PIPE,
            stderr=said,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        try:
            if child.stdout is None:
                raise ValueError("a child with a pipe has one")
            yield from map(json.loads, child.stdout)
            if child.wait():
                raise _refusal(said)
        finally:
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()


def _refusal(said: IO[bytes]) -> RejectedError:
    said.seek(0)
    why = said.read()[-4000:].decode("utf-8", "replace")
    if "password" in why.lower():
        return RejectedError(
            "unreadable", "The workbook is protected by a password. Save it without one."
        )
    return RejectedError(
        "unreadable",
        "The workbook is damaged, not complete, or larger than can be read. Open it in a "
        "spreadsheet program and save it as XLSX or CSV.",
    )
