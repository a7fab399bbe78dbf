"""Counting what was keyed, compared and settled: part by part, then for the whole job.

Every count adds up over parts, and people are sets that unite: the tally of a job is exactly that
of all its records at once, however it was cut.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field
from typing import Any, Self

from functions.merge.judging import Judged
from hinterland.catalogue.work_type import WorkType
from hinterland.identifiers import LeaseId, digest
from hinterland.stage import Stage
from hinterland.work.items import WorkItem


@dataclass(frozen=True, slots=True)
class Comparison:
    """Blind comparisons of one field, or of whole records, and how they came out.

    compared = agreed + adjudicated, and each of those adjudicated was wrong in one keying at least.
    """

    compared: int = 0  # records that two people keyed blind
    agreed: int = 0  # of those, keyed alike
    adjudicated: int = 0  # of those, keyed differently, and settled by a third person
    first_wrong: int = 0  # of those, in which the first keying was not what was settled
    second_wrong: int = 0

    def __add__(self, other: "Comparison") -> "Comparison":
        return Comparison(*map(sum, zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a part or a job. Fields and comparisons are of the delivered records alone."""

    delivered: int = 0  # records
    flags: Mapping[str, int] = field(default_factory=dict)  # queried records, by their flag
    flags_adjudicated: int = 0  # queried records that a third person settled to be so
    flags_overruled: int = 0  # delivered records that one person at least had flagged
    keyed: Mapping[str, int] = field(default_factory=dict)  # values, by field
    records: Comparison = Comparison()  # a record is wrong if any of its fields is
    fields: Mapping[str, Comparison] = field(default_factory=dict)
    people: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by stage, as digests

    @property
    def queried(self) -> int:
        """Return the number of records that could not be keyed."""
        return sum(self.flags.values())

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            delivered=self.delivered + other.delivered,
            flags=_added(self.flags, other.flags),
            flags_adjudicated=self.flags_adjudicated + other.flags_adjudicated,
            flags_overruled=self.flags_overruled + other.flags_overruled,
            keyed=_added(self.keyed, other.keyed),
            records=self.records + other.records,
            fields={
                name: self.fields.get(name, Comparison()) + other.fields.get(name, Comparison())
                for name in {**self.fields, **other.fields}
            },
            people={
                stage: self.people.get(stage, frozenset()) | other.people.get(stage, frozenset())
                for stage in {**self.people, **other.people}
            },
        )

    def document(self) -> dict[str, Any]:
        """Return the tally as it is written down for a part."""
        people = {stage: sorted(these) for stage, these in self.people.items()}
        return {**asdict(self), "people": people}

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        """Return the tally that `document` gave."""
        return cls(
            delivered=document["delivered"],
            flags=document["flags"],
            flags_adjudicated=document["flags_adjudicated"],
            flags_overruled=document["flags_overruled"],
            keyed=document["keyed"],
            records=Comparison(**document["records"]),
            fields={name: Comparison(**each) for name, each in document["fields"].items()},
            people={stage: frozenset(these) for stage, these in document["people"].items()},
        )


def tally_of(judged: Sequence[Judged], items: Iterable[WorkItem], names: Sequence[str]) -> Tally:
    """Count the records of a part, whose fields have these names, and the people at its items."""
    delivered = [each for each in judged if each.settled.flag is None]
    queried = [each.settled for each in judged if each.settled.flag is not None]
    return Tally(
        delivered=len(delivered),
        flags=dict(Counter(each.flag.value for each in queried if each.flag)),
        flags_adjudicated=sum(bool(each.disputed) for each in queried),
        flags_overruled=sum(each.was_flagged for each in delivered),
        keyed={name: sum(each.keyed.get(name, 0) for each in delivered) for name in names},
        records=_of_records(delivered),
        fields={name: _of_field(delivered, name) for name in names},
        people=_people_in(items),
    )


def nothing_of(work_type: WorkType) -> Tally:
    """Return the tally of no records: all fields are in it, and count nothing."""
    return tally_of([], [], [field.name for field in work_type.fields])


def _people_in(items: Iterable[WorkItem]) -> dict[str, frozenset[str]]:
    """Return who has an accepted entry in these items, by stage.

    As digests that hold within one job: enough to count people over all parts, and no names.
    """
    found: dict[str, set[str]] = {stage: set() for stage in Stage if stage is not Stage.DONE}
    for item in items:
        for entry in item.accepted:
            stage = LeaseId.parse(entry.lease).stage
            found[stage].add(digest("people", item.job, entry.operator))
    return {stage: frozenset(people) for stage, people in found.items()}


def _of_records(delivered: Sequence[Judged]) -> Comparison:
    return Comparison(
        compared=sum(bool(each.settled.compared) for each in delivered),
        agreed=sum(bool(each.settled.compared and not each.settled.disputed) for each in delivered),
        adjudicated=sum(bool(each.settled.disputed) for each in delivered),
        first_wrong=sum(bool(each.first_wrong) for each in delivered),
        second_wrong=sum(bool(each.second_wrong) for each in delivered),
    )


def _of_field(delivered: Sequence[Judged], name: str) -> Comparison:
    compared = sum(name in each.settled.compared for each in delivered)
    adjudicated = sum(name in each.settled.disputed for each in delivered)
    return Comparison(
        compared=compared,
        agreed=compared - adjudicated,
        adjudicated=adjudicated,
        first_wrong=sum(name in each.first_wrong for each in delivered),
        second_wrong=sum(name in each.second_wrong for each in delivered),
    )


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {name: one.get(name, 0) + other.get(name, 0) for name in {**one, **other}}
