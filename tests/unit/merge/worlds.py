"""A job whose operators are done, in memory: what Merge finds when the wait is over."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, cast

from functions.merge.certificate import CertificateDocument, Parties, certificate
from functions.merge.finish import finish
from functions.merge.part import merge_part
from functions.merge.stores import TALLY, Stores
from functions.merge.tally import Tally, nothing_of
from hinterland import s3_keys
from hinterland.catalogue.client import Client, Contract, Tax
from hinterland.catalogue.office import Office
from hinterland.catalogue.table import Delivering
from hinterland.catalogue.work_type import InputKind, Quality, WorkType
from hinterland.fields.field import Field, FieldKind, Match
from hinterland.identifiers import LeaseId, item_id, record_id
from hinterland.jobs.documents import PartDocument
from hinterland.jobs.job import Drop, FileKind, Job, JobState
from hinterland.quality.settlement import disputes, settle
from hinterland.stage import Stage
from hinterland.work.entries import Entry, Flag, KeyedRecord
from hinterland.work.items import AcceptedEntry, WorkItem
from tests.doubles.in_memory import Books, Bucket, ItemRows, JobRows

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
JOB = "20261121-abcdefghijkl"
NAME = Field("name", FieldKind.TEXT, {"en": "Name"}, match=Match.LOOSE)
TOTAL = Field("total", FieldKind.DECIMAL, {"en": "Total"}, places=2)
FIELDS = (NAME, TOTAL)
CONTRACT = Contract(date(2026, 4, 1), "INR", {}, Tax("998599", Decimal(18)))

type Keyed = Mapping[str, str] | Flag
"""What one person says of one record: its values, or why there are none."""


@dataclass(frozen=True)
class Said:
    """An accepted entry: who keyed, and what of each record, in the item's order."""

    operator: str
    records: Sequence[Keyed]


@dataclass
class Shelf(Books):
    """The catalogue, with the office in it."""

    def office(self) -> Office:
        return Office("Hinterland Ltd", "33AABCH4821K1ZR", "33", ("Chennai",), "HL")


def values(name: str, total: str) -> dict[str, str]:
    return {"name": name, "total": total}


class World:
    """A job to which finished work items are added, in order, and which is then merged."""

    def __init__(
        self,
        *,
        fields: tuple[Field, ...] = FIELDS,
        quality: Quality | None = None,
        columns: Sequence[str] | None = ("id",),
        items_per_part: int = 2,
        deliver: Delivering | None = None,
    ) -> None:
        self.work, self.deliveries = Bucket("work"), Bucket("delivery")
        self.jobs, self.items = JobRows(), ItemRows()
        self.columns = columns  # None: a job of images
        self.items_per_part = items_per_part
        self.skipped: list[dict[str, object]] = []
        work_type = _work_type(fields, quality or Quality(), columns)
        self.work_type = replace(work_type, deliver=deliver or Delivering())
        client = Client("meridian", "Meridian Insurance", "", "27", ("Mumbai",), (CONTRACT,))
        self.shelf = Shelf({"meridian": client}, {"receipts": self.work_type})
        self.jobs.begin(_job())

    @property
    def job(self) -> Job:
        return self.jobs.get(JOB)

    def add_item(
        self, shown: Sequence[Sequence[str | int]], *said: Said, stage: Stage = Stage.DONE
    ) -> WorkItem:
        """Add a work item with these rows and the entries of its stages.

        An adjudicator says something of every record; what counts of it is what was in dispute,
        and when nothing was, there is no such entry.
        """
        number = len(self.items.rows) + 1
        first = self.job.done + self.job.rejected + 1
        records = tuple(record_id(first + offset) for offset in range(len(shown)))
        said = self._asked_for(records, said)
        item = WorkItem(
            job=JOB,
            id=item_id(number),
            work_type="receipts",
            version=1,
            stage=stage,
            records=records,
            rank=NOON,
            visible_at=NOON,
            accepted=tuple(
                _accepted(number, at, one.operator) for at, one in zip(Stage, said, strict=False)
            ),
        )
        self.items.add([item])
        self._store_input(item, shown)
        entries = self._store_entries(item, said)
        settled = settle(self.work_type.fields, entries) if entries else []
        queried = sum(each.flag is not None for each in settled)
        self._count(len(records), queried)
        return item

    def reject(self, records: int) -> None:
        """Let some records of the drop have been unreadable."""
        self.jobs.rows[JOB] = replace(
            self.job, records=self.job.records + records, rejected=self.job.rejected + records
        )

    def stores(self) -> Stores:
        return Stores(self.shelf, self.jobs, self.items, self.work, self.deliveries)

    def merge(self, now: datetime = NOON) -> None:
        """Merge all parts, then finish."""
        parts = self._merge_parts(now)
        plan = {
            "columns": self.columns or [],
            "records": self.job.records,
            "parts": len(parts),
            "skipped": self.skipped,
            "header": "line 1",
        }
        self.work.write_json(s3_keys.plan(JOB), plan)
        self.work.write_json(s3_keys.parts(JOB), parts)
        finish(self.stores(), JOB, now)

    def certify(self) -> CertificateDocument:
        """Merge all parts, and go no further than to the certificate's numbers: no paper."""
        parts = self._merge_parts(NOON)
        tallies = (
            Tally.read(self.work.read_json(s3_keys.merged_part(JOB, part["part"], TALLY)))
            for part in parts
        )
        tally = sum(tallies, nothing_of(self.work_type))
        parties = Parties(self.shelf.office(), self.shelf.client("meridian"))
        return certificate(self.job, self.work_type, parties, tally, "", NOON)

    def delivered(self, file: str) -> bytes:
        return self.deliveries.read(self.job.delivery(file))

    def text(self, file: str) -> str:
        return self.delivered(file).decode()

    def document(self, file: str) -> dict[str, Any]:
        return cast(dict[str, Any], json.loads(self.delivered(file)))

    def certificate(self) -> dict[str, Any]:
        return self.document(s3_keys.CERTIFICATE)

    def _merge_parts(self, now: datetime) -> list[PartDocument]:
        parts = self._parts()
        for part in parts:
            merge_part(self.stores(), JOB, part, now)
        return parts

    def _parts(self) -> list[PartDocument]:
        count = max(1, -(-len(self.items.rows) // self.items_per_part))
        return [
            PartDocument(
                part=number + 1,
                first_record=1,
                records=0,
                first_item=number * self.items_per_part + 1,
                items=self.items_per_part,
                source={},
            )
            for number in range(count)
        ]

    def _store_input(self, item: WorkItem, shown: Sequence[Sequence[str | int]]) -> None:
        names = ["file", "page"] if self.columns is None else _distinct(self.columns)
        document = {
            "work_item": item.id,
            "stage": "key",
            "records": [
                {"record": record, "show": dict(zip(names, row, strict=True))}
                for record, row in zip(item.records, shown, strict=True)
            ],
        }
        self.work.write_json(s3_keys.item_input(JOB, item.id), document)

    def _asked_for(self, records: Sequence[str], said: tuple[Said, ...]) -> tuple[Said, ...]:
        if len(said) < len(Stage) - 1:
            return said
        first, second = (_entry(records, one) for one in said[:2])
        return said if disputes(first, second, self.work_type.fields) else said[:2]

    def _store_entries(self, item: WorkItem, said: Sequence[Said]) -> list[Entry]:
        entries: list[Entry] = []
        for stage, one, accepted in zip(Stage, said, item.accepted, strict=False):
            entry = _entry(item.records, one)
            if stage is Stage.ADJUDICATE:
                entry = _of_disputes(entry, entries, self.work_type.fields)
            entries.append(entry)
            document = {"lease": accepted.lease, "records": [*map(_written, entry.records)]}
            self.work.write_json(s3_keys.entry(JOB, item.id, accepted.lease), document)
        return entries

    def _count(self, records: int, queried: int) -> None:
        self.jobs.rows[JOB] = replace(
            self.job,
            records=self.job.records + records,
            done=self.job.done + records,
            queried=self.job.queried + queried,
        )


def _entry(records: Sequence[str], said: Said) -> Entry:
    return Entry(tuple(map(_keyed, records, said.records)))


def _keyed(record: str, said: Keyed) -> KeyedRecord:
    if isinstance(said, Flag):
        return KeyedRecord(record, {}, said)
    return KeyedRecord(record, said)


def _of_disputes(entry: Entry, two: Sequence[Entry], fields: tuple[Field, ...]) -> Entry:
    """Return what an adjudicator is asked for, of what one says."""
    asked = disputes(two[0], two[1], fields)
    return Entry(
        tuple(
            replace(
                entry.of(record),
                values={
                    each.name: entry.of(record).values[each.name]
                    for each in differing
                    if entry.of(record).flag is None
                },
            )
            for record, differing in asked.items()
        )
    )


def _written(keyed: KeyedRecord) -> dict[str, object]:
    return {"record": keyed.record, "values": dict(keyed.values), "flag": keyed.flag, "ms": 1}


def _accepted(item: int, stage: Stage, operator: str) -> AcceptedEntry:
    lease = LeaseId(JOB, item_id(item), stage, f"by{operator}")
    return AcceptedEntry(str(lease), "null", operator, "kollumangudi", 1)


def _distinct(columns: Sequence[str]) -> list[str]:
    return [f"{number}:{name}" for number, name in enumerate(columns)]


def _job() -> Job:
    return Job(
        id=JOB,
        client="meridian",
        work_type="receipts",
        version=1,
        drop=Drop("meridian/receipts/june.csv", "v1", 1),
        file_kind=FileKind.CSV,
        execution="e",
        state=JobState.OPEN,
        created_at=NOON,
        updated_at=NOON,
        drop_sha256="d" * 64,
    )


def _work_type(
    fields: tuple[Field, ...], quality: Quality, columns: Sequence[str] | None
) -> WorkType:
    return WorkType(
        id="receipts",
        version=1,
        title={"en": "Receipts"},
        input=InputKind.IMAGES if columns is None else InputKind.ROWS,
        records_per_item=5,
        fields=fields,
        instructions={"en": ""},
        quality=quality,
        lease_minutes=30,
        skills=frozenset(),
        pay_per_record=Decimal("1.10"),
    )
