"""A desk with some work on it, over a double: what the tests of the lease protocol share."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import uuid4

import boto3

from functions.assign.lease_take import WantedLeases, take_leases
from functions.assign.stores import Stores
from functions.assign.submit import Receipt, submit
from hinterland import s3_keys, tables
from hinterland.aws.clients import client
from hinterland.aws.jobs.job import DynamoJobs
from hinterland.aws.objects import S3Objects
from hinterland.aws.operators.outboxes import DynamoOutboxes
from hinterland.aws.operators.track_records import DynamoTrackRecords
from hinterland.aws.pay.pay_line import DynamoPay
from hinterland.aws.training.attempts import DynamoTrainings
from hinterland.aws.training.gold import DynamoGold
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.aws.work.lease_requests import DynamoLeaseRequests
from hinterland.catalogue.centre import Centre, Operator, Staff
from hinterland.catalogue.client import Client as ClientEntity
from hinterland.catalogue.office import Office
from hinterland.catalogue.work_type import InputKind, Quality, WorkType
from hinterland.errors import NotFoundError
from hinterland.fields.field import Field, FieldKind
from hinterland.identifiers import item_id, record_id
from hinterland.jobs.job import Drop, FileKind, Job, JobState
from hinterland.stage import Stage
from hinterland.training.known_answers import KnownRecord, KnownSet
from hinterland.work.items import WorkItem
from tests.contract.dynamodb_doubles import DynamoDouble
from tests.doubles.in_memory import Noted

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
class Office1:
    """A catalogue of one work type."""

    kind: WorkType = ONCE
    people: dict[str, Operator] = field(default_factory=dict)
    former: dict[str, Operator] = field(default_factory=dict)

    def office(self) -> Office:
        raise NotFoundError("office")

    def client(self, client: str) -> ClientEntity:
        raise NotFoundError(client)

    def last_client(self, client: str) -> ClientEntity:
        raise NotFoundError(client)

    def work_type(self, work_type: str, version: int | None = None) -> WorkType:
        del work_type, version
        return self.kind

    def work_types(self, *, also_retired: bool = False) -> list[WorkType]:
        del also_retired
        return [self.kind]

    def operator(self, operator: str) -> Operator:
        if operator not in self.people:
            raise NotFoundError(operator)
        return self.people[operator]

    def last_operator(self, operator: str) -> Operator:
        return self.former.get(operator) or self.operator(operator)

    def head(self, user: str) -> Staff:
        raise NotFoundError(user)

    def staff(self, user: str) -> Staff:
        raise NotFoundError(user)

    def centre(self, centre: str) -> Centre:
        raise NotFoundError(centre)

    def centres(self) -> list[Centre]:
        return []


@dataclass
class Drawer:
    """The sets of known answers, each with its records."""

    in_force: list[KnownSet] = field(default_factory=list)
    answers: dict[str, tuple[KnownRecord, ...]] = field(default_factory=dict)

    def fill(self, known: KnownSet, *records: KnownRecord) -> None:
        self.in_force.append(known)
        self.answers[known.document] = records

    def sets(self) -> list[KnownSet]:
        return self.in_force

    def records(self, document: str) -> tuple[KnownRecord, ...]:
        return self.answers[document]


@dataclass
class Bell:
    """A workflow that remembers what it was told."""

    rung: list[str] = field(default_factory=list)

    def work_done(self, token: str) -> None:
        self.rung.append(token)


@dataclass
class Village:
    """A desk with some work on it, and what the tests do there."""

    stores: Stores
    catalogue: Office1
    bell: Bell
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
        client("s3").put_object(
            Bucket=self.stores.work.name,
            Key=s3_keys.entry(item.job, item.id, str(item.lease)),
            Body=json.dumps(document).encode(),
            Metadata={"operator": who.id},
        )

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
        return sum((line.amount for line in self.stores.pay.between(who.id, day, day)), Decimal())


def make_village(dynamodb: DynamoDouble) -> Village:
    """Set up an empty desk in a double: one job, open, with no work items yet."""
    bucket = f"work-{dynamodb.suffix}"
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "ap-south-1"})
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    catalogue, bell, known_answers = Office1(), Bell(), Drawer()
    stores = Stores(
        catalogue=catalogue,
        jobs=DynamoJobs(dynamodb.name(tables.JOBS)),
        work_items=DynamoWorkItems(
            dynamodb.name(tables.WORK_ITEMS),
            dynamodb.name(tables.JOBS),
            dynamodb.name(tables.PAY),
            dynamodb.name(tables.OPERATORS),
        ),
        takes=DynamoLeaseRequests(dynamodb.name(tables.TAKES)),
        pay=DynamoPay(dynamodb.name(tables.PAY)),
        track_records=DynamoTrackRecords(dynamodb.name(tables.OPERATORS)),
        known_answers=known_answers,
        gold=DynamoGold(dynamodb.name(tables.OPERATORS)),
        trainings=DynamoTrainings(dynamodb.name(tables.OPERATORS), dynamodb.name(tables.PAY)),
        outboxes=DynamoOutboxes(dynamodb.name(tables.OPERATORS)),
        work=S3Objects(client("s3"), bucket),
        workflow=bell,
        dice=Random(7),
        troubles=Noted(),
    )
    village = Village(stores, catalogue, bell, known_answers)
    begin_job(village, JOB, ONCE.id)
    return village


def begin_job(village: Village, job: str, work_type: str) -> None:
    """Begin an open job with no work items yet."""
    drop = Drop(f"meridian/{work_type}/a.csv", "v1", 10)
    village.stores.jobs.begin(
        Job(job, "meridian", work_type, 1, drop, FileKind.CSV, "r", JobState.OPEN, NOON, NOON)
    )


def put_work(village: Village, items: int, job: str = JOB) -> None:
    """Put items of two records each on the stores."""
    work_type = village.stores.jobs.get(job).work_type
    for number in range(1, items + 1):
        records = (record_id(2 * number - 1), record_id(2 * number))
        item = WorkItem(job, item_id(number), work_type, 1, Stage.KEY, records, NOON, NOON)
        shown = [{"record": record, "show": {"id": record}} for record in records]
        document = {"work_item": item.id, "stage": "key", "records": shown}
        village.stores.work.write_json(s3_keys.item_input(job, item.id), document)
        village.stores.work_items.add([item])
    village.stores.jobs.open(job, items, 0, "the token", NOON)
