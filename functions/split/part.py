"""Splitting one part: its pictures and inputs first, then the rows to lease, its report last.

Whoever reads a row finds its files there; and a part without a report was not split to the end,
and may be split again: the same files and rows come out, and a row at work is left as it is.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import batched, groupby

from functions.split.pages.image_parts import records_of_images
from functions.split.plan import image_kind
from functions.split.records import BadRecord, Record
from functions.split.stores import Stores
from functions.split.tables.row_parts import records_of_rows
from hinterland import s3_keys
from hinterland.catalogue.work_type import InputKind
from hinterland.errors import HinterlandError
from hinterland.identifiers import item_id, record_id
from hinterland.jobs.documents import PartDocument, PartReport, PlanDocument, RejectedRecord
from hinterland.jobs.job import Job
from hinterland.objects import Objects
from hinterland.s3_keys import DropKey
from hinterland.stage import Stage
from hinterland.work.documents import InputRecord, ItemInput
from hinterland.work.items import WorkItem
from hinterland.work.ranking import rank_of

# So many uploads at once, and no more pictures in memory than that: half a gigabyte at worst.
AT_ONCE = 8


class MiscountedPartError(HinterlandError):
    """A part did not come to the records that were planned: the drop and its plan disagree."""

    code = "miscounted_part"


@dataclass(frozen=True, slots=True)
class _Packet:
    """The records of a work item."""

    item: str
    records: tuple[Record, ...]


def split_part(stores: Stores, job_id: str, part: PartDocument) -> None:
    """Split one part of a planned job; raise `MiscountedPartError` rather than lose a record."""
    job = stores.jobs.get(job_id)
    plan: PlanDocument = stores.work.read_json(s3_keys.plan(job.id))
    bad: list[RejectedRecord] = []
    work_type = stores.catalogue.work_type(job.work_type, job.version)
    rank = partial(_rank, plan, work_type.due)
    records = _records(stores, job, work_type.input, part, plan)
    with ThreadPoolExecutor(AT_ONCE) as pool, records as found:
        good = _good(found, bad)
        stored = _at_once(pool, partial(_store_picture, stores.work, job.id), good)
        packets = _packets(stored, part, work_type.records_per_item)
        items = list(_at_once(pool, partial(_store_input, stores.work, job, rank), packets))
        counted = sum(len(item.records) for item in items)
        if counted + len(bad) != part["records"]:
            raise MiscountedPartError(
                f"job {job.id}, part {part['part']}: {part['records']} records planned, "
                f"{counted} split out, {len(bad)} rejected"
            )
        list(pool.map(stores.work_items.add, batched(items, AT_ONCE, strict=False)))
    report = PartReport(part=part["part"], items=len(items), records=counted, rejected=bad)
    stores.work.write_json(s3_keys.part_report(job.id, part["part"]), report)


@contextmanager
def _records(
    stores: Stores, job: Job, kind: InputKind, part: PartDocument, plan: PlanDocument
) -> Iterator[Iterator[Record | BadRecord]]:
    if kind is InputKind.ROWS:
        with stores.work.open(s3_keys.rows(job.id)) as rows:
            yield records_of_rows(rows, part, plan["columns"])
        return
    with stores.drops.open(job.drop.key, job.drop.version_id) as file:
        file_name = DropKey.parse(job.drop.key).file_name
        yield records_of_images(file, image_kind(job), file_name, part)


def _good(records: Iterable[Record | BadRecord], bad: list[RejectedRecord]) -> Iterator[Record]:
    """Yield the good records; the others go to `bad` as they come by."""
    for record in records:
        if isinstance(record, Record):
            yield record
        else:
            bad.append(RejectedRecord(record=record_id(record.number), reason=record.reason))


def _at_once[Given, Made](
    pool: Executor, make: Callable[[Given], Made], given: Iterable[Given]
) -> Iterator[Made]:
    """Yield what `make` makes of each, in order, a few at a time: `given` is never held whole."""
    for few in batched(given, AT_ONCE, strict=False):
        yield from pool.map(make, few)


def _packets(records: Iterable[Record], part: PartDocument, in_item: int) -> Iterator[_Packet]:
    """Pack consecutive record numbers; a rejected one leaves a gap, or all of them no packet."""

    def number(record: Record) -> int:
        return part["first_item"] + (record.number - part["first_record"]) // in_item

    for item, packed in groupby(records, key=number):
        yield _Packet(item_id(item), tuple(packed))


def _store_picture(work: Objects, job: str, record: Record) -> Record:
    """Store the record's picture, if it has one, and return the record without it."""
    picture = record.picture
    if picture is None:
        return record
    name = record_id(record.number)
    if picture.lighter is not None:
        work.write(s3_keys.original(job, name), picture.body, picture.content_type)
        picture = picture.lighter
    work.write(s3_keys.image(job, name), picture.body, picture.content_type)
    return replace(record, picture=None, is_lightened=picture is not record.picture)


def _rank(plan: PlanDocument, due: timedelta, item: str) -> datetime:
    return rank_of(datetime.fromisoformat(plan["ranked_from"]), due, int(item), plan["items"])


def _store_input(
    work: Objects, job: Job, rank: Callable[[str], datetime], packet: _Packet
) -> WorkItem:
    """Store what operators see of a work item, and return its row."""
    document = ItemInput(
        work_item=packet.item,
        stage=Stage.KEY,
        records=[
            InputRecord(record=record_id(record.number), show=record.show)
            for record in packet.records
        ],
    )
    work.write_json(s3_keys.item_input(job.id, packet.item), document)
    return WorkItem(
        job=job.id,
        id=packet.item,
        work_type=job.work_type,
        version=job.version,
        stage=Stage.KEY,
        records=tuple(record_id(record.number) for record in packet.records),
        lightened=tuple(record_id(each.number) for each in packet.records if each.is_lightened),
        rank=rank(packet.item),
        visible_at=job.created_at,
    )
