"""Which fields of a keying were right and which wrong, once the answer is known.

Three things give an answer: a second person's blind keying that agrees, the adjudicator who settles
a difference, and a gold record. What nobody checked is not judged, and a record whose answer is a
flag has no values to judge; who flagged a record that has some is wrong in all its fields.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hinterland.fields.field import Field, FieldKind
from hinterland.operators.accuracy import Accuracy, ByKind
from hinterland.quality.settlement import differing, disputes
from hinterland.work.entries import Asked, Entry, KeyedRecord

_AGREED = Accuracy(agreed=1)
_UPHELD = Accuracy(upheld=1)
_OVERRULED = Accuracy(overruled=1)
_GOLD_RIGHT = Accuracy(gold_right=1)
_GOLD_WRONG = Accuracy(gold_wrong=1)

type _Verdict = tuple[Field, Accuracy]


@dataclass(frozen=True, slots=True)
class _Settled:
    """A finished item that was keyed twice: what was in dispute, and whose word holds."""

    first: Entry
    second: Entry
    disputed: Asked
    final: Entry  # of the fields in dispute; without any, whatever


def judged(fields: tuple[Field, ...], entries: Sequence[Entry]) -> tuple[ByKind, ByKind]:
    """Count what a finished item says of its first and of its second keying, by kind of field.

    `entries` are the item's, in the order of the stages: two that agree, or two and the
    adjudicator's. Keyed once, it says nothing.
    """
    settled = _settled(fields, entries)
    if settled is None:
        return {}, {}
    return _judged(fields, settled.first, settled), _judged(fields, settled.second, settled)


def overruled(fields: tuple[Field, ...], entries: Sequence[Entry]) -> tuple[Asked, Asked]:
    """Return the fields in which the first and the second keying were overruled, by record.

    `entries` are as in `judged`; without an adjudicator's nobody was.
    """
    settled = _settled(fields, entries)
    if settled is None:
        return {}, {}
    return _overruled(settled.first, settled), _overruled(settled.second, settled)


def judged_by_gold(fields: tuple[Field, ...], entry: Entry, gold: Entry) -> ByKind:
    """Count what the records of `gold`, whose answers are known, say of an entry with them."""
    return _sum(
        (field, _GOLD_WRONG if field in wrong else _GOLD_RIGHT)
        for answer in gold.records
        if not answer.flag
        for wrong in [differing(fields, entry.of(answer.record), answer)]
        for field in fields
    )


def _settled(fields: tuple[Field, ...], entries: Sequence[Entry]) -> _Settled | None:
    match entries:
        case [first, second]:
            return _Settled(first, second, {}, first)
        case [first, second, final]:
            return _Settled(first, second, disputes(first, second, fields), final)
        case _:
            return None


def _judged(fields: tuple[Field, ...], entry: Entry, settled: _Settled) -> ByKind:
    return _sum(verdict for keyed in entry.records for verdict in _verdicts(fields, keyed, settled))


def _verdicts(
    fields: tuple[Field, ...], keyed: KeyedRecord, settled: _Settled
) -> Iterator[_Verdict]:
    in_dispute = settled.disputed.get(keyed.record, ())
    if not keyed.flag:
        yield from ((field, _AGREED) for field in fields if field not in in_dispute)
    if in_dispute and not (answer := settled.final.of(keyed.record)).flag:
        wrong = differing(in_dispute, keyed, answer)
        yield from ((field, _OVERRULED if field in wrong else _UPHELD) for field in in_dispute)


def _overruled(entry: Entry, settled: _Settled) -> Asked:
    found = {
        record: differing(in_dispute, entry.of(record), answer)
        for record, in_dispute in settled.disputed.items()
        if not (answer := settled.final.of(record)).flag
    }
    return {record: wrong for record, wrong in found.items() if wrong}


def _sum(verdicts: Iterator[_Verdict]) -> ByKind:
    kinds: defaultdict[FieldKind, Accuracy] = defaultdict(Accuracy)
    for field, verdict in verdicts:
        kinds[field.kind] += verdict
    return dict(kinds)
