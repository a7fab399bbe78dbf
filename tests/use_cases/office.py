"""Oversee's stores, the same as a village's: what the tests of overseeing share."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from functions.intake.arrival import Arrival
from functions.intake.receive import receive
from functions.intake.stores import Stores as IntakeStores
from functions.oversee.stores import Stores
from hinterland.catalogue.centre import Centre, Staff
from hinterland.catalogue.client import Client, Contract, Tax
from hinterland.jobs.job import Failure, Job
from hinterland.workflow import Outcome
from tests.doubles.in_memory import Books, Bucket, Noted, Runs
from tests.use_cases.village import JOB, NOON, Office1, Village

CENTRE = "kollumangudi"
HEAD = Staff("revathi", "Revathi", "ta", CENTRE)
RATES = {"addresses": Decimal(2)}
MERIDIAN = Client(
    "meridian", "Meridian", "27AAPFU0939F1ZV", "27", ("Mumbai",),
    (Contract(date(2026, 4, 1), "INR", RATES, Tax("998599", Decimal(18))),),
)  # fmt: skip
BROKEN = Failure("ReconciliationError", "3 records went in, 2 came out")


class Staffed(Office1):
    """The village's catalogue, with its centre."""

    def centre(self, centre: str) -> Centre:
        return Centre(centre, centre.title(), "33", tuple(self.people.values()), (HEAD,))

    def centres(self) -> list[Centre]:
        return [self.centre(CENTRE)]


@dataclass
class Office:
    """Oversee's stores, and what stands around them."""

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
        drops = Bucket("drops", last_modified=NOON)
        drops.put(job.drop.key, b"id,address\n", version_id=job.drop.version_id)
        kind = replace(self.village.catalogue.kind, version=version)
        books = Books({job.client: MERIDIAN}, {kind.id: kind})
        intake = IntakeStores(drops, self.deliveries, books, self.village.stores.jobs)
        return receive(intake, Arrival(job.drop, job.id), execution, NOON + timedelta(minutes=5))

    def fail(self, failure: Failure = BROKEN) -> None:
        self.village.stores.jobs.fail(JOB, failure, NOON)


def make_office(village: Village) -> Office:
    """Set up Oversee's stores over those of a village."""
    catalogue = Staffed(people=village.catalogue.people, kind=village.catalogue.kind)
    runs, deliveries, doubles = Runs(), Bucket("deliveries"), village.doubles
    stores = Stores(
        catalogue=catalogue,
        jobs=doubles.jobs,
        work_items=doubles.work_items,
        queues=doubles.work_items,
        pay=doubles.pay,
        track_records=doubles.track_records,
        outboxes=doubles.outboxes,
        deliveries=deliveries,
        executions=runs,
        workflow=village.bell,
        troubles=Noted(),
    )
    return Office(stores, village, runs, deliveries)


def open_with(office: Office, items: int) -> None:
    """Say of the village's job that all of it is split."""
    office.village.stores.jobs.open(JOB, items, 0, "token", NOON)
