"""A drop of rows, split as the workflow does it: planned once, then each part on its own."""

import io
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from functions.split.planned import Planned
from functions.split.records import BadRecord, Record
from functions.split.tables.row_parts import plan_rows, records_of_rows
from hinterland.catalogue.table import TableForm
from hinterland.catalogue.work_type import InputKind, Quality, WorkType
from tests.doubles.in_memory import Bucket

if TYPE_CHECKING:
    from hinterland.jobs.documents import PartDocument


@dataclass
class SplitDrop:
    """What a drop of rows came to."""

    planned: Planned
    records: list[Record | BadRecord]

    @property
    def table(self) -> list[list[str | int]]:
        """Return the columns, then the cells of the good records."""
        columns = cast("list[str | int]", self.planned.columns)
        return [
            columns,
            *(list(each.show.values()) for each in self.records if isinstance(each, Record)),
        ]

    @property
    def reasons(self) -> list[str]:
        """Return the reasons of the bad records."""
        return [record.reason for record in self.records if isinstance(record, BadRecord)]

    @property
    def skipped(self) -> dict[str, int]:
        """Return how many rows were skipped, by why."""
        return {each["why"]: each["rows"] for each in self.planned.skipped}


def split_rows(body: bytes, *, in_item: int = 1, form: TableForm | None = None) -> SplitDrop:
    """Plan a drop of rows and split every part of it."""
    work = Bucket("work")
    planned = plan_rows(io.BytesIO(body), _work_type(in_item, form), work, "rows.csv")
    parts = cast("list[PartDocument]", json.loads(json.dumps(planned.parts)))
    rows = work.bodies["rows.csv"]
    return SplitDrop(
        planned,
        [
            record
            for part in parts
            for record in records_of_rows(io.BytesIO(rows), part, planned.columns)
        ],
    )


def _work_type(in_item: int, form: TableForm | None) -> WorkType:
    stated: dict[str, Any] = {"table": form} if form else {}
    return WorkType(
        "addresses",
        1,
        {"en": "Addresses"},
        InputKind.ROWS,
        in_item,
        (),
        {"en": ""},
        Quality(),
        30,
        frozenset(),
        Decimal(1),
        **stated,
    )
