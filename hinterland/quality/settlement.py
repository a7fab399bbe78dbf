"""From the entries of a work item to its answers: what is in dispute, what comes next, what holds.

Where a first keying is not checked, it holds. Where it is, two blind entries are compared field by
field; the fields that differ, and those alone, go to a third person, whose word is final.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hinterland.fields.agreement import agree
from hinterland.fields.field import Field
from hinterland.stage import Stage
from hinterland.work.entries import Asked, Entry, Flag, KeyedRecord


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds for one record. A flagged one is a query and its values are empty."""

    record: str
    values: Mapping[str, str]
    flag: Flag | None
    compared: frozenset[str]  # names of the fields that two people keyed
    disputed: frozenset[str]  # of these, the ones that an adjudicator had to settle

    @property
    def answer(self) -> KeyedRecord:
        """Return what holds as if somebody had keyed it so."""
        return KeyedRecord(self.record, self.values, self.flag)


def asked_at(
    stage: Stage, records: Sequence[str], fields: tuple[Field, ...], entries: Sequence[Entry]
) -> Asked:
    """Return which fields of which records are to be keyed at a stage."""
    if stage is not Stage.ADJUDICATE:
        return dict.fromkeys(records, fields)
    return disputes(entries[0], entries[1], fields)


def disputes(first: Entry, second: Entry, fields: tuple[Field, ...]) -> Asked:
    """Return the fields on which two entries differ, by record; records that agree are left out.

    When one flagged a record and the other did not, or not so, all its fields are in dispute.
    """
    found = {one.record: differing(fields, one, second.of(one.record)) for one in first.records}
    return {record: differing for record, differing in found.items() if differing}


def differing(fields: tuple[Field, ...], one: KeyedRecord, other: KeyedRecord) -> tuple[Field, ...]:
    """Return the fields in which two keyings of one record differ; of all fields if a flag does."""
    if one.flag is not other.flag:
        return fields
    if one.flag:
        return ()
    return tuple(
        field
        for field in fields
        if not agree(field, one.values.get(field.name, ""), other.values.get(field.name, ""))
    )


def next_stage(
    stage: Stage, fields: tuple[Field, ...], entries: Sequence[Entry], *, verify: bool
) -> Stage:
    """Return where an item goes once the last of `entries` was accepted at `stage`.

    `verify` says whether its first keying gets a second one.
    """
    if stage is Stage.KEY and verify:
        return Stage.VERIFY
    if stage is Stage.VERIFY and disputes(entries[0], entries[1], fields):
        return Stage.ADJUDICATE
    return Stage.DONE


def settle(fields: tuple[Field, ...], entries: Sequence[Entry]) -> list[Settled]:
    """Return the answers of an item whose stages are all over, in the item's order."""
    first = entries[0]
    if len(entries) == 1:
        return [_settled(keyed, frozenset(), frozenset()) for keyed in first.records]
    disputed = disputes(first, entries[1], fields)
    return [
        _settle(keyed, fields, disputed.get(keyed.record, ()), entries) for keyed in first.records
    ]


def _settle(
    keyed: KeyedRecord,
    fields: tuple[Field, ...],
    disputed: tuple[Field, ...],
    entries: Sequence[Entry],
) -> Settled:
    compared = frozenset(field.name for field in fields)
    if not disputed:
        return _settled(keyed, compared, frozenset())
    word = entries[2].of(keyed.record)
    final = KeyedRecord(keyed.record, {**keyed.values, **word.values}, word.flag)
    return _settled(final, compared, frozenset(field.name for field in disputed))


def _settled(keyed: KeyedRecord, compared: frozenset[str], disputed: frozenset[str]) -> Settled:
    values = {} if keyed.flag else keyed.values
    return Settled(keyed.record, values, keyed.flag, compared, disputed)
