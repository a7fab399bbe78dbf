"""An operator's record per field kind: how much of what they keyed was checked, and found wrong.

Three things check a keyed field: a second person's blind keying, the adjudicator who settles a
difference, and a gold record, whose answer is known. What nobody checked is not counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from hinterland.fields.agreement import agree
from hinterland.fields.field import Field, FieldKind
from hinterland.operators.accuracy import Accuracy, ByKind
from hinterland.quality.settlement import disputes
from hinterland.work.entries import Asked, Entry, KeyedRecord

_AGREED = Accuracy(agreed=1)
_UPHELD = Accuracy(upheld=1)
_OVERRULED = Accuracy(overruled=1)
_GOLD_RIGHT = Accuracy(gold_right=1)
_GOLD_WRONG = Accuracy(gold_wrong=1)


def judged(fields: tuple[Field, ...], entries: Sequence[Entry]) -> tuple[ByKind, ByKind]:
    """Return what a finished item says of its first and of its second keying.

    `entries` are the item's, in the order of the stages: two that agree, or two and the
    adjudicator's. Keyed once, it says nothing. Records that stay flagged have no values to judge;
    a keyer whose flag the adjudicator did not share is wrong in all their fields.
    """
    match entries:
        case [first, second]:
            settled: Asked = {}
            final = first
        case [first, second, final]:
            settled = disputes(first, second, fields)
        case _:
            return {}, {}
    return (
        _judged(fields, first, settled, final),
        _judged(fields, second, settled, final),
    )


def judged_by_gold(fields: tuple[Field, ...], entry: Entry, gold: Entry) -> ByKind:
    """Return what the records of `gold`, whose answers are known, say of an entry with them."""
    return _sum(
        (field, _GOLD_RIGHT if right else _GOLD_WRONG)
        for answer in gold.records
        for field, right in _compared(fields, entry.of(answer.record), answer)
    )


def _judged(fields: tuple[Field, ...], entry: Entry, disputed: Asked, final: Entry) -> ByKind:
    return _sum(
        finding for keyed in entry.records for finding in _findings(fields, keyed, disputed, final)
    )


def _findings(
    fields: tuple[Field, ...], keyed: KeyedRecord, disputed: Asked, final: Entry
) -> list[tuple[Field, Accuracy]]:
    in_dispute = disputed.get(keyed.record, ())
    agreed = [] if keyed.flag else [(each, _AGREED) for each in fields if each not in in_dispute]
    if not in_dispute:
        return agreed
    settled = _compared(in_dispute, keyed, final.of(keyed.record))
    return agreed + [(field, _UPHELD if right else _OVERRULED) for field, right in settled]


def _compared(
    fields: Iterable[Field], keyed: KeyedRecord, answer: KeyedRecord
) -> list[tuple[Field, bool]]:
    """Say for each field whether it was keyed as in the answer; none if that is a flag."""
    if answer.flag:
        return []
    return [(field, _is_right(field, keyed, answer)) for field in fields]


def _is_right(field: Field, keyed: KeyedRecord, answer: KeyedRecord) -> bool:
    if keyed.flag:
        return False
    return agree(field, keyed.values.get(field.name, ""), answer.values.get(field.name, ""))


def _sum(findings: Iterable[tuple[Field, Accuracy]]) -> ByKind:
    kinds: defaultdict[FieldKind, Accuracy] = defaultdict(Accuracy)
    for field, finding in findings:
        kinds[field.kind] += finding
    return dict(kinds)


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
