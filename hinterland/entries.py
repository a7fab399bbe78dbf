"""An entry: what one operator keyed for one work item, read from the upload and checked.

The document is design 5.4's: `{"lease", "records": [{"record", "values", "flag", "ms"}]}`.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hinterland.catalogue import Field
from hinterland.errors import HinterlandError


class Flag(StrEnum):
    """Why a record could not be keyed. It goes back to the client as a query, unbilled."""

    ILLEGIBLE = "illegible"
    WRONG_DOCUMENT = "wrong_document"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class KeyedRecord:
    """One record of an entry. A flagged record's values do not count."""

    record: str
    values: Mapping[str, str]
    flag: Flag | None = None
    ms: int = 0  # time spent on it


@dataclass(frozen=True, slots=True)
class Entry:
    """The records of an entry, in the work item's order."""

    records: tuple[KeyedRecord, ...]

    def of(self, record: str) -> KeyedRecord:
        """Return one record; raise `KeyError` when the entry has none of that name."""
        for keyed in self.records:
            if keyed.record == record:
                return keyed
        raise KeyError(record)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with an entry, and where, for the operator's page to show in place."""

    record: str
    field: str
    message: str


class EntryRefusedError(HinterlandError):
    """The upload is there but cannot be accepted as it is; it stays, and may be sent again."""

    def __init__(self, code: str, message: str, mistakes: Iterable[Mistake] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.mistakes = tuple(mistakes)


type Asked = Mapping[str, tuple[Field, ...]]
"""Which fields are to be keyed, by record: all when keying, those in dispute when adjudicating."""


def read_entry(body: bytes, lease: str, asked: Asked) -> Entry:
    """Read an upload made under `lease`; raise `EntryRefusedError` with every mistake in it."""
    document = _parse(body)
    if document.get("lease") != lease:
        raise EntryRefusedError("bad_entry", "The upload names another lease than its own.")
    given = document.get("records")
    if not isinstance(given, list):
        raise EntryRefusedError("bad_entry", "The upload has no list of records.")
    by_record = {str(each.get("record")): each for each in given if isinstance(each, dict)}
    mistakes = [
        Mistake(record, "", "This record is not part of the work item.")
        for record in by_record.keys() - asked.keys()
    ]
    if len(by_record) != len(given):
        mistakes.append(Mistake("", "", "A record is there twice, or has no name."))
    records = tuple(
        _read_record(record, by_record.get(record), fields, mistakes)
        for record, fields in asked.items()
    )
    if mistakes:
        raise EntryRefusedError("checks_failed", "Some of it needs another look.", mistakes)
    return Entry(records)


def clean(text: str) -> str:
    """Return a keyed text in Unicode NFC, without white space around it."""
    return unicodedata.normalize("NFC", text).strip()


def _parse(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except ValueError as error:
        raise EntryRefusedError("bad_entry", "The upload is not JSON in UTF-8.") from error
    if not isinstance(document, dict):
        raise EntryRefusedError("bad_entry", "The upload is not a JSON object.")
    return document


def _read_record(
    record: str, given: dict[str, Any] | None, fields: tuple[Field, ...], mistakes: list[Mistake]
) -> KeyedRecord:
    if given is None:
        mistakes.append(Mistake(record, "", "This record is missing from the upload."))
        return KeyedRecord(record, {})
    flag = _read_flag(record, given.get("flag"), mistakes)
    raw = given.get("values") or {}
    if not isinstance(raw, dict):
        mistakes.append(Mistake(record, "", "The values must be given by field."))
        raw = {}
    mistakes.extend(
        Mistake(record, str(name), "This field is not asked for.")
        for name in raw.keys() - {field.name for field in fields}
    )
    values = {field.name: _read_value(record, field, raw, mistakes) for field in fields}
    if flag is None:
        mistakes.extend(
            Mistake(record, field.name, "This field must be filled in.")
            for field in fields
            if field.required and not values[field.name]
        )
    ms = given.get("ms")
    return KeyedRecord(record, values, flag, ms if isinstance(ms, int) and ms >= 0 else 0)


def _read_flag(record: str, given: object, mistakes: list[Mistake]) -> Flag | None:
    if not given:
        return None
    try:
        return Flag(str(given))
    except ValueError:
        known = ", ".join(Flag)
        mistakes.append(Mistake(record, "", f"The flag must be one of {known}, or null."))
        return None


def _read_value(record: str, field: Field, raw: dict[str, Any], mistakes: list[Mistake]) -> str:
    value = raw.get(field.name)
    if value is None:
        return ""
    if not isinstance(value, str):
        mistakes.append(Mistake(record, field.name, "The value must be a text."))
        return ""
    return clean(value)
