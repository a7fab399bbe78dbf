"""An entry: what one operator keyed for one work item, read from the upload and checked.

The document is design 5.4's: `{"lease", "records": [{"record", "values", "flag", "ms"}]}`. A record
may also have `"as_printed": [field, …]`: the operator looked again, and the source shows these
values. They pass the checks that only ask whether a value is likely (`field_checks.CONFIRMABLE`).
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hinterland.errors import HinterlandError
from hinterland.fields.checks import CONFIRMABLE, fault
from hinterland.fields.field import Field


class Flag(StrEnum):
    """Why a record could not be keyed. It goes back to the client as a query, unbilled.

    Operators give all of them but the last.
    """

    ILLEGIBLE = "illegible"
    WRONG_DOCUMENT = "wrong_document"
    BLANK = "blank"
    SET_ASIDE = "set_aside"  # our word: what was keyed cannot be read or written


_OPERATORS_FLAGS = tuple(flag for flag in Flag if flag is not Flag.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class KeyedRecord:
    """One record of an entry. A flagged record's values do not count."""

    record: str
    values: Mapping[str, str]
    flag: Flag | None = None
    ms: int = 0  # time spent on it
    # Fields whose value fails a check of theirs, and which the operator confirmed all the same.
    as_printed: frozenset[str] = frozenset()


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
    """What is wrong with an entry, and where, for the operator's page to show in place.

    `code` is one of `field_checks.Check` or of `Misshape`; the message says the same to a person.
    """

    record: str
    field: str
    code: str
    message: str


class Misshape(StrEnum):
    """What an upload may have wrong that is not about what a value says."""

    RECORD = "record"  # missing, unknown, nameless or there twice
    FIELD = "field"  # not asked for
    FLAG = "flag"  # none of `Flag`
    TYPE = "type"  # not the type of JSON value that belongs there


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
    return _Reader(asked, checks=True).read(body, lease)


def read_accepted_entry(body: bytes, lease: str, asked: Asked) -> Entry:
    """Read an upload that was accepted. Its values stand, should the checks be stricter by now."""
    return _Reader(asked, checks=False).read(body, lease)


def names_in(body: bytes) -> set[str]:
    """Return the ids of the records in an upload; none of one that is no upload at all."""
    try:
        records = _parse(body).get("records")
    except EntryRefusedError:
        return set()
    return set(_by_id(records)) if isinstance(records, list) else set()


def clean(text: str) -> str:
    """Return a keyed text in Unicode NFC, without white space around it."""
    return unicodedata.normalize("NFC", text).strip()


class _Reader:
    """Reads one upload to its end, whatever it comes upon, and collects the mistakes."""

    def __init__(self, asked: Asked, *, checks: bool) -> None:
        self._asked = asked
        self._checks = checks
        self._mistakes: list[Mistake] = []

    def read(self, body: bytes, lease: str) -> Entry:
        """Return the entry; raise `EntryRefusedError`."""
        document = _parse(body)
        if document.get("lease") != lease:
            raise EntryRefusedError("bad_entry", "The upload names another lease than its own.")
        given = document.get("records")
        if not isinstance(given, list):
            raise EntryRefusedError("bad_entry", "The upload has no list of records.")
        by_record = self._by_record(given)
        records = tuple(
            self._record(record, by_record.get(record), fields)
            for record, fields in self._asked.items()
        )
        if self._mistakes:
            raise EntryRefusedError(
                "checks_failed", "Some of it needs another look.", self._mistakes
            )
        return Entry(records)

    def _by_record(self, given: list[object]) -> dict[str, dict[str, Any]]:
        by_record = _by_id(given)
        # Of an accepted entry, what is beyond its item is a known record: it was taken out before.
        for record in by_record.keys() - self._asked.keys() if self._checks else ():
            self._note(record, "", Misshape.RECORD, "This record is not part of the work item.")
        if len(by_record) != len(given):
            self._note("", "", Misshape.RECORD, "A record is there twice, or has no name.")
        return by_record

    def _record(
        self, record: str, given: dict[str, Any] | None, fields: tuple[Field, ...]
    ) -> KeyedRecord:
        if given is None:
            message = "This record is missing from the upload."
            self._note(record, "", Misshape.RECORD, message)
            return KeyedRecord(record, {})
        flag = self._flag(record, given.get("flag"))
        values = self._values(record, given.get("values") or {}, fields)
        confirmed = self._confirmed(record, given.get("as_printed") or [], fields)
        as_printed = frozenset[str]()
        if flag is None:
            as_printed = self._check(record, values, fields, confirmed)
        ms = given.get("ms")
        spent = ms if isinstance(ms, int) and ms >= 0 else 0
        return KeyedRecord(record, values, flag, spent, as_printed)

    def _check(
        self,
        record: str,
        values: Mapping[str, str],
        fields: tuple[Field, ...],
        confirmed: frozenset[str],
    ) -> frozenset[str]:
        """Note what is wrong; return the fields that would be, had nobody confirmed them."""
        as_printed = set()
        for field in fields:
            found = fault(field, values[field.name])
            if found is None:
                continue
            if found.check in CONFIRMABLE and field.name in confirmed:
                as_printed.add(field.name)
            elif self._checks:
                self._note(record, field.name, found.check, found.message)
        return frozenset(as_printed)

    def _flag(self, record: str, given: object) -> Flag | None:
        if not given:
            return None
        flag = next((each for each in _OPERATORS_FLAGS if each == given), None)
        if flag is not None:
            return flag
        message = f"The flag must be one of {', '.join(_OPERATORS_FLAGS)}, or null."
        self._note(record, "", Misshape.FLAG, message)
        return None

    def _values(self, record: str, given: object, fields: tuple[Field, ...]) -> dict[str, str]:
        if not isinstance(given, dict):
            self._note(record, "", Misshape.TYPE, "The values must be given by field.")
            given = {}
        # A value for a field that is not asked for does not count: an adjudicator may send the
        # whole record, in which only some fields are in dispute.
        return {field.name: self._value(record, field, given.get(field.name)) for field in fields}

    def _value(self, record: str, field: Field, given: object) -> str:
        if given is None:
            return ""
        if not isinstance(given, str):
            self._note(record, field.name, Misshape.TYPE, "The value must be a text.")
            return ""
        return clean(given)

    def _confirmed(self, record: str, given: object, fields: tuple[Field, ...]) -> frozenset[str]:
        if not isinstance(given, list):
            self._note(record, "", Misshape.TYPE, "as_printed must be a list of fields.")
            given = []
        names = frozenset(str(name) for name in given)
        self._require_known(record, names, fields)
        return names

    def _require_known(
        self, record: str, names: Iterable[object], fields: tuple[Field, ...]
    ) -> None:
        known = {field.name for field in fields}
        for name in names:
            if name not in known:
                self._note(record, str(name), Misshape.FIELD, "This field is not asked for.")

    def _note(self, record: str, field: str, code: StrEnum, message: str) -> None:
        self._mistakes.append(Mistake(record, field, code.value, message))


def _by_id(given: list[object]) -> dict[str, dict[str, Any]]:
    return {str(each.get("record")): each for each in given if isinstance(each, dict)}


def _parse(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except ValueError as error:
        raise EntryRefusedError("bad_entry", "The upload is not JSON in UTF-8.") from error
    if not isinstance(document, dict):
        raise EntryRefusedError("bad_entry", "The upload is not a JSON object.")
    return document
