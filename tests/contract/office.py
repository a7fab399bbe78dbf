"""A control room over the same double as a village's stores: what the tests of overseeing share."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from functions.intake.arrival import Arrival
from functions.intake.receive import Intake, receive
from functions.oversee.stores import Stores
from hinterland import tables
from hinterland.aws.jobs.job_board import DynamoJobBoard
from hinterland.aws.operators.outboxes import DynamoOutboxes
from hinterland.aws.operators.track_records import DynamoTrackRecords
from hinterland.aws.pay.pay_line import DynamoPay
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.catalogue.centre import Centre, Staff
from hinterland.catalogue.client import Client, Contract, Tax
from hinterland.jobs.execution import ExecutionEnd
from hinterland.jobs.job import Failure, Job
from hinterland.workflow import Outcome
from tests.contract.dynamodb_doubles import DynamoDouble
from tests.contract.village import JOB, NOON, Office1, Village
from tests.doubles.in_memory import Books, Bucket, Noted

CENTRE = "kollumangudi"
HEAD = Staff("revathi", "Revathi", "ta", CENTRE)
RATES = {"addresses": Decimal(2)}
MERIDIAN = Client(
    "meridian", "Meridian", "27AAPFU0939F1ZV", "27", ("Mumbai",),
    (Contract(date(2026, 4, 1), "INR", RATES, Tax("998599", Decimal(18))),),
)  # fmt: skip
BROKEN = Failure("ReconciliationError", "3 records went in, 2 came out")


@dataclass
class Runs:
    """A workflow that remembers what was started and stopped."""

    started: dict[str, Mapping[str, object]] = field(default_factory=dict)
    stopped: list[str] = field(default_factory=list)
    ended: dict[str, ExecutionEnd] = field(default_factory=dict)  # the others run

    @property
    def last(self) -> str:
        return list(self.started)[-1]

    def end_of(self, name: str) -> ExecutionEnd | None:
        return self.ended.get(name)

    def start(self, name: str, given: Mapping[str, object]) -> None:
        self.started.setdefault(name, given)

    def stop(self, name: str, reason: str) -> None:
        assert reason
        self.stopped.append(name)


class Staffed(Office1):
    """The village's catalogue, with its centre."""

    def centre(self, centre: str) -> Centre:
        return Centre(centre, centre.title(), "33", tuple(self.people.values()), (HEAD,))

    def centres(self) -> list[Centre]:
        return [self.centre(CENTRE)]


@dataclass
class Office:
    """A control room, and what stands around it."""

    stores: Stores
    village: Village
    runs: Runs
    deliveries: Bucket

    def job(self, name: str = JOB) -> Job:
        return self.stores.jobs.get(name)

    def told(self, file: str) -> dict[str, Any]:
        document: dict[str, Any] = self.deliveries.read_json(self.job().delivery(file))
        return document

    def arrives(self, execution: str, version: int = 1) -> Outcome:
        """Have an execution of the workflow begin with the job's drop, as Intake does."""
        job = self.job()
        drops = Bucket("drops", bodies={job.drop.key: b"id,address\n"}, last_modified=NOON)
        kind = replace(self.village.catalogue.kind, version=version)
        books = Books({job.client: MERIDIAN}, {kind.id: kind})
        intake = Intake(drops, self.deliveries, books, self.village.stores.jobs)
        return receive(intake, Arrival(job.drop, job.id), execution, NOON + timedelta(minutes=5))

    def fail(self, failure: Failure = BROKEN) -> None:
        self.village.stores.jobs.fail(JOB, failure, NOON)


def make_office(dynamodb: DynamoDouble, village: Village) -> Office:
    """Set up a control room over the tables of a village."""
    catalogue = Staffed(village.catalogue.kind, village.catalogue.people)
    work_items = DynamoWorkItems(dynamodb.name(tables.WORK_ITEMS), dynamodb.name(tables.JOBS))
    runs, deliveries = Runs(), Bucket("deliveries")
    stores = Stores(
        catalogue=catalogue,
        jobs=DynamoJobBoard(dynamodb.name(tables.JOBS)),
        work_items=work_items,
        queues=work_items,
        pay=DynamoPay(dynamodb.name(tables.PAY)),
        track_records=DynamoTrackRecords(dynamodb.name(tables.OPERATORS)),
        outboxes=DynamoOutboxes(dynamodb.name(tables.OPERATORS)),
        deliveries=deliveries,
        executions=runs,
        workflow=village.bell,
        troubles=Noted(),
    )
    return Office(stores, village, runs, deliveries)


def open_with(office: Office, items: int) -> None:
    """Say of the village's job that all of it is split."""
    office.village.stores.jobs.open(JOB, items, 0, "token", NOON)
