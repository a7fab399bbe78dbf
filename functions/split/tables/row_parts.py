"""Rows: a drop's tables brought into the normal form and cut into parts; the records of a part."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, TypedDict, cast

from functions.split.cutting import Marks, Sizes, Source
from functions.split.planned import Planned
from functions.split.records import BadRecord, Record
from functions.split.tables.normal_form import Written, chunks_of, columns_of, rows_of
from functions.split.tables.opening import open_tables
from hinterland.catalogue.work_type import WorkType
from hinterland.errors import RejectedError
from hinterland.jobs.column_names import shown_names
from hinterland.jobs.documents import PartDocument
from hinterland.objects import Objects

RECORDS_IN_PART = 3000
_NO_ROWS = (
    "The file has a header line, but no rows after it. If that line is a record, ask the office to "
    "state `table: {header: false}` in the work type."
)
_CSV = "text/csv; charset=utf-8"


class _Range(TypedDict):
    """The `source` of a part of rows: a range of bytes of the normal form."""

    start: int
    end: int


def plan_rows(file: BinaryIO, work_type: WorkType, work: Objects, key: str) -> Planned:
    """Write a drop's rows in their normal form to `key`, and say where its parts are.

    Raise `RejectedError` when there is no table with rows in it, or none that can be worked on.
    """
    with open_tables(file, work_type.table) as found:
        columns = columns_of(found.tables, found.label)
        sizes = Sizes.of(work_type.records_per_item, RECORDS_IN_PART)
        written = Written(Marks(sizes))
        work.write_stream(key, _all_of(chunks_of(found.tables, columns, written), written), _CSV)
        return Planned(
            columns=columns,
            records=written.marks.records,
            parts=written.marks.parts(partial(_source, written.size)),
            sha256=found.sha256,
            skipped=[*written.skipped.document(), *found.skipped],
        )


def records_of_rows(
    file: BinaryIO, part: PartDocument, columns: list[str]
) -> Iterator[Record | BadRecord]:
    """Yield a part's records from the normal form; a row with a problem is a bad one."""
    source = cast("_Range", part["source"])
    file.seek(source["start"])
    names = shown_names(columns)
    found = rows_of(file, source["end"] - source["start"])
    for number, (problem, cells) in enumerate(found, start=part["first_record"]):
        if problem:
            yield BadRecord(number, problem)
        else:
            yield Record(number, dict(zip(names, cells, strict=True)))


def _all_of(chunks: Iterator[bytes], written: Written) -> Iterator[bytes]:
    """Yield all chunks; raise at their end, so that nothing is stored of a drop without records."""
    yield from chunks
    _require_records(written)


def _require_records(written: Written) -> None:
    records = written.marks.records
    if not records:
        raise RejectedError("no_records", _NO_ROWS)
    if written.bad < records:
        return
    cause, rows = written.problems.most_common(1)[0]
    raise RejectedError(
        "no_records",
        f"None of the {records:,} rows can be worked on: "
        f"{'each' if rows == records else f'{rows:,} of them'} {cause}.",
        tuple(written.named),
    )


def _source(size: int, start: int, end: int | None) -> Source:
    return cast("Source", _Range(start=start, end=size if end is None else end))
