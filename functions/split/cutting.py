"""Cutting a run of records into parts of whole work items, while the records are counted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from hinterland.errors import RejectedError
from hinterland.jobs.documents import PartDocument

# A part is one invocation of Split: small enough to be done in its time many times over.
ITEMS_IN_PART = 500
# What the list of parts may come to: Step Functions reads it, and Open reads every part's report.
PARTS_IN_DROP = 4000
# Record ids are six digits and sort as text; a longer drop is better dropped in several files.
RECORDS_IN_DROP = 999_999

type Source = dict[str, object]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many records go into a work item, and into a part unless that makes too many parts."""

    in_item: int
    in_part: int  # a multiple of `in_item`

    @classmethod
    def of(cls, records_per_item: int, most_records: int) -> "Sizes":
        """Choose parts of up to `ITEMS_IN_PART` items and, if an item allows, `most_records`."""
        items = max(1, min(ITEMS_IN_PART, most_records // records_per_item))
        return cls(records_per_item, items * records_per_item)


@dataclass(slots=True)
class Marks[Mark]:
    """Where in the drop each part of `sizes` begins; a mark is whatever finds the place again."""

    sizes: Sizes
    records: int = 0
    marks: list[Mark] = field(default_factory=list)

    def count(self, mark: Mark) -> None:
        """Count a record that begins at `mark`; raise `RejectedError` when there are too many."""
        if self.records == RECORDS_IN_DROP:
            raise RejectedError(
                "too_many_records",
                f"The file has more than {RECORDS_IN_DROP:,} records. "
                "Please drop it in several smaller files.",
            )
        if self.records % self.sizes.in_part == 0:
            self.marks.append(mark)
        self.records += 1

    def parts(
        self, source: Callable[[Mark, Mark | None], Source], most: int = PARTS_IN_DROP
    ) -> list[PartDocument]:
        """Return the parts, at most `most` of them.

        `source` is asked what to write down for a part that begins at its first argument and ends
        before its second, or at the end of the drop.
        """
        step = max(1, ceil(len(self.marks) / most))
        marks = self.marks[::step]
        size = step * self.sizes.in_part
        return [
            self._part(index, size, source(mark, following))
            for index, (mark, following) in enumerate(zip(marks, [*marks[1:], None], strict=True))
        ]

    def _part(self, index: int, size: int, source: Source) -> PartDocument:
        before = index * size
        records = min(size, self.records - before)
        return PartDocument(
            part=index + 1,
            first_record=before + 1,
            records=records,
            first_item=before // self.sizes.in_item + 1,
            items=ceil(records / self.sizes.in_item),
            source=source,
        )
