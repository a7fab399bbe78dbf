"""Rows of JSON: an array of objects, or an object on each line (JSONL)."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import IO, Any, BinaryIO

import ijson

from functions.split.tables.heads import Head
from functions.split.tables.raw_rows import RawRow
from functions.split.tables.table import Table
from hinterland.catalogue.table import TableForm
from hinterland.errors import RejectedError

_ADVICE = "Send an array of objects, one for each row, or one object on each line."
_MOST_COLUMNS = 20_000
_BROKEN = "it breaks off, or is not well-formed"
_CHUNK_BYTES = 1024 * 1024
_PAIR_BYTES = 12
_HALF = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|"
    rb"(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_MARK = b"\xef\xbb\xbf"


def json_table(file: BinaryIO, form: TableForm, name: str | None = None) -> Table:
    """Return the objects in a file as a table; its columns are all their names, as they come."""
    reader = _Reader(file)
    columns: dict[str, None] = {}
    for row in reader.objects():
        if isinstance(row, dict):
            columns.update(dict.fromkeys(row))
        if len(columns) > _MOST_COLUMNS:
            raise _refused("its objects have too many different names")
    if not columns:
        raise _refused("there are no objects in it")
    missing = [each.name for each in form.columns if each.name not in columns]
    if missing:
        raise RejectedError(
            "wrong_columns",
            f"There is no {', '.join(missing)} in the objects of this file; they have: "
            f"{', '.join(list(columns)[:50])}.",
            tuple(f"Missing: {each}" for each in missing),
        )
    names = list(columns)
    return Table(name, Head(names, 0), partial(_rows, reader, names))


def _rows(reader: "_Reader", names: list[str]) -> Iterator[RawRow]:
    for number, row in enumerate(reader.objects(), start=1):
        where = f"line {number:,}" if reader.is_lines else f"object {number:,}"
        if isinstance(row, dict):
            yield RawRow(where, [_cell(row.get(name)) for name in names])
        else:
            yield RawRow(where, [_cell(row)], "is no object with names")


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever JSON has
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case Decimal() | int():
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return json.dumps(value, ensure_ascii=False, default=str)


class _Reader:
    """Reads the objects of a file, from its beginning each time."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        # The fast reader makes a question mark of half a character; the slow one lets us see it.
        self._ijson = ijson.get_backend("python") if _has_half(file) else ijson
        self._prefix = self._first_array()

    @property
    def is_lines(self) -> bool:
        """Say whether the objects are one on each line, and not in an array."""
        return self._prefix is None

    def objects(self) -> Iterator[Any]:
        """Yield what is in the array, or on the lines."""
        start = _from_start(self._file)
        try:
            if self._prefix is None:
                yield from self._ijson.items(start, "", multiple_values=True)
            else:
                yield from self._ijson.items(start, self._prefix)
        except ijson.JSONError as error:
            raise _refused(_BROKEN) from error

    def _first_array(self) -> str | None:
        """Find the first array that has an object, as ijson names its items."""
        array: str | None = None
        try:
            for prefix, event, _ in self._ijson.parse(
                _from_start(self._file), multiple_values=True
            ):
                if event == "start_array" and array is None:
                    array = prefix
                elif event == "start_map" and array is not None and prefix == _item(array):
                    return _item(array)
                elif event == "end_array" and prefix == array:
                    array = None
        except ijson.JSONError as error:
            raise _refused(_BROKEN) from error
        return None


def _item(array: str) -> str:
    return f"{array}.item" if array else "item"


def _has_half(file: BinaryIO) -> bool:
    """Say whether a file spells half a character: an escape of one surrogate without its other."""
    file.seek(0)
    before = b""
    while chunk := file.read(_CHUNK_BYTES):
        if _HALF.search(before + chunk):
            return True
        before = chunk[-_PAIR_BYTES:]
    return False


def _from_start(file: BinaryIO) -> IO[bytes]:
    file.seek(0)
    if file.read(len(_MARK)) != _MARK:
        file.seek(0)
    return file


def _refused(why: str) -> RejectedError:
    return RejectedError("unreadable", f"This JSON file has no table: {why}. {_ADVICE}")
