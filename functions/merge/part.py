"""Merging one part of a job: its work items' entries become rows, in the drop's order."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from functions.merge.csv_text import csv_bytes
from functions.merge.merging import QUERY_ROWS, RESULT_ROWS, TALLY, Merging
from functions.merge.tally import tally_of
from hinterland import places
from hinterland.accepted_entries import read_accepted
from hinterland.catalogue import WorkType
from hinterland.delivery import write_status
from hinterland.documents import ItemInput, PartDocument
from hinterland.errors import HinterlandError
from hinterland.identifiers import item_id
from hinterland.jobs import JobState
from hinterland.settlement import Settled, settle
from hinterland.work_items import Stage, WorkItem

# Reading an item is waiting for S3; this many are waited for at once.
READERS = 16

type SettledRow = tuple[list[str | int], Settled]
"""A record's own columns, and its answer."""


class UnfinishedItemError(HinterlandError):
    """Merge was asked for a part of which a work item is not done."""

    code = "unfinished_item"


def merge_part(merging: Merging, job_id: str, part: PartDocument, now: datetime) -> None:
    """Write one part's rows of result.csv and queries.csv, and its counts, to the work bucket."""
    if part["part"] == 1:
        # The wait is over: the first part says so, for all of them.
        write_status(merging.deliveries, merging.jobs.move(job_id, JobState.MERGING, now))
    job = merging.jobs.get(job_id)
    work_type = merging.catalogue.work_type(job.work_type, job.version)
    rows = list(_rows(merging, job_id, part, work_type))
    names = [field.name for field in work_type.fields]
    results = (
        [*shown, *(answer.values.get(name, "") for name in names)]
        for shown, answer in rows
        if answer.flag is None
    )
    queries = (
        [*shown, *("" for _ in names), answer.flag.value]
        for shown, answer in rows
        if answer.flag is not None
    )
    tally = tally_of([answer for _, answer in rows], names)
    number = part["part"]
    work = merging.work
    work.write(places.merged_part(job_id, number, RESULT_ROWS), csv_bytes(results), "text/csv")
    work.write(places.merged_part(job_id, number, QUERY_ROWS), csv_bytes(queries), "text/csv")
    work.write_json(places.merged_part(job_id, number, TALLY), tally)


def _rows(
    merging: Merging, job_id: str, part: PartDocument, work_type: WorkType
) -> Iterator[SettledRow]:
    first = item_id(part["first_item"])
    last = item_id(part["first_item"] + part["items"] - 1)
    items = merging.work_items.of_job(job_id, first, last)
    with ThreadPoolExecutor(READERS) as readers:
        for rows in readers.map(lambda item: _item_rows(merging, item, work_type), items):
            yield from rows


def _item_rows(merging: Merging, item: WorkItem, work_type: WorkType) -> list[SettledRow]:
    if item.stage is not Stage.DONE:
        msg = f"work item {item.job}/{item.item} is at {item.stage}"
        raise UnfinishedItemError(msg)
    shown: ItemInput = merging.work.read_json(places.item_input(item.job, item.item))
    answers = settle(work_type.fields, read_accepted(merging.work, item, work_type.fields))
    columns = {record["record"]: list(record["show"].values()) for record in shown["records"]}
    return [(columns[answer.record], answer) for answer in answers]
