"""An entry: what one operator keyed for one work item. `entry_reading` makes one of an upload."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hinterland.errors import HinterlandError
from hinterland.fields.field import Field


class Flag(StrEnum):
    """Why a record could not be keyed. It goes back to the client as a query, unbilled.

    Operators give all of them but the last.
    """

    ILLEGIBLE = "illegible"
    WRONG_DOCUMENT = "wrong_document"
    BLANK = "blank"
    SET_ASIDE = "set_aside"  # our word: what was keyed cannot be read or written


# Those that an operator may give.
OPERATORS_FLAGS = tuple(flag for flag in Flag if flag is not Flag.SET_ASIDE)


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

    `code` is one of `faults.Check` or of `Misshape`; the message says the same to a person.
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
    """The upload is there but cannot be accepted as it is; it stays, and may be sent again.

    The message is a sentence for the operator. `mistakes` may leave some out, when there are many.
    """

    def __init__(self, code: str, message: str, mistakes: Iterable[Mistake] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.mistakes = tuple(mistakes)


type Asked = Mapping[str, tuple[Field, ...]]
"""Which fields are to be keyed, by record: all when keying, those in dispute when adjudicating."""
