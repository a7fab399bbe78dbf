"""Reading an upload: whatever bytes it holds, it is an entry or it is refused in a sentence.

The document is design 5.4's: `{"lease", "records": [{"record", "values", "flag", "ms"}]}`. A record
may also have `"as_printed": [field, …]`: the operator looked again, and the source shows these
values. They pass the checks that only ask whether a value is likely (`checks.CONFIRMABLE`).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from hinterland.fields.characters import LONGEST, clean, is_writable
from hinterland.fields.checks import fault
from hinterland.fields.faults import CONFIRMABLE, Check
from hinterland.fields.field import Field
from hinterland.work.entries import (
    OPERATORS_FLAGS,
    Asked,
    Entry,
    EntryRefusedError,
    Flag,
    KeyedRecord,
    Misshape,
    Mistake,
)
from hinterland.work.entry_json import parse

# Of more than so many mistakes the first are told: what is wrong everywhere is wrong in one way.
MOST_MISTAKES = 500
_LONGEST_NAME = 80  # of a record or a field that is not ours, when it is named in a mistake
# A value is cleaned before its characters are counted; one that is far too long is not.
_LONGEST_AS_SENT = 4 * LONGEST
_DAY_MS = 24 * 60 * 60 * 1000  # more was not spent on a record, and is not believed


def read_entry(body: bytes, lease: str, asked: Asked) -> Entry:
    """Read an upload made under `lease`; raise `EntryRefusedError` with what is wrong with it."""
    return _Reader(asked, checks=True).read(body, lease)


def read_accepted_entry(body: bytes, lease: str, asked: Asked) -> Entry:
    """Read an upload that was accepted. Its values stand, should the checks be stricter by now."""
    return _Reader(asked, checks=False).read(body, lease)


def names_in(body: bytes) -> set[str]:
    """Return the ids of the records in an upload; none of one that is no upload at all."""
    try:
        records = parse(body).get("records")
    except EntryRefusedError:
        return set()
    return set(_by_id(records)) if isinstance(records, list) else set()


class _Reader:
    """Reads one upload to its end, whatever it comes upon, and collects the mistakes."""

    def __init__(self, asked: Asked, *, checks: bool) -> None:
        self._asked = asked
        self._checks = checks
        self._mistakes: list[Mistake] = []

    def read(self, body: bytes, lease: str) -> Entry:
        """Return the entry; raise `EntryRefusedError`."""
        document = parse(body)
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
        else:
            values = dict.fromkeys(values, "")
        return KeyedRecord(record, values, flag, _spent(given.get("ms")), as_printed)

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
        if isinstance(given, str) and given in OPERATORS_FLAGS:
            return Flag(given)
        message = f"The flag must be one of {', '.join(OPERATORS_FLAGS)}, or null."
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
        if self._checks and len(given) > _LONGEST_AS_SENT:
            message = f"This may have at most {LONGEST:,} characters."
            self._note(record, field.name, Check.LENGTH, message)
            return ""
        return clean(given)

    def _confirmed(self, record: str, given: object, fields: tuple[Field, ...]) -> frozenset[str]:
        if not isinstance(given, list):
            self._note(record, "", Misshape.TYPE, "as_printed must be a list of fields.")
            given = []
        names = frozenset(name if isinstance(name, str) else "" for name in given)
        for name in names - {field.name for field in fields}:
            self._note(record, name, Misshape.FIELD, "This field is not asked for.")
        return names

    def _note(self, record: str, field: str, code: StrEnum, message: str) -> None:
        if len(self._mistakes) < MOST_MISTAKES:
            self._mistakes.append(Mistake(_shown(record), _shown(field), code.value, message))


def _by_id(given: list[object]) -> dict[str, dict[str, Any]]:
    records = [each for each in given if isinstance(each, dict)]
    return {name: each for each in records if isinstance(name := each.get("record"), str)}


def _spent(ms: object) -> int:
    """Return the milliseconds that a record says were spent on it; 0 when they are none."""
    return ms if isinstance(ms, int) and 0 <= ms <= _DAY_MS else 0


def _shown(name: str) -> str:
    """Return the name of a record or a field as a mistake may show it: "" if it can be no name."""
    return name if len(name) <= _LONGEST_NAME and is_writable(name) else ""
