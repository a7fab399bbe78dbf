"""A village with some work, what the tests of the lease protocol share."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import uuid4

from functions.account.stores import Stores as AccountStores
from functions.assign.lease_take import WantedLeases, take_leases
from functions.assign.stores import Stores
from functions.assign.submit import Receipt, submit
from hinterland import s3_keys
from hinterland.catalogue.centre import Operator
from hinterland.catalogue.work_type import InputKind, Quality, WorkType
from hinterland.fields.field import Field, FieldKind
from hinterland.identifiers import item_id, record_id
from hinterland.jobs.job import Drop, FileKind, Job, JobState
from hinterland.stage import Stage
from hinterland.work.items import WorkItem
from tests.doubles.in_memory import Books, Drawer, Noted, Waits
from tests.doubles.stores import Doubles, Uploads

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)
JOB = "20261121-abcdefghijkl"
NAME = Field("name", FieldKind.TEXT, {"en": "Name"}, required=True)
ONCE = WorkType(
    "addresses", 1, {"en": "Addresses"}, InputKind.ROWS, 2, (NAME,), {"en": ""}, Quality(1), 30,
    frozenset({"english"}), Decimal("1.10"),
)  # fmt: skip
TWICE = replace(ONCE, quality=Quality(2))
SELVI, KUMAR, MEENA = (
    Operator(name, name.title(), "kollumangudi", "ta", frozenset({"english", "adjudicate"}))
    for name in ("selvi", "kumar", "meena")
)


@dataclass
class Office1(Books):
    """A catalogue of one work type, whatever it is asked for."""

    kind: WorkType = ONCE

    def work_type(self, work_type: str, version: int | None = None) -> WorkType:
        del work_type, version
        return self.kind

    def work_types(self, *, also_retired: bool = False) -> list[WorkType]:
        del also_retired
        return [self.kind]


@dataclass
class Village:
    """A village with some work, and what the tests do there."""

    stores: Stores
    account: AccountStores
    doubles: Doubles  # behind them
    bucket: Uploads  # the work bucket
    catalogue: Office1
    bell: Waits
    known_answers: Drawer

    def take(
        self, who: Operator, count: int = 1, key: str = "", now: datetime = NOON
    ) -> list[WorkItem]:
        request = WantedLeases(key or str(uuid4()), count)
        return take_leases(self.stores, who, request, now)

    def upload(self, who: Operator, item: WorkItem, *names: str, flag: str | None = None) -> None:
        records = [
            {"record": record, "values": {"name": name}, "flag": flag, "ms": 900}
            for record, name in zip(item.records, names, strict=False)
        ]
        self.put_entry(who, item, {"lease": item.lease, "records": records})

    def put_entry(self, who: Operator, item: WorkItem, document: object) -> None:
        key = s3_keys.entry(item.job, item.id, str(item.lease))
        body = json.dumps(document).encode()
        self.bucket.put(key, body, "application/json", {"operator": who.id})

    def submit(self, who: Operator, item: WorkItem, now: datetime = NOON) -> Receipt:
        return submit(self.stores, who, str(item.lease), now)

    def key(self, who: Operator, *names: str, now: datetime = NOON) -> Receipt:
        (item,) = self.take(who, now=now)
        self.upload(who, item, *names)
        return self.submit(who, item, now)

    def settle(self, who: Operator, name: str, now: datetime = NOON) -> Receipt:
        """Adjudicate the item that comes first, keying one name wherever one is in dispute."""
        (item,) = self.take(who, now=now)
        disputed = self.stores.work.read_json(s3_keys.adjudication_input(item.job, item.id))
        records = [
            {"record": each["record"], "values": {"name": name}} for each in disputed["records"]
        ]
        self.put_entry(who, item, {"lease": item.lease, "records": records})
        return self.submit(who, item, now)

    def read(self, item: WorkItem) -> WorkItem:
        return self.stores.work_items.get(item.job, item.id)

    def earned(self, who: Operator) -> Decimal:
        day = NOON.date()
        return sum((line.amount for line in self.account.pay.between(who.id, day, day)), Decimal())


def make_village(doubles: Doubles, bucket: Uploads) -> Village:
    """Set up an empty village: one job, open, with no work items yet."""
    catalogue, bell, known_answers = Office1(), Waits(), Drawer()
    stores = Stores(
        catalogue=catalogue,
        jobs=doubles.jobs,
        work_items=doubles.work_items,
        takes=doubles.takes,
        track_records=doubles.track_records,
        known_answers=known_answers,
        gold=doubles.gold,
        trainings=doubles.trainings,
        work=bucket,
        workflow=bell,
        dice=Random(7),
        troubles=Noted(),
    )
    account = AccountStores(
        catalogue=catalogue,
        work_items=doubles.work_items,
        pay=doubles.pay,
        track_records=doubles.track_records,
        outboxes=doubles.outboxes,
        known_answers=known_answers,
        trainings=doubles.trainings,
        work=bucket,
    )
    village = Village(stores, account, doubles, bucket, catalogue, bell, known_answers)
    begin_job(village, JOB, ONCE.id)
    return village


def begin_job(village: Village, job: str, work_type: str) -> None:
    """Begin an open job with no work items yet."""
    drop = Drop(f"meridian/{work_type}/a.csv", "v1", 10)
    village.stores.jobs.begin(
        Job(job, "meridian", work_type, 1, drop, FileKind.CSV, "r", JobState.OPEN, NOON, NOON)
    )


def put_work(village: Village, items: int, job: str = JOB) -> None:
    """Put items of two records each into the queue."""
    work_type = village.stores.jobs.get(job).work_type
    for number in range(1, items + 1):
        records = (record_id(2 * number - 1), record_id(2 * number))
        item = WorkItem(job, item_id(number), work_type, 1, Stage.KEY, records, NOON, NOON)
        shown = [{"record": record, "show": {"id": record}} for record in records]
        document = {"work_item": item.id, "stage": "key", "records": shown}
        village.stores.work.write_json(s3_keys.item_input(job, item.id), document)
        village.stores.work_items.add([item])
    village.stores.jobs.open(job, items, 0, "the token", NOON)
