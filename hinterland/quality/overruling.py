"""In which fields an adjudicator found a keying wrong."""

from collections.abc import Sequence

from hinterland.fields.agreement import agree
from hinterland.fields.field import Field
from hinterland.quality.settlement import disputes
from hinterland.work.entries import Asked, Entry, KeyedRecord


def overruled(fields: tuple[Field, ...], entries: Sequence[Entry]) -> tuple[Asked, Asked]:
    """Return the fields in which the first and the second keying were found wrong, by record.

    `entries` are a finished item's, in the order of the stages; without an adjudicator's, nothing
    was found. A record that stays flagged has no values to find wrong; a keyer whose flag the
    adjudicator did not share is wrong in all its fields. (So counts `accuracy`, too.)
    """
    match entries:
        case [first, second, final]:
            disputed = disputes(first, second, fields)
            return _overruled(disputed, first, final), _overruled(disputed, second, final)
        case _:
            return {}, {}


def _overruled(disputed: Asked, keying: Entry, final: Entry) -> Asked:
    found = {
        record: _wrong(in_dispute, keying.of(record), final.of(record))
        for record, in_dispute in disputed.items()
    }
    return {record: wrong for record, wrong in found.items() if wrong}


def _wrong(
    in_dispute: tuple[Field, ...], keyed: KeyedRecord, answer: KeyedRecord
) -> tuple[Field, ...]:
    if answer.flag:
        return ()
    if keyed.flag:
        return in_dispute
    return tuple(
        field
        for field in in_dispute
        if not agree(field, keyed.values.get(field.name, ""), answer.values.get(field.name, ""))
    )
