"""Merges one part of a job: its work items' entries become rows, in the drop's order."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from functions.merge.csv_text import CSV, csv_bytes
from functions.merge.judging import Judged, judge
from functions.merge.leftovers import note_leftovers
from functions.merge.set_aside import count_set_aside, deliverable, set_aside, shown_text
from functions.merge.stores import QUERY_ROWS, RESULT_ROWS, TALLY, Stores
from functions.merge.tally import tally_of
from hinterland import s3_keys
from hinterland.catalogue.work_type import WorkType
from hinterland.errors import HinterlandError
from hinterland.fields.agreement import delivered
from hinterland.fields.field import Field
from hinterland.identifiers import item_id
from hinterland.jobs.documents import PartDocument
from hinterland.jobs.job import JobState
from hinterland.jobs.status import write_status
from hinterland.quality.accepted_entries import read_accepted
from hinterland.quality.settlement import settle
from hinterland.stage import Stage
from hinterland.work.items import WorkItem
from hinterland.work.troubles import is_of_data

if TYPE_CHECKING:
    from hinterland.work.documents import ItemInput

# Reading an item is waiting for S3; this many are waited for at once.
READERS = 16

type MergedRow = tuple[list[str | int], Judged]
"""A record's own columns, and what became of it."""


@dataclass(frozen=True, slots=True)
class MergedItem:
    """A finished work item, and its records in order."""

    item: WorkItem
    rows: list[MergedRow]


class UnfinishedItemError(HinterlandError):
    """Merge was asked for a part of which a work item is not done."""

    code = "unfinished_item"


def merge_part(stores: Stores, job_id: str, part: PartDocument, now: datetime) -> int:
    """Write one part's rows of result.csv and queries.csv, and its counts, to the work bucket.

    Return how many records had to be set aside: they are queried, and the others delivered.
    """
    job = stores.jobs.get(job_id)
    if part["part"] == 1:
        # The wait is over: the first part says so, for all of them.
        job = stores.jobs.move(job_id, JobState.MERGING, now)
        write_status(stores.deliveries, stores.jobs, job)
    work_type = stores.catalogue.work_type(job.work_type, job.version)
    merged = list(_merged_items(stores, job_id, part, work_type))
    judged = [each for one in merged for _, each in one.rows]
    names = [field.name for field in work_type.fields]
    rows = [row for each in merged for row in each.rows]
    tally = tally_of(judged, [each.item for each in merged], names)
    number, work = part["part"], stores.work
    work.write(
        s3_keys.merged_part(job_id, number, RESULT_ROWS), csv_bytes(_results(rows, work_type)), CSV
    )
    work.write(
        s3_keys.merged_part(job_id, number, QUERY_ROWS), csv_bytes(_queries(rows, names)), CSV
    )
    work.write_json(s3_keys.merged_part(job_id, number, TALLY), tally.document())
    numbers = range(part["first_item"], part["first_item"] + part["items"])
    note_leftovers(work, job_id, numbers, [each.item for each in merged], now)
    return count_set_aside(judged)


def _results(rows: Iterable[MergedRow], work_type: WorkType) -> Iterator[list[str | int]]:
    for shown, judged in rows:
        if judged.settled.flag is None:
            values = judged.settled.values
            yield [
                *shown,
                *(delivered(field, values.get(field.name, "")) for field in work_type.fields),
            ]


def _queries(rows: Iterable[MergedRow], names: Iterable[str]) -> Iterator[list[str | int]]:
    for shown, judged in rows:
        if judged.settled.flag is not None:
            yield [*shown, *("" for _ in names), judged.settled.flag.value]


def _merged_items(
    stores: Stores, job_id: str, part: PartDocument, work_type: WorkType
) -> Iterator[MergedItem]:
    first = item_id(part["first_item"])
    last = item_id(part["first_item"] + part["items"] - 1)
    items = stores.work_items.of_job(job_id, first, last)
    with ThreadPoolExecutor(READERS) as readers:
        yield from readers.map(lambda item: _merged_item(stores, item, work_type.fields), items)


def _merged_item(stores: Stores, item: WorkItem, fields: tuple[Field, ...]) -> MergedItem:
    if item.stage is not Stage.DONE:
        msg = f"work item {item.job}/{item.id} is at {item.stage}"
        raise UnfinishedItemError(msg)
    shown: ItemInput = stores.work.read_json(s3_keys.item_input(item.job, item.id))
    columns = {record["record"]: shown_text(record["show"]) for record in shown["records"]}
    answers = _answers(stores, item, fields)
    return MergedItem(item, [(columns[each.settled.record], each) for each in answers])


def _answers(stores: Stores, item: WorkItem, fields: tuple[Field, ...]) -> list[Judged]:
    """Return an item's records as they are delivered or queried; whatever happens, all of them."""
    if item.is_queried:
        return [set_aside(record) for record in item.records]
    entries = read_accepted(stores.work, item, fields)
    try:
        return [deliverable(judge(fields, entries, each)) for each in settle(fields, entries)]
    except Exception as error:
        if is_of_data(error):
            return [set_aside(record) for record in item.records]
        raise
