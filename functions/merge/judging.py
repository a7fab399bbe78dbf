"""How right each keying of a record was, judged by what was settled."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hinterland.fields.field import Field
from hinterland.quality.settlement import Settled, differing
from hinterland.work.entries import Entry, KeyedRecord


@dataclass(frozen=True, slots=True)
class Judged:
    """A settled record, and what became of its keyings. All by field name.

    A keying is wrong in a field when what was settled is another value by the field's own
    comparison, or when it flagged a record that was settled not to be so, or the reverse. What only
    one person keyed cannot be judged; what two keyed alike is not found wrong.
    """

    settled: Settled
    keyed: Mapping[str, int]  # values keyed by anyone; a keying that flagged the record keyed none
    first_wrong: frozenset[str]
    second_wrong: frozenset[str]
    was_flagged: bool  # by one of those who keyed it blind


def judge(fields: tuple[Field, ...], entries: Sequence[Entry], settled: Settled) -> Judged:
    """Judge the keyings of one record by its answer; `entries` are the item's, in stage order."""
    first = entries[0].of(settled.record)
    keyings = [first]
    second_wrong: frozenset[str] = frozenset()
    if settled.compared:
        second = entries[1].of(settled.record)
        keyings.append(second)
        second_wrong = _wrong(fields, second, settled)
    if settled.disputed:
        keyings.append(entries[2].of(settled.record))
    return Judged(
        settled=settled,
        keyed=Counter(name for keyed in keyings if keyed.flag is None for name in keyed.values),
        first_wrong=_wrong(fields, first, settled),
        second_wrong=second_wrong,
        was_flagged=any(keyed.flag is not None for keyed in keyings[:2]),
    )


def _wrong(fields: tuple[Field, ...], keyed: KeyedRecord, settled: Settled) -> frozenset[str]:
    """Return the compared fields in which a keying was found wrong."""
    compared = tuple(field for field in fields if field.name in settled.compared)
    return frozenset(field.name for field in differing(compared, keyed, settled.answer))
